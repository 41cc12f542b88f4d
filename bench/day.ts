import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from '../src/db/data-folder.ts';
import type { ShopDatabase } from '../src/db/shop-database.ts';
import { addDays, type Day, dayOf, momentOf } from '../src/domain/calendar.ts';
import { evaluateAll } from '../src/features/evaluations/evaluate-all.ts';
import { currentGeneration } from '../src/features/evaluations/generation.ts';
import { listEvaluations } from '../src/features/evaluations/list-evaluations.ts';
import { median } from './figures.ts';
import { createByHand, gradedByHand, sumsByHand, sumsOf, TABLE } from './graded-by-hand.ts';
import { embeddedPlace, type ShopPlace } from './shop-place.ts';
import type { Twin } from './twin.ts';

/** What a new day takes: grading everybody with the ledger, and carrying over what the day does not change; medians in milliseconds. */
export interface DayFigures {
  readonly name: 'day';
  readonly full: number;
  readonly carried: number;
  /** Grading everybody by hand into a table with a primary key: the same values of each, without a ledger. */
  readonly bare: number;
  readonly peakRssMb: number;
}

const ZONE = 'Asia/Shanghai';

export async function measureDays(sample: string, runs: number): Promise<DayFigures> {
  const work = await mkdtemp(join(tmpdir(), 'tierbook-bench-day-'));
  try {
    return await measureDaysOf(await embeddedPlace(sample, work), runs);
  } finally {
    await rm(work, { recursive: true });
  }
}

/** The same wherever the orders are kept. */
export async function measureDaysOf(place: ShopPlace, runs: number): Promise<DayFigures> {
  let day = dayOf(Date.now(), ZONE);
  const bare = await bareTimes(await place.twin(), day, runs);
  const folder = await place.open(momentOf(day, '03:00', ZONE));
  const taken: Record<'full' | 'carried', number[]> = { full: [], carried: [] };
  try {
    await evaluateOn(folder, day, false);
    await checkSame(folder.database(), bare);
    // On the day after their first everybody is decided.
    day = addDays(day, 1);
    await evaluateOn(folder, day, false);
    while (taken.full.length < runs || taken.carried.length < runs) {
      day = addDays(day, 1);
      const carries = taken.carried.length <= taken.full.length;
      const started = performance.now();
      const kind = await evaluateOn(folder, day, carries);
      const ms = performance.now() - started;
      // The first day of a month is never carried over to.
      if (kind === (carries ? 'carried' : 'full')) taken[kind].push(ms);
    }
  } finally {
    await folder.close();
  }
  const peakRssMb = process.resourceUsage().maxRSS / 1024;
  return {
    name: 'day',
    full: median(taken.full),
    carried: median(taken.carried),
    bare: median(bare.times),
    peakRssMb,
  };
}

export function dayText({ full, carried, bare, peakRssMb }: DayFigures): string {
  const over = (ms: number, by: number): string => (ms / by).toFixed(2);
  return [
    `a day's evaluation with the ledger: ${full.toFixed(0)} ms, ${over(full, bare)} × grading by hand (${bare.toFixed(0)} ms)`,
    `carried over from the day before: ${carried.toFixed(0)} ms, ${over(carried, full)} × of it; peak ${peakRssMb.toFixed(0)} MB`,
  ].join('\n');
}

async function evaluateOn(folder: DataFolder, day: Day, keepsCuts: boolean): Promise<string | undefined> {
  const now = momentOf(day, '03:00', ZONE);
  await evaluateAll(folder, { asOf: null, clock: () => now, keepsCuts });
  const [last] = await listEvaluations(folder.database().reader);
  return last?.kind;
}

async function bareTimes(twin: Twin, day: Day, runs: number): Promise<Bare> {
  const times: number[] = [];
  let sums: readonly unknown[] = [];
  try {
    for (let run = 0; run <= runs; run++) {
      const started = performance.now();
      await twin.run(createByHand);
      await twin.run(gradedByHand(day));
      if (run > 0) times.push(performance.now() - started);
      [sums = []] = await twin.rows(sumsByHand);
      await twin.drop(TABLE);
    }
  } finally {
    await twin.close();
  }
  return { times, sums };
}

interface Bare {
  readonly times: readonly number[];
  readonly sums: readonly unknown[];
}

async function checkSame({ reader }: ShopDatabase, { sums }: Bare): Promise<void> {
  const generation = await currentGeneration(reader);
  if (generation === null) throw new Error('nothing is graded');
  const { table, metrics } = generation.graded;
  const columnOf = (id: string): string => metrics.find(({ metric }) => metric.id === id)?.value.name ?? id;
  const { rows } = await sql.raw<Record<string, unknown>>(sumsOf(table, columnOf)).execute(reader);
  const [product, bare] = [Object.values(rows[0] ?? {}).map(String), sums.map(String)];
  if (product.join() !== bare.join()) throw new Error(`day: the product has ${product}, the twin ${bare}`);
}
