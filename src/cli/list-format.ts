import { extname } from 'node:path';
import { refuse } from '../domain/problem.ts';
import { type ExportFormat, exportFormats } from '../features/exports/export-what.ts';

const endings = exportFormats.map((format) => `.${format}`);

/** The endings that files of lists may have, for help. */
export const listEndings = endings.join(' ');

/** The format that a list's file name asks for. Throws an InputError for others. */
export function listFormat(out: string): ExportFormat {
  const ending = extname(out).slice(1).toLowerCase();
  const format = exportFormats.find((known) => known === ending);
  return (
    format ??
    refuse(
      'unknown-format',
      out,
      `--out 的文件名应以 ${endings.join('、')} 结尾`,
      `--out should name a file ending in ${endings.join(', ')}`,
    )
  );
}
