import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import { openEmbedded } from '../../db/embedded.ts';
import { as, commas } from '../../sql/expression.ts';
import { type Output, openOutput } from '../files/output.ts';
import { jsonRecord } from '../grade/out-table.ts';
import type { TableColumn } from './table-column.ts';
import type { Batches } from './write-rows.ts';

/** Of the engine that writes the file, beside that of the database. */
const MEMORY_MB = 300;

/**
 * Writes rows as Parquet with typed columns. The embedded engine writes such files: the rows go into the folder's `exchange` as text, become
 * the file there, and are taken to their place.
 */
export async function writeParquet(
  { exchange }: DataFolder,
  output: Output,
  given: readonly TableColumn[],
  batches: Batches,
): Promise<void> {
  const columns = apart(given);
  const scratch = await mkdtemp(join(exchange, 'export-'));
  const work = await openEmbedded({ path: ':memory:', spill: scratch, memoryLimitMb: MEMORY_MB });
  try {
    const rows = join(scratch, 'rows.ndjson');
    await writeLines(rows, columns, batches);
    const texts = columns.map(({ name }) => sql`${sql.lit(name)}: 'varchar'`);
    const typed = columns.map(({ name, stored }) =>
      as(sql`cast(${sql.ref(name)} as ${sql.raw(stored)})`, name),
    );
    const file = join(scratch, 'rows.parquet');
    await run(
      work,
      sql`copy (select ${commas(typed)} from read_json(${sql.lit(rows)}, format = 'newline_delimited',
        columns = {${commas(texts)}})) to ${sql.lit(file)} (format parquet, compression zstd)`,
    );
    for await (const bytes of createReadStream(file)) await output.write(bytes as Uint8Array);
  } finally {
    await work.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** The engine takes names that differ in case alone for the same. */
function apart(columns: readonly TableColumn[]): TableColumn[] {
  const taken = new Set<string>();
  return columns.map((column) => {
    let name = column.name;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${column.name}_${n}`;
    taken.add(name.toLowerCase());
    return { ...column, name };
  });
}

/** One JSON object a line with every value as text, so that none loses digits on its way. */
async function writeLines(path: string, columns: readonly TableColumn[], batches: Batches): Promise<void> {
  const texts = columns.map(({ name }) => ({ name, type: 'text' }) as const);
  const lines = await openOutput(path);
  try {
    for await (const rows of batches) {
      await lines.write(rows.map((row) => `${jsonRecord(row, texts)}\n`).join(''));
    }
    await lines.finish();
  } finally {
    await lines.discard();
  }
}
