import { type Lang, text } from '../text.ts';
import type { ProvenRule, ProvenTest, ProvenTier } from './proof.ts';

const groups = {
  all: text('须全部满足', 'all of these'),
  any: text('满足任一项即可', 'any of these'),
  not: text('不得满足', 'not this'),
} as const;
const keeping = text('保级', 'to keep it');

/** Every tier's rule as a tree of conditions, each with ✓ or ✗; the highest tier first. */
export function writtenTiers(tiers: readonly ProvenTier[], lang: Lang): string[] {
  const colon = lang === 'zh' ? '：' : ': ';
  return tiers.toReversed().flatMap(({ name, when, keep }) => {
    const start = name[lang] + colon;
    const kept =
      keep === null
        ? []
        : treeLines(keep, `${name[lang]}${lang === 'zh' ? '，' : ', '}${keeping[lang]}${colon}`, lang);
    return [...treeLines(when, start, lang), ...kept];
  });
}

function treeLines(rule: ProvenRule, start: string, lang: Lang): string[] {
  const mark = rule.passed ? '✓' : '✗';
  if (rule.kind === 'test') return [`${mark} ${start}${testWords(rule, lang)}`];
  const parts = rule.kind === 'not' ? [rule.of] : rule.of;
  const [only] = parts;
  if (rule.kind !== 'not' && parts.length === 1 && only !== undefined) return treeLines(only, start, lang);
  const within = parts.flatMap((part) => treeLines(part, '', lang)).map((line) => `  ${line}`);
  return [`${mark} ${start}${groups[rule.kind][lang]}`, ...within];
}

function testWords({ said, subject, valueWords }: ProvenTest, lang: Lang): string {
  const value = valueWords[lang];
  const sealed = subject.type === 'sealed';
  if (lang === 'en') return `${said.en} (${sealed ? '' : 'now '}${value})`;
  const now = sealed ? '' : /^[\p{Script=Han}“]/u.test(value) ? '现在' : '现在 ';
  return `${said.zh}（${now}${value}）`;
}
