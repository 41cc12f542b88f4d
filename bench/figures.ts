/** One measurement as it is written to the JSON file. */
export interface Figures {
  readonly name: string;
  readonly rows: number;
  /** Medians of the runs. */
  readonly productMs: number;
  readonly bareMs: number;
  readonly ratio: number;
  /** The most memory the product's process took. */
  readonly peakRssMb: number;
}

export function figures(
  name: string,
  rows: number,
  times: { readonly product: readonly number[]; readonly bare: readonly number[] },
  peakRssMb: number,
): Figures {
  const [productMs, bareMs] = [median(times.product), median(times.bare)];
  return {
    name,
    rows,
    productMs: rounded(productMs, 2),
    bareMs: rounded(bareMs, 2),
    ratio: rounded(productMs / bareMs, 3),
    peakRssMb: rounded(peakRssMb, 0),
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[middle]];
  return (low + high) / 2;
}

function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}

const columns: readonly (readonly [title: string, of: (figures: Figures) => string])[] = [
  ['', ({ name }) => name],
  ['rows', ({ rows }) => rows.toLocaleString('en')],
  ['product ms', ({ productMs }) => milliseconds(productMs)],
  ['bare ms', ({ bareMs }) => milliseconds(bareMs)],
  ['ratio', ({ ratio }) => ratio.toFixed(2)],
  ['peak RSS MB', ({ peakRssMb }) => String(peakRssMb)],
];

/** A table in Markdown, which reads well on a terminal too. */
export function figuresTable(all: readonly Figures[]): string {
  const rows = [columns.map(([title]) => title), ...all.map((one) => columns.map(([, of]) => of(one)))];
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    return `| ${cells.join(' | ')} |`;
  });
  const rule = `|${widths.map((width, column) => (column === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

function milliseconds(ms: number): string {
  return ms < 100 ? ms.toFixed(1) : Math.round(ms).toLocaleString('en');
}
