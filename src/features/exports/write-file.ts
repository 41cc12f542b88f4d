import { basename } from 'node:path';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Lang } from '../../domain/text.ts';
import { lockedZip } from '../files/locked-zip.ts';
import { openOutput } from '../files/output.ts';
import type { OutRow } from '../grade/out-table.ts';
import type { ExportFormat } from './export-what.ts';
import { type TableColumn, titled } from './table-column.ts';
import { writeParquet } from './write-parquet.ts';
import { type Batches, type CsvEncoding, writeRows } from './write-rows.ts';

/** Where rows go, and how they are written. */
export interface FileForm {
  readonly out: string;
  readonly format: ExportFormat;
  /** The language of headers for people, in formats for people; null: the canonical names. */
  readonly headers: Lang | null;
  readonly encoding: CsvEncoding;
  /** Locks the file in a ZIP archive. */
  readonly password: string | null;
}

/** The language of a file for people; null where it is for programs, as other formats are. */
export function languageOf({ format, headers }: Pick<FileForm, 'format' | 'headers'>): Lang | null {
  return format === 'csv' || format === 'xlsx' ? headers : null;
}

/** Writes rows into a file that appears only when it is whole. Gives how many. Throws an InputError for a place that cannot be written, and where `signal` is aborted before the file is whole. */
export async function writeFile(
  folder: DataFolder,
  { out, format, headers, encoding, password }: FileForm,
  known: readonly TableColumn[],
  batches: Batches,
  signal: AbortSignal,
): Promise<number> {
  const lang = languageOf({ format, headers });
  const columns = lang === null ? known : titled(known, lang);
  let rows = 0;
  async function* counted(): AsyncGenerator<readonly OutRow[]> {
    for await (const batch of batches) {
      rows += batch.length;
      yield batch;
    }
  }
  const file = await openOutput(out);
  const output = password === null ? file : lockedZip(file, basename(out).replace(/\.zip$/i, ''), password);
  try {
    if (format === 'parquet') await writeParquet(folder, output, columns, counted());
    else await writeRows(output, format, columns, counted(), encoding);
    signal.throwIfAborted();
    await output.finish();
  } finally {
    await output.discard();
  }
  return rows;
}
