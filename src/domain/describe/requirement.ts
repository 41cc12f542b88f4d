import { type Condition, type Subject, subjectsOf, type Test } from '../condition.ts';
import type { Lookup, Value } from '../evaluate/value.ts';
import type { Scheme } from '../scheme.ts';
import { type Lang, type Text, text } from '../text.ts';
import { fractionWords } from './amount-words.ts';
import type { SubjectWords } from './condition-words.ts';
import { describeCondition, subjectWords } from './describe-condition.ts';

const needed: Text = text('需要：', 'meet: ');
const now: Text = text('现在 ', 'now ');
const none: Text = text('尚无', 'none yet');

/** One comparison as a sentence, with the present value that fails it. */
export function requireTest(
  subject: Subject,
  test: Test,
  scheme: Scheme,
  lang: Lang,
): (value: Value) => string {
  const sentence = needed[lang] + describeCondition({ kind: 'test', subject, tests: [test] }, scheme)[lang];
  const words = subjectWords(subject, scheme);
  const rounding = test.op === 'atMost' || test.op === 'under' ? 'up' : 'half';
  const [open, close] = lang === 'zh' ? ['（', '）'] : [' (', ')'];
  if (subject.type === 'sealed') return () => sentence;
  return (value) => {
    const present = value === null ? none[lang] : now[lang] + presentWords(value, words, rounding)[lang];
    return sentence + open + present + close;
  };
}

/** A negated rule as a sentence, with what is so at present. */
export function requireNot(condition: Condition, scheme: Scheme, lang: Lang): (lookup: Lookup) => string {
  const sentence = needed[lang] + describeCondition({ kind: 'not', of: condition }, scheme)[lang];
  const subjects = new Map(
    subjectsOf(condition).map((subject) => [`${subject.kind} ${subject.id}`, subject]),
  );
  const shown = [...subjects.values()]
    .filter(({ type }) => type !== 'sealed')
    .map((subject) => ({ subject, words: subjectWords(subject, scheme) }));
  const comma = lang === 'zh' ? '，' : ', ';
  if (shown.length === 0) return () => sentence;
  return (lookup) => {
    const present = shown.map(({ subject, words }) => {
      const value = lookup(subject);
      const said = value === null ? none[lang] : presentWords(value, words)[lang];
      return shown.length === 1 ? said : `${words.name[lang]} ${said}`;
    });
    return sentence + comma + now[lang] + present.join(lang === 'zh' ? '、' : ', ');
  };
}

/** A present value for people; `up` where rounding it down would make it look good enough. */
function presentWords(
  value: Exclude<Value, null>,
  { unit, type, word }: SubjectWords,
  rounding: 'half' | 'up' = 'half',
): Text {
  if (typeof value === 'string' && type !== 'date') return word(value);
  const written = typeof value === 'string' ? value : fractionWords(value, unit, rounding);
  return text(written, written);
}
