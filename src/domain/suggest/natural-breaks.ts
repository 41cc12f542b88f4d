/** Neighbouring values together: how many, their sum and the sum of their squares, counted from any one origin. */
export interface Bin {
  readonly customers: number;
  readonly sum: number;
  readonly squares: number;
}

export interface Breaks {
  /** The bins with which the classes begin, but for the first. */
  readonly starts: readonly number[];
  /** Goodness of variance fit: `1 − squared deviations within classes ÷ those from the mean of all`, 0 to 1. */
  readonly fit: number;
}

/**
 * Parts bins in rising order into so many classes (fewer where there are fewer bins) that the squared deviations from
 * the classes' means are least: Fisher (1958), known as Jenks's natural breaks (1977). Exact over the bins, by
 * `best(k, i) = min over h of best(k − 1, h − 1) + deviations(h … i)`; as the best h never falls while i rises, each
 * class takes m·log m steps of m bins. In doubles, as these are proposals.
 */
export function naturalBreaks(bins: readonly Bin[], classes: number): Breaks {
  const deviations = deviationsOf(bins);
  const last = bins.length - 1;
  let best = bins.map((_, to) => deviations(0, to));
  const all = best[last] ?? 0;
  const begins: number[][] = [];
  for (let k = 1; k < Math.min(classes, bins.length); k++) {
    const [next, begin] = withOneMore(best, deviations);
    best = next;
    begins.push(begin);
  }
  const starts: number[] = [];
  let to = last;
  for (const begin of begins.toReversed()) {
    const from = begin[to] ?? 0;
    starts.unshift(from);
    to = from - 1;
  }
  return { starts, fit: all <= 0 ? 1 : Math.max(0, 1 - (best[last] ?? 0) / all) };
}

type Deviations = (from: number, to: number) => number;

/** `Σ x² − (Σ x)² / n` of the bins between, both ends included. */
function deviationsOf(bins: readonly Bin[]): Deviations {
  const sums = [{ customers: 0, sum: 0, squares: 0 }];
  for (const { customers, sum, squares } of bins) {
    const { customers: n, sum: s, squares: q } = sums.at(-1) ?? { customers: 0, sum: 0, squares: 0 };
    sums.push({ customers: n + customers, sum: s + sum, squares: q + squares });
  }
  return (from, to) => {
    const [before, after] = [sums[from], sums[to + 1]];
    if (before === undefined || after === undefined) throw new RangeError(`no bins ${from} to ${to}`);
    const sum = after.sum - before.sum;
    const within = after.squares - before.squares - (sum * sum) / (after.customers - before.customers);
    return Math.max(0, within);
  };
}

/** The best of one class more up to every bin, and where that class begins. */
function withOneMore(best: readonly number[], deviations: Deviations): [number[], number[]] {
  const next = best.map(() => Number.POSITIVE_INFINITY);
  const begin = best.map(() => 0);
  const solve = (from: number, to: number, low: number, high: number): void => {
    if (from > to) return;
    const middle = Math.floor((from + to) / 2);
    for (let h = Math.max(1, low); h <= Math.min(middle, high); h++) {
      const found = (best[h - 1] ?? 0) + deviations(h, middle);
      if (found >= (next[middle] ?? 0)) continue;
      next[middle] = found;
      begin[middle] = h;
    }
    const at = begin[middle] ?? 0;
    solve(from, middle - 1, low, Math.max(at, low));
    solve(middle + 1, to, Math.max(at, low), high);
  };
  solve(0, best.length - 1, 0, best.length - 1);
  return [next, begin];
}
