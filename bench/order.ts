import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBare } from './bare.ts';
import { type Latency, latency, newOrder, sendBatches, sendSteadily } from './order-load.ts';
import { copyOfKept, type ServerProcess, startServer } from './order-server.ts';

/** What sending orders over HTTP takes, beside what the engine alone takes to insert and commit the same rows. */
export interface OrderFigures {
  readonly name: 'order';
  /** One order at a time at the rate: until it is on disk and its customer graded; until the customer is seen with it. */
  readonly quiet: Steady;
  /** The same while everybody is being graded again and again. */
  readonly evaluating: Steady;
  /** Orders a second in batches of a thousand. */
  readonly batchedPerSecond: number;
  readonly bare: { readonly single: Latency; readonly batchedPerSecond: number };
}

interface Steady {
  readonly answered: Latency;
  readonly visible: Latency;
  /** Of the server, for each order. */
  readonly cpuMs: number;
}

const PER_SECOND = 50;
const SECONDS = 20;
const BATCH = 1000;
const BATCHES = 40;
const CONNECTIONS = 10;

export async function measureOrders(sample: string): Promise<OrderFigures> {
  const work = await mkdtemp(join(tmpdir(), 'tierbook-bench-order-'));
  try {
    const data = join(work, 'data');
    await copyOfKept(sample, data);
    const server = await startServer(data);
    try {
      // So that the ledger's day is decided: its first day enters everybody.
      await server.post('/evaluations', {});
      const customers = await someCustomers(server);
      await sendSteadily(server, customers, PER_SECOND, 2);
      const quiet = await steady(server, customers);
      const evaluating = await whileEvaluating(server, () => steady(server, customers));
      const batchedPerSecond = await sendBatches(server, customers, {
        batches: BATCHES,
        size: BATCH,
        connections: CONNECTIONS,
      });
      const bare = await bareOrders(join(work, 'bare.duckdb'), customers);
      return { name: 'order', quiet, evaluating, batchedPerSecond, bare };
    } finally {
      await server.stop();
    }
  } finally {
    await rm(work, { recursive: true });
  }
}

/** As lists of orders in words. */
export function orderText({ quiet, evaluating, batchedPerSecond, bare }: OrderFigures): string {
  const of = ({ p50, p99, most }: Latency): string =>
    `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, at most ${most.toFixed(0)} ms`;
  const steadily = (words: string, { answered, visible, cpuMs }: Steady): string[] => [
    `order, ${PER_SECOND}/s for ${SECONDS} s${words}: on disk and graded ${of(answered)}; cpu ${cpuMs.toFixed(0)} ms each`,
    `  seen with its customer ${of(visible)}`,
  ];
  return [
    ...steadily('', quiet),
    ...steadily(' while everybody is graded', evaluating),
    `orders in batches of ${BATCH} over ${CONNECTIONS} connections: ${batchedPerSecond.toFixed(0)}/s`,
    `the engine alone, insert and commit: ${of(bare.single)}; in batches ${bare.batchedPerSecond.toFixed(0)}/s`,
  ].join('\n');
}

async function steady(server: ServerProcess, customers: readonly string[]): Promise<Steady> {
  const before = await server.cpuMs();
  const taken = await sendSteadily(server, customers, PER_SECOND, SECONDS);
  return { ...taken, cpuMs: ((await server.cpuMs()) - before) / (PER_SECOND * SECONDS) };
}

async function whileEvaluating<T>(server: ServerProcess, work: () => Promise<T>): Promise<T> {
  let working = true;
  const evaluating = (async () => {
    while (working) await server.post('/evaluations', {});
  })();
  try {
    return await work();
  } finally {
    working = false;
    await evaluating;
  }
}

async function someCustomers(server: ServerProcess): Promise<string[]> {
  const { customers } = await server.get<{ customers: { externalId: string }[] }>('/customers?limit=200');
  return customers.map(({ externalId }) => externalId);
}

/** The same rows into one table without anything beside. */
async function bareOrders(file: string, customers: readonly string[]): Promise<OrderFigures['bare']> {
  const { connection, close } = await openBare(file);
  const columns = Object.keys(newOrder(customers)).map((name) => `"${name}" varchar`);
  await connection.run(`create table orders (${columns.join(', ')})`);
  const form = JSON.stringify([
    Object.fromEntries(Object.keys(newOrder(customers)).map((name) => [name, 'varchar'])),
  ]);
  const insert = async (count: number): Promise<number> => {
    const rows = JSON.stringify(Array.from({ length: count }, () => newOrder(customers)));
    const started = performance.now();
    await connection.run(
      `insert into orders select unnest(from_json(cast($1 as json), '${form}'), recursive := true)`,
      [rows],
    );
    return performance.now() - started;
  };
  const single: number[] = [];
  for (let n = 0; n < PER_SECOND * 4; n++) single.push(await insert(1));
  let batched = 0;
  for (let n = 0; n < BATCHES; n++) batched += await insert(BATCH);
  close();
  return { single: latency(single), batchedPerSecond: (BATCHES * BATCH * 1000) / batched };
}
