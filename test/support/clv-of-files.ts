import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CsvRow, runHere, testFolder } from './grade-files.ts';
import { readCsvRows } from './read-csv-strictly.ts';

/** What `tierbook clv --json` prints, as far as tests look at it. */
export interface PrintedClv {
  readonly until: string;
  readonly horizon: number;
  readonly customers: number;
  readonly repeaters: number;
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  readonly logLikelihood: number;
  readonly gammaGamma: {
    readonly p: number;
    readonly q: number;
    readonly v: number;
    readonly logLikelihood: number;
  } | null;
  readonly withoutGammaGamma: string | null;
  readonly worth: { readonly kind: string; readonly telling?: number; readonly rate?: number };
  readonly averageValue: number;
  readonly worthlessRepeaters: number;
  readonly correlation: number;
  readonly expected: { readonly repeatersAlive: number; readonly purchases: number; readonly clv: number };
}

/** Runs `tierbook clv` with arguments that must do. */
export async function clvOf(args: readonly string[]): Promise<PrintedClv> {
  const { code, stdout, stderr } = await runHere(['clv', ...args, '--json']);
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  return JSON.parse(stdout) as PrintedClv;
}

/** The same with what it writes, by customer. */
export async function clvRows(
  args: readonly string[],
): Promise<{ readonly json: PrintedClv; readonly rows: ReadonlyMap<string, CsvRow> }> {
  const out = join(await testFolder(), 'out.csv');
  const json = await clvOf([...args, '--out', out]);
  const rows = readCsvRows(await readFile(out, 'utf8'));
  return { json, rows: new Map(rows.map((row) => [row.customer_id ?? '', row])) };
}
