import { type Text, text } from '../domain/text.ts';

/** What a schema found wrong with a value: the members of zod's issues, and the value. */
export interface Issue {
  readonly code: string;
  readonly input: unknown;
  readonly [further: string]: unknown;
}

/** For `refine`, which says nothing by itself: what to say of a value that it refuses. */
export function unless(zh: string, en: string): { readonly params: { readonly said: Text } } {
  return { params: { said: text(zh, en) } };
}

/** What is wrong with a value and what it should be, complete in both languages. */
export function sayIssue(issue: Issue): Text {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? missing : shouldBe(typeText(issue.expected));
    case 'invalid_value':
      if (issue.input === undefined) return missing;
      return shouldBe(
        issue.expected === 'stringbool' ? typeText('boolean') : oneOf(issue.values as readonly unknown[]),
      );
    case 'too_small':
      return ofBound(issue, issue.minimum, 'least');
    case 'too_big':
      return ofBound(issue, issue.maximum, 'most');
    case 'not_multiple_of':
      return shouldBe(text(` ${issue.divisor} 的倍数`, `a multiple of ${issue.divisor}`));
    case 'invalid_format':
      return shouldBe(formatText(issue));
    case 'unrecognized_keys': {
      const names = issue.keys as readonly string[];
      return text(
        `有不认识的项：${names.join('、')}`,
        `there are members that nothing is known of: ${names.join(', ')}`,
      );
    }
    case 'invalid_union':
      return issue.input === undefined ? missing : ofUnion(issue);
    case 'invalid_key':
    case 'invalid_element':
      return text('里面有不能用的名称或值', 'there is a name or value in it that cannot be');
    default:
      return saidOf(issue) ?? text('这个值不能用', 'this value cannot be');
  }
}

const missing = text('缺少这一项', 'this is missing');

function shouldBe(what: Text): Text {
  return text(`应该是${what.zh}`, `this should be ${what.en}`);
}

const types: Readonly<Record<string, Text>> = {
  string: text('文字', 'a text'),
  number: text('数字', 'a number'),
  int: text('整数', 'a whole number'),
  bigint: text('整数', 'a whole number'),
  boolean: text(' true 或 false', 'true or false'),
  array: text('列表', 'a list'),
  object: text('对象', 'an object'),
  record: text('对象', 'an object'),
  null: text(' null', 'null'),
};

function typeText(expected: unknown): Text {
  return types[String(expected)] ?? text(` ${expected}`, String(expected));
}

function oneOf(values: readonly unknown[]): Text {
  const written = values.map(String);
  if (written.length === 1) return text(` ${written[0]}`, `${written[0]}`);
  return text(`其中之一：${written.join('、')}`, `one of ${written.join(', ')}`);
}

type Side = 'least' | 'most';

function ofBound({ origin, inclusive, exact, input }: Issue, bound: unknown, side: Side): Text {
  const number = String(bound);
  const least = side === 'least';
  if (least && number === '1' && origin === 'string' && input === '')
    return text('不能为空', 'this must not be empty');
  const counted = units[String(origin)];
  if (counted !== undefined) {
    const unit = number === '1' ? { ...counted, en: counted.en.slice(0, -1) } : counted;
    if (exact === true)
      return text(`应该正好有 ${number} ${unit.zh}`, `there should be exactly ${number} ${unit.en}`);
    return least
      ? text(`至少要有 ${number} ${unit.zh}`, `there should be at least ${number} ${unit.en}`)
      : text(`最多只能有 ${number} ${unit.zh}`, `there should be at most ${number} ${unit.en}`);
  }
  if (inclusive === false) {
    return least
      ? text(`应该大于 ${number}`, `this should be more than ${number}`)
      : text(`应该小于 ${number}`, `this should be less than ${number}`);
  }
  return least
    ? text(`不能小于 ${number}`, `this should be at least ${number}`)
    : text(`不能大于 ${number}`, `this should be at most ${number}`);
}

/** Of what is not measured but counted. */
const units: Readonly<Record<string, Text>> = {
  string: text('个字符', 'characters'),
  array: text('项', 'items'),
  set: text('项', 'items'),
  map: text('项', 'items'),
};

const formats: Readonly<Record<string, Text>> = {
  date: text('日期，写成 YYYY-MM-DD', 'a day, written YYYY-MM-DD'),
  datetime: text('时间，写成 2026-01-31T09:00:00Z', 'a moment, written 2026-01-31T09:00:00Z'),
  time: text('时刻，写成 09:00', 'a time of day, written 09:00'),
  email: text('邮箱地址', 'an e-mail address'),
  url: text('网址', 'a web address'),
  uuid: text(' UUID', 'a UUID'),
};

/** The patterns of our own ids. */
const DIGITS = /^\/\^\\d\{1,(\d+)\}\$\/$/;

function formatText({ format, pattern }: Issue): Text {
  const known = formats[String(format)];
  if (known !== undefined) return known;
  const [, digits] = DIGITS.exec(String(pattern)) ?? [];
  if (digits !== undefined)
    return text(`编号：最多 ${digits} 位数字`, `a number of at most ${digits} digits`);
  if (pattern !== undefined) return text(`符合 ${pattern} 的文字`, `a text that ${pattern} matches`);
  return text(`${format} 格式的文字`, `a text in the format ${format}`);
}

/** Of values that may be of several kinds: what each of these wants, where that says something. */
function ofUnion({ errors, discriminator, options }: Issue): Text {
  if (Array.isArray(options)) return shouldBe(oneOf(options));
  if (typeof discriminator === 'string') {
    return text(`${discriminator} 的值不认识`, `nothing is known of what ${discriminator} says`);
  }
  const wanted = (Array.isArray(errors) ? (errors as readonly (readonly Issue[])[]) : []).flatMap(
    ([first, ...more]) =>
      first?.code === 'invalid_type' && more.length === 0 ? [typeText(first.expected)] : [],
  );
  if (wanted.length === 0)
    return text('不是任何一种允许的写法', 'this is written in none of the ways that are allowed');
  return text(
    `应该是${wanted.map(({ zh }) => zh).join('或')}`,
    `this should be ${wanted.map(({ en }) => en).join(' or ')}`,
  );
}

function saidOf({ params }: Issue): Text | null {
  const said = typeof params === 'object' && params !== null && 'said' in params ? params.said : null;
  return said as Text | null;
}
