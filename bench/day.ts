import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataFolder, openDataFolder } from '../src/db/data-folder.ts';
import { addDays, type Day, dayOf, momentOf } from '../src/domain/calendar.ts';
import { evaluateAll } from '../src/features/evaluations/evaluate-all.ts';
import { listEvaluations } from '../src/features/evaluations/list-evaluations.ts';
import { dropTable, openBare } from './bare.ts';
import { copyOfKept } from './order-server.ts';
import { levelsByHand, published } from './schemes.ts';

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
    const [data, twin] = [join(work, 'data'), join(work, 'twin')];
    await copyOfKept(sample, data);
    await copyOfKept(sample, twin);
    let day = dayOf(Date.now(), ZONE);
    const bare = await bareTimes(join(twin, 'tierbook.duckdb'), day, runs);
    const folder = await openDataFolder({ path: data, now: momentOf(day, '03:00', ZONE), create: false });
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
  } finally {
    await rm(work, { recursive: true });
  }
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

async function bareTimes(file: string, day: Day, runs: number): Promise<number[]> {
  const { connection, close } = await openBare(file);
  const last = `date '${day}'`;
  const bought = `select customer_id, count(*) as orders,
      cast(sum(case when refund_day <= ${last} then greatest(amount - refunded, 0) else amount end) as bigint) as spend
    from orders where day between ${last} - interval '12 months' + interval '1 day' and ${last}
      and status not in ('unpaid', 'cancelled') and (status <> 'refunded' or refund_day > ${last}) group by customer_id`;
  const metrics = `select customers.customer_id, coalesce(spend, 0) as spend, coalesce(orders, 0) as orders
    from customers left join (${bought}) as b on b.customer_id = customers.customer_id`;
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) {
    const started = performance.now();
    await connection.run(
      'create table t (customer_id bigint primary key, tier bigint, spend bigint, orders bigint)',
    );
    await connection.run(
      `insert into t select customer_id, ${levelsByHand(published)}, spend, orders from (${metrics})`,
    );
    if (run > 0) times.push(performance.now() - started);
    await dropTable(connection, 't');
  }
  close();
  return times;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
