import { fractionWords, plain } from '../describe/amount-words.ts';
import { spaced } from '../describe/joining.ts';
import { type Lang, type Text, text } from '../text.ts';
import { aligned } from './aligned.ts';
import { predictionWords } from './prediction-words.ts';
import type { Origin, ProvenMetric, ProvenWindow, ScorePoints } from './proof.ts';

/** A table of the metrics: name, value, window, and what more there is to say; the points of scores below. */
export function writtenMetrics(metrics: readonly ProvenMetric[], lang: Lang): string[] {
  const rows = aligned(metrics.map((metric) => row(metric, lang)));
  return metrics.flatMap(({ points, prediction }, index) => [
    rows[index] ?? '',
    ...(points ?? []).map((part) => `  ${pointsWords(part)[lang]}`),
    ...(prediction === null ? [] : predictionWords(prediction)).map((said) => `  ${said[lang]}`),
  ]);
}

function row({ name, said, window, valueWords, origin }: ProvenMetric, lang: Lang): string[] {
  const [colon, semicolon] = lang === 'zh' ? ['：', '；'] : [': ', '; '];
  const meaning = said[lang] === name[lang] ? '' : said[lang].replace(name[lang] + colon, '');
  const remark = [meaning, origins[origin][lang]].filter((part) => part !== '').join(semicolon);
  return [name[lang], valueWords[lang], window === null ? '' : windowWords(window)[lang], remark];
}

const origins: Readonly<Record<Origin, Text>> = {
  computed: text('', ''),
  given: text('取自最近一次全体评级', 'from the last evaluation of everybody'),
  'not-given': text('须先对全体客户评级', 'needs an evaluation of everybody first'),
};

function windowWords({ from, to, empty }: ProvenWindow): Text {
  if (empty) return text('周期内没有日子', 'no day in the window');
  return from === null ? text(`截至 ${to}`, `up to ${to}`) : text(`${from} 至 ${to}`, `${from} to ${to}`);
}

function pointsWords({ name, points }: ScorePoints): Text {
  const written = fractionWords(points, plain);
  return text(
    `${spaced('其中', name.zh)}：${written} 分`,
    `${name.en}: ${written} ${written === '1' ? 'point' : 'points'}`,
  );
}
