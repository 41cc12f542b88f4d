import type { ComparingOperator, Condition, Operand, Subject, SubjectType, Test } from '../condition.ts';
import { type Text, text } from '../text.ts';
import { decimalWords, type Unit } from './amount-words.ts';
import { either, spaced } from './joining.ts';

/** How a sentence speaks of what a condition looks at. */
export interface SubjectWords {
  readonly name: Text;
  readonly of: Subject['kind'];
  readonly type: SubjectType;
  readonly unit: Unit;
  /** For a share of the best customers: what they are ranked by. */
  readonly topBy: Text | null;
  /** A text value, in quotation marks or translated. */
  readonly word: (written: string) => Text;
}

/** A sentence and what joins its parts, which tells whether it needs brackets inside another. */
interface Phrase {
  readonly said: Text;
  readonly joint: 'all' | 'any' | null;
}

const joints = { all: text('且', 'and'), any: text('或', 'or') } as const;

/** A rule as a sentence, without a full stop. */
export function conditionWords(condition: Condition, wordsOf: (subject: Subject) => SubjectWords): Text {
  return phrase(condition, wordsOf).said;
}

function phrase(condition: Condition, wordsOf: (subject: Subject) => SubjectWords): Phrase {
  switch (condition.kind) {
    case 'test':
      return testPhrase(condition.tests, wordsOf(condition.subject));
    case 'not': {
      const { zh, en } = phrase(condition.of, wordsOf).said;
      return { said: text(`不满足（${zh}）`, `not (${en})`), joint: null };
    }
    case 'all':
    case 'any': {
      const parts = condition.of.map((item) => phrase(item, wordsOf));
      const [only] = parts;
      if (only !== undefined && parts.length === 1) return only;
      const said = parts.map((part) => (part.joint === condition.kind ? part.said : bracketed(part)));
      return {
        said: said.reduce((before, after) => linked(before, after, condition.kind)),
        joint: condition.kind,
      };
    }
  }
}

/** With spaces around the joint, which full-width brackets bring along. */
function linked(before: Text, after: Text, kind: 'all' | 'any'): Text {
  const { zh, en } = joints[kind];
  const [left, right] = [before.zh.endsWith('）') ? '' : ' ', after.zh.startsWith('（') ? '' : ' '];
  return text(`${before.zh}${left}${zh}${right}${after.zh}`, `${before.en} ${en} ${after.en}`);
}

function bracketed({ said, joint }: Phrase): Text {
  return joint === null ? said : text(`（${said.zh}）`, `(${said.en})`);
}

function testPhrase(tests: readonly Test[], words: SubjectWords): Phrase {
  const [first] = tests;
  if (words.topBy !== null && tests.length === 1 && first?.op === 'atMost') {
    const { zh, en } = operandWords(first.operand, words);
    return {
      said: text(`${words.topBy.zh}居前 ${zh}`, `among the top ${en} by ${words.topBy.en}`),
      joint: null,
    };
  }
  const band = bandWords(tests, words);
  const said = band ?? tests.map((test) => testWords(test, words)).reduce(andAlso);
  const joint = band === null && tests.length > 1 ? 'all' : null;
  return { said: text(spaced(words.name.zh, said.zh), `${words.name.en}${said.en}`), joint };
}

/** Two things said of one subject. */
function andAlso(before: Text, after: Text): Text {
  return text(`${before.zh} 且 ${after.zh.trimStart()}`, `${before.en} and${after.en}`);
}

const lower: Partial<Record<Test['op'], Text>> = {
  atLeast: text('（含）', ' (included)'),
  over: text('（不含）', ' (excluded)'),
  after: text('（不含）', ' (excluded)'),
};
const upper: Partial<Record<Test['op'], Text>> = {
  atMost: text('（含）', ' (included)'),
  under: text('（不含）', ' (excluded)'),
  before: text('（不含）', ' (excluded)'),
};

/** One lower and one upper bound, said as a stretch; null for anything else. */
function bandWords(tests: readonly Test[], words: SubjectWords): Text | null {
  const [from, to] = [tests.find(({ op }) => lower[op]), tests.find(({ op }) => upper[op])];
  if (tests.length !== 2 || from === undefined || to === undefined) return null;
  if (!('operand' in from && 'operand' in to)) return null;
  const [least, most] = [operandWords(from.operand, words), operandWords(to.operand, words)];
  const [start, end] = [lower[from.op] ?? text('', ''), upper[to.op] ?? text('', '')];
  return text(
    `在 ${least.zh}${start.zh}至 ${most.zh}${end.zh}之间`,
    ` between ${least.en}${start.en} and ${most.en}${end.en}`,
  );
}

type Saying = (value: Text, type: SubjectType) => Text;

function comparison(sign: string, zh: string, en: string): Saying {
  return (value, type) =>
    type === 'date'
      ? text(`${zh} ${value.zh}`, ` ${en} ${value.en}`)
      : text(` ${sign} ${value.zh}`, ` ${sign} ${value.en}`);
}

function equality(sign: string, zh: string, en: string): Saying {
  return (value, type) => {
    if (type === 'text' || type === 'sealed') return text(spaced(zh, value.zh), ` ${en} ${value.en}`);
    return comparison(sign, zh, en)(value, type);
  };
}

/** What each comparison says after the subject's name. */
const comparing: Readonly<Record<ComparingOperator, Saying>> = {
  atLeast: comparison('≥', '不早于', 'on or after'),
  over: comparison('>', '晚于', 'after'),
  atMost: comparison('≤', '不晚于', 'on or before'),
  under: comparison('<', '早于', 'before'),
  before: comparison('<', '早于', 'before'),
  after: comparison('>', '晚于', 'after'),
  is: equality('=', '为', 'is'),
  isNot: equality('≠', '不是', 'is not'),
  contains: (value) => text(`包含${value.zh}`, ` contains ${value.en}`),
  startsWith: (value) => text(`以${value.zh}开头`, ` starts with ${value.en}`),
};

const emptiness = {
  metric: { empty: text('尚无数据', ' has no value yet'), filled: text('已有数据', ' has a value') },
  field: { empty: text('未填', ' is blank'), filled: text('已填', ' is filled in') },
} as const;

function testWords(test: Test, words: SubjectWords): Text {
  switch (test.op) {
    case 'isEmpty':
      return emptiness[words.of][test.empty ? 'empty' : 'filled'];
    case 'in':
    case 'notIn': {
      const list = either(test.operands.map((operand) => operandWords(operand, words)));
      const [zh, en] = test.op === 'in' ? ['为', 'is'] : ['不是', 'is not'];
      return text(spaced(zh, list.zh), ` ${en} ${list.en}`);
    }
    default:
      return comparing[test.op](operandWords(test.operand, words), words.type);
  }
}

/** A value of the rule as it is written for people. */
function operandWords(operand: Operand, { unit, word }: SubjectWords): Text {
  if (operand.kind === 'text') return word(operand.value);
  const written = operand.kind === 'day' ? operand.value : decimalWords(operand.value, unit);
  return text(written, written);
}
