import { tmpdir } from 'node:os';
import { sql } from 'kysely';
import { run } from '../../../src/db/database.ts';
import { openEmbedded } from '../../../src/db/embedded.ts';
import { readCsv } from '../../../src/db/read-csv.ts';
import type { ReadableTable } from '../../../src/features/files/open-table.ts';

export type Cells = readonly (string | null)[];

let database: ReturnType<typeof openEmbedded> | undefined;

/** All rows of a table as an import reads them; blank cells are null. */
export async function readTable(table: ReadableTable, padded = table.rewritten): Promise<Cells[]> {
  database ??= openEmbedded({ path: ':memory:', spill: tmpdir() });
  const cells = readCsv({ ...table, columns: table.columns.length, padded });
  const rows = await run(await database, sql`select * from ${cells}`);
  return rows.map((row) => table.columns.map((_, index) => text(row[`c${index}`])));
}

/** The same for a table as it stands, or undefined when the engine refuses it. */
export async function readStrictly(table: ReadableTable): Promise<Cells[] | undefined> {
  return readTable(table, false).catch((error: unknown) => {
    if (error instanceof Error && /CSV Error|CSV Parser/.test(error.message)) return undefined;
    throw error;
  });
}

function text(value: unknown): string | null {
  if (typeof value === 'string' || value === null) return value;
  throw new TypeError(`no text: ${String(value)}`);
}
