import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { onTestFinished } from 'vitest';
import { InputError } from '../../../src/domain/problem.ts';
import {
  type OpenTableOptions,
  openTable,
  type ReadableTable,
} from '../../../src/features/files/open-table.ts';

const NAMES = new Set(['订单编号', '买家', '金额', '下单时间', 'order id', 'amount']);

/** A real folder with a scratch folder in it, gone when the test is. */
export interface Workplace {
  readonly folder: string;
  readonly save: (name: string, content: string | Uint8Array) => Promise<string>;
  readonly open: (file: string, options?: Partial<OpenTableOptions>) => Promise<ReadableTable>;
  /** Opens what is given under the name. */
  readonly openContent: (name: string, content: string | Uint8Array) => Promise<ReadableTable>;
  /** The code a file is refused with. */
  readonly refusal: (name: string, content: string | Uint8Array) => Promise<string>;
  readonly copies: () => Promise<string[]>;
}

export async function workplace(): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'tierbook-files-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const scratch = join(folder, 'scratch');
  const save = async (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const open = (file: string, options: Partial<OpenTableOptions> = {}) =>
    openTable(file, { scratch, recognise: (name) => NAMES.has(name.toLowerCase()), ...options });
  const openContent = async (name: string, content: string | Uint8Array) => open(await save(name, content));
  return {
    folder,
    save,
    open,
    openContent,
    refusal: (name, content) => refusalCode(openContent(name, content)),
    copies: () => readdir(scratch).catch(() => []),
  };
}

/** The code of the one problem that an attempt ends with. */
export async function refusalCode(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ code }) => code).join();
    throw error;
  }
  return 'not refused';
}

let database: Promise<DuckDBInstance> | undefined;

/** All rows of an opened table as DuckDB reads them; empty cells are null. */
export async function readBack(table: ReadableTable): Promise<(string | null)[][]> {
  const columns = table.columns.map((name) => `'${name.replaceAll("'", "''")}': 'VARCHAR'`).join();
  database ??= DuckDBInstance.create(':memory:');
  const connection = await (await database).connect();
  try {
    const result = await connection.runAndReadAll(
      `select * from read_csv($path, delim = '${table.delimiter}', header = false, skip = ${table.skipLines},
        columns = {${columns}}, quote = '"', escape = '"', null_padding = true, auto_detect = false, parallel = false)`,
      { path: table.path },
    );
    return result.getRows().map((row) => row.map((cell) => (cell === null ? null : String(cell))));
  } finally {
    connection.closeSync();
  }
}
