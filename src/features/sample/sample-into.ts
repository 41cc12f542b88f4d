import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { addDays, dayOf } from '../../domain/calendar.ts';
import { refuse } from '../../domain/problem.ts';
import { type Lang, text } from '../../domain/text.ts';
import type { Seal } from '../contacts/seal.ts';
import type { Evaluation } from '../evaluations/evaluate-all.ts';
import type { Progress } from '../grade/report.ts';
import { gradeAfter, importIntoShop } from '../imports/import-into-shop.ts';
import type { ImportReport } from '../imports/import-request.ts';
import { businessOf } from '../schemes/business.ts';
import { writeSample } from './write-sample.ts';

export interface SampleRequest {
  readonly customers: number;
  readonly orders: number;
  readonly seed: number;
  /** The last day; null: yesterday in the business's time zone. */
  readonly until: string | null;
  readonly seal: Seal;
  readonly lang: Lang;
  readonly author: string;
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface SampledShop {
  readonly customers: ImportReport;
  readonly orders: ImportReport;
  readonly evaluation: Evaluation | null;
}

/** Fills an empty data folder with a made-up shop. Throws an InputError where there are customers already. */
export async function sampleInto(folder: DataFolder, request: SampleRequest): Promise<SampledShop> {
  await refuseFull(folder);
  const { progress, signal, clock } = request;
  const { timeZone } = await businessOf(folder.database().reader);
  const until = request.until ?? addDays(dayOf(clock(), timeZone), -1);
  const out = await mkdtemp(join(folder.exchange, 'sample-'));
  try {
    progress.step(text('生成数据', 'making data'));
    const onProgress = (done: number, total: number): void => progress.at(done / Math.max(1, total));
    const { customers, orders, seed } = request;
    await writeSample({ customers, orders, seed, out, until, signal, onProgress });
    const keep = async (kind: 'customers' | 'orders'): Promise<ImportReport> =>
      await importIntoShop(folder, {
        ...request,
        ...plain,
        kind,
        files: [sourceFile(join(out, `${kind}.csv`))],
      });
    const kept = { customers: await keep('customers'), orders: await keep('orders') };
    return { ...kept, evaluation: await gradeAfter(folder, request) };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

const plain = {
  settled: new Map<string, string>(),
  preset: undefined,
  amounts: null,
  dayOrder: undefined,
  dryRun: false,
  rejects: null,
};

function sourceFile(path: string): { readonly path: string; readonly name: string } {
  return { path, name: basename(path) };
}

async function refuseFull(folder: DataFolder): Promise<void> {
  const { rows } = await sql`select 1 from customers limit 1`.execute(folder.database().reader);
  if (rows.length === 0) return;
  refuse(
    'not-empty',
    '',
    '这里已有客户，示例数据会和他们混在一起：请换一个空的数据文件夹',
    'there are customers here already, and sample data would mix with them: use an empty data folder',
  );
}
