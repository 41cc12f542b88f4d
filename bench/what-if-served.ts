import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_FILE } from '../src/db/hold-embedded.ts';
import { openBare } from './bare.ts';
import { copyOfKept, type ServerProcess, startServer } from './order-server.ts';

/** What one step of a dragged threshold takes over HTTP, beside the same matrix by hand over a keyed table in this process. */
export interface WhatIfServedFigures {
  readonly name: 'what-if-served';
  /** Stored metrics; milliseconds. */
  readonly stored: Percentiles;
  /** Metrics that were computed once for drafts like these, and how long that took. */
  readonly prepared: Percentiles;
  readonly preparingMs: number;
  readonly bare: Percentiles;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** Steps of a threshold; no two are alike, so that nothing can be remembered. */
const STEPS = 100;
const WARM = 10;

export async function measureWhatIfServed(sample: string): Promise<WhatIfServedFigures> {
  const work = await mkdtemp(join(tmpdir(), 'tierbook-bench-what-if-'));
  try {
    const data = join(work, 'data');
    await copyOfKept(sample, data);
    const server = await startServer(data);
    let stored: number[];
    let prepared: number[];
    let preparingMs: number;
    const matrices: string[] = [];
    try {
      await server.post('/evaluations', {});
      stored = await drag(server, (step) => ({ document: draftAt(step, 12) }), matrices);
      const started = performance.now();
      await server.post('/simulations', { document: draftAt(0, 11) });
      preparingMs = performance.now() - started;
      prepared = await drag(server, (step) => ({ document: draftAt(step, 11) }), []);
    } finally {
      await server.stop();
    }
    const bare = await byHand(join(data, DATABASE_FILE), matrices);
    return {
      name: 'what-if-served',
      ...{ stored: percentiles(stored), prepared: percentiles(prepared), preparingMs },
      bare: percentiles(bare),
    };
  } finally {
    await rm(work, { recursive: true });
  }
}

export function whatIfServedText({ stored, prepared, preparingMs, bare }: WhatIfServedFigures): string {
  const of = ({ p50, p95 }: Percentiles): string => `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`;
  return [
    `a dragged threshold over HTTP, stored metrics: ${of(stored)}`,
    `new metrics: computed once in ${preparingMs.toFixed(0)} ms, then ${of(prepared)}`,
    `the same matrix by hand, in process: ${of(bare)}`,
  ].join('\n');
}

interface Matrix {
  readonly migrations: readonly {
    readonly from: string;
    readonly to: string;
    readonly customers: number;
    readonly revenue: number;
  }[];
}

/** Asks for one step after the other, as somebody drags; milliseconds of each. */
async function drag(
  server: ServerProcess,
  body: (step: number) => object,
  matrices: string[],
): Promise<number[]> {
  const taken: number[] = [];
  for (let step = 0; step < WARM + STEPS; step++) {
    const started = performance.now();
    const { migrations } = await server.post<Matrix>('/simulations', body(step));
    if (step >= WARM) taken.push(performance.now() - started);
    matrices.push(written(migrations.map((one) => [one.from, one.to, one.customers, one.revenue])));
  }
  return taken;
}

/** Sales levels as the template has them but for the thresholds, over so many months. */
function draftAt(step: number, months: number): object {
  const { second, first } = thresholdsAt(step);
  const window = { last: months, unit: 'month' };
  const both = (spend: object, orders: object) => ({
    all: [
      { metric: 'spend_12m', ...spend },
      { metric: 'orders_12m', ...orders },
    ],
  });
  return {
    tierbook: 1,
    id: 'sales-levels',
    name: 'Sales levels',
    metrics: {
      spend_12m: { of: 'orders', take: 'sum', what: 'amount', window },
      orders_12m: { of: 'orders', take: 'count', window },
    },
    tiers: [
      { id: 'level-3', name: 'Level 3' },
      { id: 'level-2', name: 'Level 2', when: both({ atLeast: second }, { atLeast: 3 }) },
      { id: 'level-1', name: 'Level 1', when: both({ over: first }, { over: 5 }) },
    ],
  };
}

function thresholdsAt(step: number): { readonly second: number; readonly first: number } {
  return { second: 2000 + 37 * step, first: 9000 + 53 * step };
}

/** The same matrices by one statement each over a keyed table of the engine alone; throws where they are others. */
async function byHand(database: string, matrices: readonly string[]): Promise<number[]> {
  const { connection, close } = await openBare(database);
  try {
    const rows = async (statement: string) => (await connection.runAndReadAll(statement)).getRows();
    const [[table, noted] = []] =
      await rows(`select 'grades_' || coalesce(graded_in, evaluation_id), cast(columns as varchar)
      from published join evaluations using (evaluation_id)`);
    const metrics = JSON.parse(String(noted)) as { metric: string; value: { name: string } }[];
    const column = (id: string) => metrics.find(({ metric }) => metric === id)?.value.name;
    await connection.run(
      'create table by_hand (customer_id bigint primary key, tier bigint, spend bigint, orders bigint, revenue bigint)',
    );
    await connection.run(`insert into by_hand select customer_id, tier, ${column('spend_12m')}, ${column('orders_12m')}, ${column('spend')}
      from ${String(table)} order by customer_id`);
    const taken: number[] = [];
    for (const [step, expected] of matrices.entries()) {
      const { second, first } = thresholdsAt(step);
      const started = performance.now();
      const found = await rows(`select tier, case when spend > ${first * 100} and orders > 5 then 2
          when spend >= ${second * 100} and orders >= 3 then 1 else 0 end, count(*), cast(sum(revenue) as bigint)
        from by_hand group by 1, 2`);
      if (step >= WARM) taken.push(performance.now() - started);
      const level = (position: unknown): string => `level-${3 - Number(position)}`;
      const by = found.map(([from, to, customers, revenue]) => [
        level(from),
        level(to),
        Number(customers),
        Number(revenue) / 100,
      ]);
      if (written(by) !== expected) throw new Error(`step ${step}: ${expected} is not ${written(by)}`);
    }
    return taken;
  } finally {
    close();
  }
}

function written(rows: readonly (readonly unknown[])[]): string {
  return rows
    .map((row) => row.join(' '))
    .toSorted()
    .join('\n');
}

function percentiles(taken: readonly number[]): Percentiles {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}
