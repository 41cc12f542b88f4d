import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { dayOf } from '../../domain/calendar.ts';
import { text } from '../../domain/text.ts';
import { type Output, openOutput } from '../files/output.ts';
import { checkOutputs } from '../grade/check-outputs.ts';
import { collectOrders, stageOrderFiles } from '../grade/collect-orders.ts';
import { memoryFor } from '../grade/memory.ts';
import { openFiles } from '../grade/open-files.ts';
import type { GradeRequest } from '../grade/report.ts';
import { writeRejects } from '../grade/write-rejects.ts';
import { countUnseen, createRegister } from '../imports/register.ts';
import type { StagedFile } from '../imports/staged-file.ts';
import { withStaging } from '../imports/staging-database.ts';
import { fitAndPredict } from './fit-and-predict.ts';
import type { ClvReport, ClvRequest } from './request.ts';

interface Outputs {
  out: Output | null;
  rejects: Output | null;
}

/**
 * Reads order files, fits who still buys and for how much, and writes what is expected of every customer. Nothing is kept;
 * on any failure no output is left behind. Throws InputError for what the user can mend.
 */
export async function customerLifetimeValue(request: ClvRequest): Promise<ClvReport> {
  const reading = { ...request, customers: null, asOf: request.until };
  await checkOutputs(reading);
  const scratch = await mkdtemp(join(tmpdir(), 'tierbook-'));
  const outputs: Outputs = { out: null, rejects: null };
  try {
    if (request.out !== null) outputs.out = await openOutput(request.out);
    if (request.rejects !== null) outputs.rejects = await openOutput(request.rejects);
    return await readAndFit(scratch, request, reading, outputs);
  } finally {
    await outputs.out?.discard();
    await outputs.rejects?.discard();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function readAndFit(
  scratch: string,
  request: ClvRequest,
  reading: GradeRequest,
  outputs: Outputs,
): Promise<ClvReport> {
  const { progress, signal } = request;
  progress.step(text('读取文件', 'reading files'));
  const { orders, repeated } = await openFiles(scratch, reading);
  const bytes = orders.reduce((sum, { table }) => sum + table.bytes, 0);
  const staging = { scratch, memoryLimitMb: memoryFor(bytes), signal, at: progress.at };
  return await withStaging(staging, async (db) => {
    const staged = await stageOrderFiles(
      db,
      scratch,
      orders,
      new Set(['margin', ...request.scheme.count.without]),
      request,
    );
    return { ...(await fitStaged(db, staged, request, outputs)), repeatedFiles: repeated };
  });
}

async function fitStaged(
  db: EmbeddedDatabase,
  staged: readonly StagedFile[],
  request: ClvRequest,
  outputs: Outputs,
): Promise<Omit<ClvReport, 'repeatedFiles'>> {
  const { scheme, now, signal, lang } = request;
  const { files, collapsed, days, relation } = await collectOrders(db, staged, null, request);
  const today = dayOf(now, scheme.timeZone);
  const until = request.until ?? days.latest ?? today;
  signal.throwIfAborted();
  await createRegister(db, null, [], until, relation);
  const outcome = await fitAndPredict(db, until, request, outputs.out);
  if (outputs.rejects !== null) await writeRejects(db, files, outputs.rejects, lang);
  for (const output of [outputs.out, outputs.rejects]) await output?.finish();
  return {
    ...outcome,
    until,
    files,
    collapsed,
    unseen: await countUnseen(db, days, until),
    inFuture: request.until === null && until > today,
  };
}
