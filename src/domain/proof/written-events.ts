import { sourceName } from '../describe/take-words.ts';
import type { Lang } from '../text.ts';
import type { Proof } from './proof.ts';
import type { ProvenEvents } from './proven-events.ts';

/** Events named as examples. */
const NAMED = 3;

/** For each metric over events how many were counted and left out, and why; the newest that count. */
export function writtenEvents({ metrics }: Proof, lang: Lang): string[] {
  return metrics.flatMap(({ name, events }) => {
    if (events === null) return [];
    return [
      `${name[lang]}${lang === 'zh' ? '：' : ':'}`,
      ...eventLines(events, lang).map((line) => `  ${line}`),
    ];
  });
}

function eventLines({ source, counted, leftOut }: ProvenEvents, lang: Lang): string[] {
  const { zh, en } = sourceName(source);
  const total = lang === 'zh' ? `计入 ${counted.count} 条${zh}` : `counted: ${counted.count} (${en})`;
  const listed = counted.listed.slice(0, NAMED).map(({ day, words }) => `  ${day}  ${words[lang]}`.trimEnd());
  const more = counted.count > listed.length ? ['  …'] : [];
  const reasons = leftOut.reasons.map(({ count, words }) =>
    lang === 'zh' ? `未计入 ${count} 条：${words.zh}` : `left out: ${count}: ${words.en}`,
  );
  return [total, ...listed, ...more, ...reasons];
}
