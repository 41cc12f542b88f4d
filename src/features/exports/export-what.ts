import { extname } from 'node:path';
import { recordedSources } from '../../domain/event.ts';
import { type PartName, partNames } from '../dump/parts.ts';

/** What can be exported: tables of the register and what was decided. `events` are those of all sources but points. */
export const exportWhats = [
  'customers',
  'orders',
  'refunds',
  'events',
  ...recordedSources,
  ...partNames,
  'ledger',
] as const;
export type ExportWhat = (typeof exportWhats)[number];

/** Everything; the ledger tells what was, and is made again from the rest. */
export const everyPart: readonly ExportWhat[] = exportWhats.filter((what) => what !== 'events');

/** Whether it is what people decided, for programs to take back, and no list that the importer reads. */
export function isPart(what: ExportWhat): what is PartName {
  return partNames.some((name) => name === what);
}

/** Whether contact data can be asked for with it. */
export function mayOpen(what: ExportWhat): boolean {
  return what === 'customers' || what === 'submissions';
}

export const exportFormats = ['csv', 'xlsx', 'json', 'jsonl', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The format that a file's name asks for, `.zip` behind it or not; null for others. */
export function formatOf(out: string): ExportFormat | null {
  const ending = extname(out.replace(/\.zip$/i, ''))
    .slice(1)
    .toLowerCase();
  return exportFormats.find((format) => format === ending) ?? null;
}
