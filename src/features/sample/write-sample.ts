import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { day } from '../../domain/calendar.ts';
import { InputError, problem, refuse } from '../../domain/problem.ts';
import { customerHeader, customerRows } from './customer-rows.ts';
import { orderHeader, orderRows } from './order-rows.ts';
import { openPartFile, type PartFile } from './part-file.ts';
import { populate } from './population.ts';
import { purchases } from './purchases.ts';
import { random } from './random.ts';
import { checkSampleOptions, type SampleOptions } from './sample-options.ts';
import { busynessOf, clockOf, historyUntil } from './season.ts';

export interface WrittenSample {
  readonly files: string[];
  readonly customers: number;
  readonly orders: number;
  readonly lines: number;
  readonly refunds: number;
  readonly until: string;
}

/**
 * Writes believable customers and orders of three years to `customers.csv` and `orders.csv` in `out`,
 * replacing files of that name unless they are to be kept. The same options give the same bytes. Throws an InputError for bad options
 * or a folder that cannot be written; then, and when aborted, nothing is left behind.
 */
export async function writeSample(options: SampleOptions): Promise<WrittenSample> {
  checkSampleOptions(options);
  options.signal?.throwIfAborted();
  const places = { customers: join(options.out, 'customers.csv'), orders: join(options.out, 'orders.csv') };
  if (options.keepExisting) refuseExisting(Object.values(places));
  const parts: PartFile[] = [];
  try {
    await mkdir(options.out, { recursive: true });
    const customerFile = await openPartFile(places.customers, customerHeader);
    parts.push(customerFile);
    const orderFile = await openPartFile(places.orders, orderHeader);
    parts.push(orderFile);
    const refunds = await fill(customerFile, orderFile, options);
    options.signal?.throwIfAborted();
    for (const part of parts) await part.moveInPlace();
    const { customers, orders, until } = options;
    return { files: parts.map((part) => part.path), customers, orders, lines: orders, refunds, until };
  } catch (error) {
    for (const part of parts) await part.remove();
    if (isUnwritable(error)) unwritable(options.out, error.code);
    throw error;
  }
}

function refuseExisting(files: readonly string[]): void {
  const problems = files
    .filter((file) => existsSync(file))
    .map((file) =>
      problem(
        'file-exists',
        file,
        '已有这个文件：请换一个文件夹；要覆盖它，请加 --force',
        'this file is there already: choose another folder, or add --force to replace it',
      ),
    );
  if (problems.length > 0) throw new InputError(problems);
}

async function fill(customerFile: PartFile, orderFile: PartFile, options: SampleOptions): Promise<number> {
  const { customers, orders, seed, signal, onProgress } = options;
  const days = historyUntil(day(options.until));
  const busyness = busynessOf(days);
  const clock = clockOf(days);
  const people = populate(customers, orders, busyness, clock, random(seed, 1));
  const tally = { refunds: 0 };
  let done = 0;
  const written = (rows: number) => {
    done += rows;
    onProgress?.(done, customers + orders);
  };
  await customerFile.fill(customerRows(people, days, random(seed, 2)), written, signal);
  const moments = purchases(people, orders, busyness, clock, random(seed, 3));
  await orderFile.fill(orderRows(people, orders, days, moments, random(seed, 4), tally), written, signal);
  return tally.refunds;
}

const causes: ReadonlyMap<string | undefined, { zh: string; en: string }> = new Map([
  ['EACCES', { zh: '没有写入权限', en: 'it may not be written to' }],
  ['EPERM', { zh: '没有写入权限', en: 'it may not be written to' }],
  ['EROFS', { zh: '磁盘是只读的', en: 'its disk is read-only' }],
  ['ENOTDIR', { zh: '它不是文件夹', en: 'it is not a folder' }],
  ['EEXIST', { zh: '它不是文件夹', en: 'it is not a folder' }],
  ['ENOENT', { zh: '它无法创建', en: 'it cannot be made' }],
  ['EBUSY', { zh: '里面的文件正被别的程序使用', en: 'another program is using a file in it' }],
  ['ENOSPC', { zh: '磁盘空间不足', en: 'its disk is full' }],
]);

function isUnwritable(error: unknown): error is NodeJS.ErrnoException {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && causes.has(error.code)
  );
}

function unwritable(out: string, code: string | undefined): never {
  const cause = causes.get(code) ?? { zh: '', en: '' };
  const zh = `无法写入文件夹“${out}”：${cause.zh}。请换一个文件夹`;
  refuse(
    'cannot-write',
    '--out',
    zh,
    `cannot write into the folder “${out}”: ${cause.en}. Choose another one`,
  );
}
