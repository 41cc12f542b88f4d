import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DATABASE_FILE } from '../src/db/hold-embedded.ts';
import { copyOfKept, type ServerProcess, startServer } from './order-server.ts';
import { type Asked, asked } from './page-queries.ts';
import { makeWide, startTwin, type TwinProcess } from './page-twin.ts';

/** What a page of 50 customers, filtered and sorted, takes over HTTP beside one hand-made wide table behind HTTP. */
export interface PageFigures {
  readonly name: 'page';
  readonly product: PageLatency;
  readonly bare: PageLatency;
  /** The same pages asked for again, nothing having changed. */
  readonly again: PageLatency;
}

interface PageLatency {
  readonly p50: number;
  readonly p95: number;
  readonly perSecond: number;
}

const CONNECTIONS = 10;
const REQUESTS = 150;
const ROUNDS = 3;

export async function measurePages(sample: string): Promise<PageFigures> {
  const work = await mkdtemp(join(tmpdir(), 'tierbook-bench-page-'));
  try {
    const data = join(work, 'data');
    await copyOfKept(sample, data);
    await addCustomers(data, join(sample, 'customers.csv'));
    const wide = join(work, 'wide.duckdb');
    await makeWide(join(data, DATABASE_FILE), wide);
    const server = await startServer(data);
    const twin = await startTwin(wide);
    try {
      return await takeTurns(server, twin);
    } finally {
      await twin.stop();
      await server.stop();
    }
  } finally {
    await rm(work, { recursive: true });
  }
}

export function pageText({ product, bare, again }: PageFigures): string {
  const of = ({ p50, p95, perSecond }: PageLatency): string =>
    `p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, ${perSecond.toFixed(0)}/s`;
  return [
    `page of 50, ${CONNECTIONS} connections: ${of(product)}; again ${of(again)}`,
    `one wide table by hand: ${of(bare)}`,
  ].join('\n');
}

async function addCustomers(data: string, file: string): Promise<void> {
  const server = await startServer(data);
  try {
    const uploads = [await server.upload(file)];
    const { job } = await server.post<{ job: string }>('/imports', { uploads, kind: 'customers' });
    for (let state = 'running'; state !== 'done'; ) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const found = await server.get<{ state: string; problems: unknown }>(`/jobs/${job}`);
      if (found.state === 'failed') throw new Error(JSON.stringify(found.problems));
      state = found.state;
    }
    await server.post('/evaluations', {});
  } finally {
    await server.stop();
  }
}

type Ask = (asked: Asked) => Promise<string[]>;

/** One round each to warm up, then turn by turn. */
async function takeTurns(server: ServerProcess, twin: TwinProcess): Promise<PageFigures> {
  const ofProduct: Ask = async ({ filter, sort }) => {
    const query = new URLSearchParams({ filter: JSON.stringify(filter), sort, limit: '50' });
    const { customers } = await server.get<{ customers: { externalId: string }[] }>(`/customers?${query}`);
    return customers.map(({ externalId }) => externalId);
  };
  await compare(ofProduct, twin.page);
  const taken: { product: number[]; bare: number[]; again: number[]; ms: Record<string, number> } = {
    product: [],
    bare: [],
    again: [],
    ms: { product: 0, bare: 0, again: 0 },
  };
  const round = async (side: 'product' | 'bare' | 'again', ask: Ask, from: number): Promise<void> => {
    const started = performance.now();
    taken[side].push(...(await load(ask, from)));
    taken.ms[side] = (taken.ms[side] ?? 0) + performance.now() - started;
  };
  await Promise.all([load(ofProduct, 0), load(twin.page, 0)]);
  for (let turn = 1; turn <= ROUNDS; turn++) {
    const from = turn * REQUESTS;
    await round('product', ofProduct, from);
    await round('again', ofProduct, from);
    await round('bare', twin.page, from);
  }
  const of = (side: 'product' | 'bare' | 'again'): PageLatency => latencyOf(taken[side], taken.ms[side] ?? 0);
  return { name: 'page', product: of('product'), bare: of('bare'), again: of('again') };
}

/** Both must show the same customers. */
async function compare(product: Ask, twin: Ask): Promise<void> {
  for (let n = 0; n < 9; n++) {
    const [a, b] = [await product(asked(n)), await twin(asked(n))];
    if (a.length === 0 || a.join() !== b.join()) throw new Error(`page ${n}: ${a.join()} is not ${b.join()}`);
  }
}

/** Asks over so many connections at once; milliseconds of each. */
async function load(ask: Ask, from: number): Promise<number[]> {
  const taken: number[] = [];
  let next = from;
  const connection = async (): Promise<void> => {
    while (next < from + REQUESTS) {
      const started = performance.now();
      await ask(asked(next++));
      taken.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  return taken;
}

function latencyOf(taken: readonly number[], ms: number): PageLatency {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { p50: at(0.5), p95: at(0.95), perSecond: (taken.length * 1000) / ms };
}
