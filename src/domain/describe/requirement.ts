import { type Condition, type Subject, subjectsOf, type Test } from '../condition.ts';
import type { Lookup, Value } from '../evaluate/value.ts';
import type { Scheme } from '../scheme.ts';
import { type Lang, type Text, text } from '../text.ts';
import { fractionWords } from './amount-words.ts';
import type { SubjectWords } from './condition-words.ts';
import { describeCondition, subjectWords } from './describe-condition.ts';

const needed: Text = text('需要：', 'meet: ');
const now: Text = text('现在', 'now');
const none: Text = text('尚无', 'none yet');

/** One comparison as a sentence, with the present value that fails it; a sealed value is not shown. */
export function requireTest(
  subject: Subject,
  test: Test,
  scheme: Scheme,
  lang: Lang,
): (value: Value) => string {
  const sentence = needed[lang] + describeCondition({ kind: 'test', subject, tests: [test] }, scheme)[lang];
  if (subject.type === 'sealed') return () => sentence;
  const rounding = test.op === 'atMost' || test.op === 'under' ? 'up' : 'half';
  const present = presentWords(now[lang], subjectWords(subject, scheme), lang, rounding);
  const [open, close] = lang === 'zh' ? ['（', '）'] : [' (', ')'];
  return (value) => sentence + open + (value === null ? none[lang] : present(value)) + close;
}

/** A negated rule as a sentence, with what is so at present. */
export function requireNot(condition: Condition, scheme: Scheme, lang: Lang): (lookup: Lookup) => string {
  const sentence = needed[lang] + describeCondition({ kind: 'not', of: condition }, scheme)[lang];
  const [comma, and] = lang === 'zh' ? ['，', '、'] : [', ', ', '];
  const subjects = differentSubjects(condition).filter(({ type }) => type !== 'sealed');
  const [only] = subjects;
  if (only === undefined) return () => sentence;
  if (subjects.length === 1) {
    const present = presentWords(now[lang], subjectWords(only, scheme), lang);
    return (lookup) => {
      const value = lookup(only);
      return sentence + comma + (value === null ? none[lang] : present(value));
    };
  }
  const said = subjects.map((subject) => {
    const words = subjectWords(subject, scheme);
    const name = words.name[lang];
    const [present, empty] = [presentWords(name, words, lang), lang === 'zh' ? name : `${name} `];
    return (value: Value): string => (value === null ? empty + none[lang] : present(value));
  });
  const start = sentence + comma + now[lang] + (lang === 'zh' ? '' : ' ');
  return (lookup) => start + subjects.map((subject, index) => said[index]?.(lookup(subject)) ?? '').join(and);
}

function differentSubjects(condition: Condition): Subject[] {
  const byKey = subjectsOf(condition).map((subject): [string, Subject] => [
    `${subject.kind} ${subject.id}`,
    subject,
  ]);
  return [...new Map(byKey).values()];
}

/** What a value is at present, after `start`; `up` where rounding it down would make it look good enough. */
function presentWords(
  start: string,
  { unit, type, word }: SubjectWords,
  lang: Lang,
  rounding: 'half' | 'up' = 'half',
): (value: Exclude<Value, null>) => string {
  const quoted = type === 'text' || type === 'sealed';
  const before = quoted && lang === 'zh' ? start : `${start} `;
  return (value) => {
    if (typeof value !== 'string') return before + fractionWords(value, unit, rounding);
    return before + (quoted ? word(value)[lang] : value);
  };
}
