import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../domain/problem.ts';
import { everyPart, isPart, mayOpen } from '../features/exports/export-what.ts';
import { type Asking, type ExportBody, makeExport } from './make-export.ts';

type Common = Pick<ExportBody, 'encoding' | 'headers' | 'password'>;

/**
 * Everything in a folder, contact data in full, as it is taken back (`import --as all`): the register as CSV, what people decided as JSON lines;
 * tables without a row are left out. The folder appears when all files are in it. Gives each file with its rows.
 */
export async function exportAll(
  asking: Asking,
  out: string,
  common: Common,
): Promise<{ readonly file: string; readonly rows: number }[]> {
  if ((await stat(out).catch(() => null)) !== null) refuseKnown(out);
  const part = `${out.replace(/[/\\]+$/, '')}.${process.pid}.part`;
  await mkdir(part, { mode: 0o700 }).catch((error: unknown) => refusePlace(out, error));
  try {
    const written: { file: string; rows: number }[] = [];
    for (const what of everyPart) {
      const format = isPart(what) ? 'jsonl' : 'csv';
      const file = `${what}.${format}${common.password === undefined ? '' : '.zip'}`;
      const { rows } = await makeExport(asking, join(part, file), {
        what,
        format,
        ...common,
        ...(mayOpen(what) ? { contact: true } : {}),
        ...(what === 'customers' ? { graded: false } : {}),
      });
      if (rows > 0) written.push({ file, rows });
      else await rm(join(part, file));
    }
    await rename(part, out);
    return written;
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

function refuseKnown(out: string): never {
  return refuse(
    'exists',
    out,
    '这里已经有文件或文件夹；请换一个名字，已有的不会被覆盖',
    'there is something of this name already; choose another, nothing is written over',
  );
}

function refusePlace(out: string, error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return refuse(
    'cannot-write',
    out,
    `建不了这个文件夹（${code}）；请换一个地方`,
    `the folder cannot be made (${code}); choose another place`,
  );
}
