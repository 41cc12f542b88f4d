import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply } from 'fastify';
import { dayOf } from '../domain/calendar.ts';
import type { ExportFormat } from '../features/exports/export-what.ts';
import type { FileForm } from '../features/exports/write-file.ts';
import { businessOf } from '../features/schemes/business.ts';
import type { AskedFile } from './file-form.ts';
import type { ServedShop } from './served-shop.ts';

const types: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  jsonl: 'application/x-ndjson; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
};

export interface MadeFile {
  /** Such as `customers`; the day is added. */
  readonly name: string;
  readonly file: AskedFile;
  /** Writes the whole file, unless nobody waits for it any more. */
  readonly make: (form: FileForm, signal: AbortSignal) => Promise<void>;
}

/** Answers with a file that is made first, so that a failure is an answer of its own and no half file. */
export async function sendMadeFile(
  { folder, clock }: ServedShop,
  reply: FastifyReply,
  { name, file, make }: MadeFile,
): Promise<FastifyReply> {
  const place = await mkdtemp(join(folder.exchange, 'made-'));
  try {
    const ending = `${file.format}${file.password === null ? '' : '.zip'}`;
    const out = join(place, `${name}.${ending}`);
    await make({ ...file, out }, gone(reply));
    const { timeZone } = await businessOf(folder.database().reader);
    const called = `${name}-${dayOf(clock(), timeZone)}.${ending}`;
    reply.header('content-disposition', `attachment; filename="${called}"`);
    reply.header('content-length', (await stat(out)).size);
    const bytes = createReadStream(out);
    bytes.once('close', () => void rm(place, { recursive: true, force: true }));
    return await reply.type(typeOf(file)).send(bytes);
  } catch (error) {
    await rm(place, { recursive: true, force: true });
    throw error;
  }
}

function typeOf({ format, encoding, password }: AskedFile): string {
  if (password !== null) return 'application/zip';
  return format === 'csv' ? `${types.csv}; charset=${encoding}` : types[format];
}

/** Aborted when nobody waits for the answer any more. */
function gone(reply: FastifyReply): AbortSignal {
  const ending = new AbortController();
  reply.raw.once('close', () => ending.abort(new Error('the connection was closed')));
  return ending.signal;
}
