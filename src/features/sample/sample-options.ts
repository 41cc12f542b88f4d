import { readDay } from '../../domain/calendar.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';

/** What `tierbook sample` is asked for. */
export interface SampleOptions {
  readonly customers: number;
  readonly orders: number;
  /** The same seed gives the same files. */
  readonly seed: number;
  /** The folder to write into. */
  readonly out: string;
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string;
  /** Refuse to replace files that are there; else they are replaced. */
  readonly keepExisting?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Rows written so far and in all. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** The least and the most of each number. */
export const sampleBounds = {
  customers: [1, 100_000_000],
  orders: [0, 1_000_000_000],
  seed: [0, Number.MAX_SAFE_INTEGER],
} as const;

/** Throws an InputError with everything wrong with the options. */
export function checkSampleOptions({ customers, orders, seed, out, until }: SampleOptions): void {
  const problems = [
    ...checkNumber('--customers', customers, sampleBounds.customers),
    ...checkNumber('--orders', orders, sampleBounds.orders),
    ...checkNumber('--seed', seed, sampleBounds.seed),
    ...checkUntil(until),
    ...checkOut(out),
  ];
  if (problems.length > 0) throw new InputError(problems);
}

function checkNumber(path: string, number: number, [from, to]: readonly [number, number]): Problem[] {
  if (Number.isInteger(number) && number >= from && number <= to) return [];
  const zh = `请填 ${from} 到 ${to} 之间的整数，现在是 ${number}`;
  return [problem('bad-number', path, zh, `give a whole number from ${from} to ${to}, not ${number}`)];
}

function checkUntil(until: string): Problem[] {
  if (readDay(until) !== undefined && until >= '2000-01-01' && until <= '2099-12-31') return [];
  const zh = `请填 2000 到 2099 年间的日期，如 2025-12-31，现在是“${until}”`;
  const en = `give a day from 2000 to 2099 such as 2025-12-31, not “${until}”`;
  return [problem('bad-day', '--until', zh, en)];
}

function checkOut(out: string): Problem[] {
  if (out.trim() !== '') return [];
  return [problem('no-folder', '--out', '请指明要写入的文件夹', 'name the folder to write into')];
}
