import { type ExportFormat, exportFormats, formatOf } from '../features/exports/export-what.ts';
import { checkFormat } from '../features/exports/write-table.ts';

const endings = exportFormats.map((format) => `.${format}`);

/** The endings that files of lists may have, for help. */
export const listEndings = endings.join(' ');

/** The format that a list's file name asks for. Throws an InputError for others. */
export function listFormat(out: string): ExportFormat {
  checkFormat(out, endings);
  return formatOf(out) ?? 'csv';
}
