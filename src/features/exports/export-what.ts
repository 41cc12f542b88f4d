import { extname } from 'node:path';
import { type RecordedSource, recordedSources } from '../../domain/event.ts';

/** What can be exported: tables of the register and what was decided. `events` are those of all sources but points. */
export const exportWhats = [
  'customers',
  'orders',
  'refunds',
  'events',
  ...recordedSources,
  'ledger',
] as const;
export type ExportWhat = 'customers' | 'orders' | 'refunds' | 'events' | RecordedSource | 'ledger';

/** Everything, in the order in which it is imported again; the ledger tells what was, and follows from the rest. */
export const everyPart: readonly ExportWhat[] = [
  'customers',
  'orders',
  'refunds',
  ...recordedSources,
  'ledger',
];

export const exportFormats = ['csv', 'xlsx', 'json', 'jsonl', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The format that a file's name asks for, `.zip` behind it or not; null for others. */
export function formatOf(out: string): ExportFormat | null {
  const ending = extname(out.replace(/\.zip$/i, ''))
    .slice(1)
    .toLowerCase();
  return exportFormats.find((format) => format === ending) ?? null;
}
