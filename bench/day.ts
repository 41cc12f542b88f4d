import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataFolder } from '../src/db/data-folder.ts';
import { addDays, type Day, dayOf, momentOf } from '../src/domain/calendar.ts';
import { evaluateAll } from '../src/features/evaluations/evaluate-all.ts';
import { listEvaluations } from '../src/features/evaluations/list-evaluations.ts';
import { median } from './figures.ts';
import { levelsByHand, published } from './schemes.ts';
import { embeddedPlace, type ShopPlace } from './shop-place.ts';
import type { Twin } from './twin.ts';

/** What a new day takes: grading everybody with the ledger, and carrying over what the day does not change; medians in milliseconds. */
export interface DayFigures {
  readonly name: 'day';
  readonly full: number;
  readonly carried: number;
  /** Grading everybody by hand into a table with a primary key. */
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
    bare: median(bare),
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

async function bareTimes(twin: Twin, day: Day, runs: number): Promise<number[]> {
  const last = `date '${day}'`;
  const bought = `select customer_id, count(*) as orders,
      cast(sum(case when refund_day <= ${last} then greatest(amount - refunded, 0) else amount end) as bigint) as spend
    from orders where day between ${last} - interval '12 months' + interval '1 day' and ${last}
      and status not in ('unpaid', 'cancelled') and (status <> 'refunded' or refund_day > ${last}) group by customer_id`;
  const metrics = `select customers.customer_id, coalesce(spend, 0) as spend, coalesce(orders, 0) as orders
    from customers left join (${bought}) as b on b.customer_id = customers.customer_id`;
  const times: number[] = [];
  try {
    for (let run = 0; run <= runs; run++) {
      const started = performance.now();
      await twin.run(
        'create table t (customer_id bigint primary key, tier bigint, spend bigint, orders bigint)',
      );
      await twin.run(
        `insert into t select customer_id, ${levelsByHand(published)}, spend, orders from (${metrics}) as m`,
      );
      if (run > 0) times.push(performance.now() - started);
      await twin.drop('t');
    }
  } finally {
    await twin.close();
  }
  return times;
}
