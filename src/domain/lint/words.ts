import type { Condition, Subject } from '../condition.ts';
import { fractionWords, plain, unitOf } from '../describe/amount-words.ts';
import { describeCondition, subjectWords } from '../describe/describe-condition.ts';
import type { Value } from '../evaluate/value.ts';
import type { Scheme } from '../scheme.ts';
import { type Text, text } from '../text.ts';
import type { Cells, Grid } from './grid.ts';

/** A tier's name as sentences have it. */
export function tierName({ tiers }: Scheme, place: number): Text {
  const name = tiers[place]?.name ?? text('', '');
  return text(`“${name.zh}”`, `“${name.en}”`);
}

/** A rule in a sentence; a long one is cut to its first part. */
export function ruleWords(rule: Condition, scheme: Scheme): Text {
  const parts = rule.kind === 'any' ? rule.of : [rule];
  const said = parts.slice(0, MOST_PARTS).map((part) => describeCondition(part, scheme));
  const more = parts.length > MOST_PARTS;
  return text(
    said.map(({ zh }) => zh).join('；') + (more ? '……' : ''),
    said.map(({ en }) => en).join('; ') + (more ? '; …' : ''),
  );
}

const MOST_PARTS = 3;

/** Somebody of these cells: “total spend ¥12,000, number of orders 4”. */
export function exampleWords(cells: Cells, { axes, partAt }: Grid, scheme: Scheme): Text {
  const cell = plainest(cells, { axes, partAt });
  const said = axes.map(({ subject, parts }, axis) =>
    valueWords(subject, parts[partAt(cell, axis)]?.value ?? null, scheme),
  );
  return text(said.map(({ zh }) => zh).join('、'), said.map(({ en }) => en).join(', '));
}

/** The first cell with as many stretches between two thresholds as there are. */
function plainest(cells: Cells, { axes, partAt }: Pick<Grid, 'axes' | 'partAt'>): number {
  let best = { cell: 0, inside: -1 };
  cells.forEach((is, cell) => {
    if (is === 0) return;
    const inside = axes.filter(({ parts }, axis) => {
      const part = parts[partAt(cell, axis)];
      return part?.kind === 'stretch' && part.from !== part.to;
    }).length;
    if (inside > best.inside) best = { cell, inside };
  });
  return best.cell;
}

function valueWords(subject: Subject, value: Value, scheme: Scheme): Text {
  const { name, word } = subjectWords(subject, scheme);
  const said = saidValue(subject, value, scheme, word);
  return text(`${name.zh} ${said.zh}`, `${name.en} ${said.en}`);
}

function saidValue(subject: Subject, value: Value, scheme: Scheme, word: (written: string) => Text): Text {
  if (value === null) return text('无', 'none');
  if (typeof value === 'string') {
    if (value.endsWith('\u0000')) return text('其他', 'another');
    return subject.type === 'date' ? text(value, value) : word(value);
  }
  const metric = subject.kind === 'metric' ? scheme.metrics.get(subject.id) : undefined;
  const unit =
    metric !== undefined
      ? unitOf(metric, scheme.currency)
      : subject.type === 'money'
        ? ({ kind: 'money', currency: scheme.currency } as const)
        : plain;
  const said = fractionWords(value, unit);
  return text(said, said);
}
