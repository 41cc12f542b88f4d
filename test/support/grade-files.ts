import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { inject } from 'vitest';
import { runCommand } from '../../src/cli/run-command.ts';
import type { Lang } from '../../src/domain/text.ts';
import { readCsvRows } from './read-csv-strictly.ts';
import type { Outcome } from './run-tierbook.ts';

type Content = string | Uint8Array;

/** What to grade. Files are given by their content and written into a folder of their own first. */
export interface Gradable {
  /** One file's content, or several by name. */
  readonly orders?: Content | Readonly<Record<string, Content>>;
  /** Order files that exist, given after the others. */
  readonly files?: readonly string[];
  /** The content of a customers file. */
  readonly customers?: Content;
  /** A template's id, or a scheme's document; keys are added to a scheme with one tier per 100 spent. */
  readonly scheme?: string | Readonly<Record<string, unknown>>;
  readonly args?: readonly string[];
  readonly lang?: Lang;
  /** Name of the result file, `out.csv` if not given. */
  readonly out?: string;
}

export type CsvRow = Readonly<Record<string, string>>;

export interface PrintedFile {
  readonly kind: string;
  readonly encoding: string;
  readonly delimiter: string;
  readonly preset: string | null;
  readonly totals: number;
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: number;
  readonly rejected: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly tidied: Readonly<Record<string, number>>;
}

export interface PrintedReport {
  readonly asOf: string;
  readonly customers: number;
  readonly revenue: number;
  readonly tiers: readonly { id: string; customers: number; revenue: number }[];
  readonly amounts: string;
  readonly ordersWithSeveralRows: number;
  readonly repeatedCustomers: number;
  readonly files: readonly PrintedFile[];
}

export interface Graded extends Outcome {
  /** What `--json` printed. */
  readonly report: PrintedReport;
  readonly out: Buffer;
  /** The rows of a CSV result, and of one customer. */
  readonly rows: readonly CsvRow[];
  readonly row: (customer: string) => CsvRow;
  readonly rejects: readonly CsvRow[];
}

/** Metrics that show what was counted; `top` has everybody. */
export const plainScheme = {
  tierbook: 1,
  id: 'plain',
  name: { zh: '标准', en: 'Standard' },
  metrics: {
    total: { of: 'orders', take: 'sum', what: 'amount' },
    purchases: { of: 'orders', take: 'count' },
    first: { of: 'orders', take: 'first-date' },
    last: { of: 'orders', take: 'last-date' },
  },
  tiers: [
    { id: 'base', name: { zh: '普通', en: 'Base' } },
    { id: 'silver', name: { zh: '银卡', en: 'Silver' }, when: { metric: 'total', atLeast: 100 } },
    { id: 'gold', name: { zh: '金卡', en: 'Gold' }, when: { metric: 'total', atLeast: 1000 } },
  ],
};

/** Grades files that must be gradable, in this process, and reads back all that was written. */
export async function gradeFiles(given: Gradable): Promise<Graded> {
  const { folder, args } = await prepare(given);
  const out = join(folder, given.out ?? 'out.csv');
  const rejects = join(folder, 'rejects.csv');
  const outcome = await runHere([...args, '--json', '--out', out, '--rejects', rejects], given.lang);
  if (outcome.code !== 0) throw new Error(`exit code ${outcome.code}: ${outcome.stderr}`);
  const written = await readFile(out);
  const rows = out.endsWith('.csv') ? readCsvRows(written.toString('utf8')) : [];
  return {
    ...outcome,
    report: JSON.parse(outcome.stdout) as PrintedReport,
    out: written,
    rows,
    row: (customer) => {
      const found = rows.find((row) => row.customer_id === customer);
      if (found === undefined) throw new Error(`${customer} is not graded`);
      return found;
    },
    rejects: readCsvRows(await readFile(rejects, 'utf8')),
  };
}

export interface Refused extends Outcome {
  /** The lines of stderr, without the folder of the test. */
  readonly said: readonly string[];
  /** Files that stand in the folder afterwards and did not before. */
  readonly left: readonly string[];
}

/** Grades what cannot be graded. */
export async function refuseFiles(given: Gradable): Promise<Refused> {
  const { folder, args } = await prepare(given);
  const before = await readdir(folder);
  const out = join(folder, given.out ?? 'out.csv');
  const outcome = await runHere(
    [...args, '--out', out, '--rejects', join(folder, 'rejects.csv')],
    given.lang,
  );
  const lines = outcome.stderr.split('\n').filter((line) => line !== '');
  return {
    ...outcome,
    said: lines.map((line) => line.replaceAll(`${folder}/`, '')),
    left: (await readdir(folder)).filter((name) => !before.includes(name)),
  };
}

async function prepare(given: Gradable): Promise<{ folder: string; args: string[] }> {
  const folder = await testFolder();
  const { orders = {}, files = [], customers, scheme = {}, args = [] } = given;
  const written =
    typeof orders === 'string' || orders instanceof Uint8Array ? { 'orders.csv': orders } : orders;
  const paths: string[] = [];
  for (const [name, content] of Object.entries(written)) {
    paths.push(join(folder, name));
    await writeFile(join(folder, name), content);
  }
  const standard = typeof scheme === 'string' ? scheme : join(folder, 'scheme.json');
  if (typeof scheme !== 'string') await writeFile(standard, JSON.stringify({ ...plainScheme, ...scheme }));
  const list: string[] = [];
  if (customers !== undefined) {
    list.push('--customers', join(folder, 'customers.csv'));
    await writeFile(join(folder, 'customers.csv'), customers);
  }
  return { folder, args: ['grade', ...paths, ...files, '--scheme', standard, ...list, ...args] };
}

/** A folder that is gone when the run is done. */
export async function testFolder(): Promise<string> {
  return await mkdtemp(join(inject('scratch'), 'grade-'));
}

/** Runs a command line in this process, on a day long after all orders. */
export async function runHere(args: readonly string[], lang: Lang = 'en'): Promise<Outcome> {
  const [stdout, stderr] = [sink(), sink()];
  const code = await runCommand(args, {
    lang,
    debug: true,
    now: Date.UTC(2030, 0, 1),
    clock: Date.now,
    signal: new AbortController().signal,
    stdout: stdout.stream,
    stderr: stderr.stream,
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function sink(): { stream: NodeJS.WriteStream; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string, _, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { stream: stream as NodeJS.WriteStream, text: () => chunks.join('') };
}
