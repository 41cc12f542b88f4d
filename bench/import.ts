import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWorkbook } from '../src/features/files/write-workbook.ts';
import { openBare, quoted } from './bare.ts';
import { median } from './figures.ts';
import { type Latency, latency } from './order-load.ts';
import { type ServerProcess, startServer } from './order-server.ts';

/** What an order file takes over HTTP – imported at once, and tried out before – beside one keyed `INSERT … SELECT FROM read_csv`. */
export interface ImportFigures {
  readonly name: 'import';
  readonly bareMs: number;
  readonly dryRunMs: number;
  /** Of an import that comes after its dry run. */
  readonly triedMs: number;
  /** Without one. */
  readonly importMs: number;
  /** Of an import without a dry run, from the first row that is kept to the end. */
  readonly keepingMs: number;
  /** Pages of customers meanwhile. */
  readonly reads: Latency;
  readonly workbookRows: number;
  readonly workbookMs: number;
  /** The most memory the server took. */
  readonly peakRssMb: number;
}

const READS_PER_SECOND = 20;
const WORKBOOK_ROWS = 200_000;

export async function measureImports(sample: string, runs: number): Promise<ImportFigures> {
  const work = await mkdtemp(join(tmpdir(), 'tierbook-bench-import-'));
  const file = join(sample, 'orders.csv');
  try {
    const workbook = join(work, 'orders.xlsx');
    const workbookRows = await makeWorkbook(file, workbook);
    const taken: Omit<ImportFigures, 'name' | 'workbookRows' | 'reads'>[] = [];
    const reads: number[] = [];
    for (let run = 0; run < runs; run++) {
      const folder = join(work, `run-${run}`);
      const bareMs = await bareImport(file, join(work, `bare-${run}.duckdb`));
      taken.push({ bareMs, ...(await productImport(folder, { file, workbook, reads })) });
      await rm(join(work, `bare-${run}.duckdb`));
      console.error(JSON.stringify(taken.at(-1)));
    }
    const of = (name: keyof (typeof taken)[number]): number => median(taken.map((one) => one[name]));
    return {
      name: 'import',
      bareMs: of('bareMs'),
      dryRunMs: of('dryRunMs'),
      triedMs: of('triedMs'),
      importMs: of('importMs'),
      keepingMs: of('keepingMs'),
      reads: latency(reads),
      workbookRows,
      workbookMs: of('workbookMs'),
      peakRssMb: Math.max(...taken.map(({ peakRssMb }) => peakRssMb)),
    };
  } finally {
    await rm(work, { recursive: true });
  }
}

/** As a list in words. */
export function importText(figures: ImportFigures): string {
  const { bareMs, dryRunMs, triedMs, importMs, keepingMs, reads, workbookRows, workbookMs, peakRssMb } =
    figures;
  const of = (ms: number): string => `${ms.toFixed(0)} ms (${(ms / bareMs).toFixed(2)} × the engine alone)`;
  return [
    `import of the orders, the engine alone into a keyed table: ${bareMs.toFixed(0)} ms`,
    `  import ${of(importMs)}; of which keeping ${of(keepingMs)}`,
    `  dry run ${of(dryRunMs)}, and the import after it ${of(triedMs)}; both ${of(dryRunMs + triedMs)}`,
    `  pages meanwhile p50 ${reads.p50.toFixed(0)} ms, p99 ${reads.p99.toFixed(0)} ms, at most ${reads.most.toFixed(0)} ms`,
    `workbook of ${workbookRows} rows: ${(workbookMs / 1000).toFixed(1)} s; at most ${peakRssMb.toFixed(0)} MB`,
  ].join('\n');
}

async function productImport(
  data: string,
  { file, workbook, reads }: { readonly file: string; readonly workbook: string; readonly reads: number[] },
): Promise<Omit<ImportFigures, 'name' | 'bareMs' | 'reads' | 'workbookRows'>> {
  const tried = await served(`${data}-tried`, async (server) => {
    const uploads = [await server.upload(file)];
    const dryRun = await job(server, { uploads, kind: 'orders', dryRun: true });
    const after = await whileReading(server, reads, async () => job(server, { uploads, kind: 'orders' }));
    return { dryRunMs: dryRun.taken, triedMs: withoutGrading(after), peakRssMb: await server.peakRssMb() };
  });
  return await served(data, async (server) => {
    const uploads = [await server.upload(file)];
    const whole = await whileReading(server, reads, async () => job(server, { uploads, kind: 'orders' }));
    const ofWorkbook = await job(server, {
      uploads: [await server.upload(workbook, 'orders.xlsx')],
      kind: 'orders',
    });
    return {
      ...tried,
      importMs: withoutGrading(whole),
      keepingMs: whole.done.keeping,
      workbookMs: withoutGrading(ofWorkbook),
      peakRssMb: Math.max(tried.peakRssMb, await server.peakRssMb()),
    };
  });
}

/** Over a new data folder with a standard, which is gone afterwards. */
async function served<T>(data: string, work: (server: ServerProcess) => Promise<T>): Promise<T> {
  const server = await startServer(data);
  try {
    await server.post('/schemes', { template: 'sales-levels' });
    return await work(server);
  } finally {
    await server.stop();
    await rm(data, { recursive: true });
  }
}

/** Grading is measured by itself. */
function withoutGrading({ taken, done }: Ended): number {
  return taken - done.grading;
}

interface Ended {
  readonly taken: number;
  /** Milliseconds of steps. */
  readonly done: { readonly keeping: number; readonly grading: number };
}

/** Starts an import and sees when its steps begin, to some ten milliseconds. */
async function job(server: ServerProcess, request: object): Promise<Ended> {
  const started = performance.now();
  const begun: { step: string | undefined; at: number }[] = [];
  const { job: id } = await server.post<{ job: string }>('/imports', request);
  for (;;) {
    const { state, step, problems } = await server.get<{
      state: string;
      step: { en: string } | null;
      problems: unknown;
    }>(`/jobs/${id}`);
    const at = performance.now();
    if (state === 'failed') throw new Error(JSON.stringify(problems));
    if (begun.at(-1)?.step !== step?.en) begun.push({ step: step?.en, at });
    if (state === 'done') return { taken: at - started, done: stepsOf([...begun, { step: undefined, at }]) };
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function stepsOf(begun: readonly { step: string | undefined; at: number }[]): Ended['done'] {
  const msOf = (word: string): number => {
    const from = begun.findIndex(({ step }) => step?.includes(word) === true);
    return from < 0 ? 0 : (begun[from + 1]?.at ?? 0) - (begun[from]?.at ?? 0);
  };
  return { keeping: msOf('keeping'), grading: msOf('grading') };
}

async function whileReading<T>(server: ServerProcess, reads: number[], work: () => Promise<T>): Promise<T> {
  let working = true;
  const reading = (async () => {
    while (working) {
      const started = performance.now();
      await server.get('/customers?limit=50');
      reads.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, 1000 / READS_PER_SECOND));
    }
  })();
  try {
    return await work();
  } finally {
    working = false;
    await reading;
  }
}

async function bareImport(file: string, database: string): Promise<number> {
  const { connection, close } = await openBare(database);
  await connection.run(
    `create table orders (order_id varchar primary key, customer_id varchar, ordered_at timestamp, paid_at timestamp, amount decimal(18, 2),
      refunded decimal(18, 2), refunded_at timestamp, status varchar, category varchar, product varchar, quantity bigint, channel varchar, store varchar)`,
  );
  const started = performance.now();
  await connection.run(`insert into orders select * from read_csv(${quoted(file)})`);
  const ms = performance.now() - started;
  close();
  return ms;
}

/** The file's first rows as a workbook, as a spreadsheet would save them. */
async function makeWorkbook(file: string, workbook: string): Promise<number> {
  const { connection, close } = await openBare(':memory:');
  const found = await connection.runAndReadAll(
    `select * from read_csv(${quoted(file)}, all_varchar := true) limit ${WORKBOOK_ROWS}`,
  );
  const rows = found.getRows() as (string | null)[][];
  const columns = found.columnNames().map((name) => ({ name, type: 'text' as const }));
  close();
  const out = createWriteStream(workbook);
  await writeWorkbook(columns, batches(rows), async (bytes) => {
    if (!out.write(bytes)) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  });
  await new Promise<void>((resolve) => out.end(() => resolve()));
  return rows.length;
}

async function* batches(rows: readonly (string | null)[][]): AsyncGenerator<(string | null)[][]> {
  for (let from = 0; from < rows.length; from += 1000) yield rows.slice(from, from + 1000);
}
