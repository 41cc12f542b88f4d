import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { dayOf } from '../../domain/calendar.ts';
import { predictionRemarks } from '../../domain/describe/prediction-remarks.ts';
import { text } from '../../domain/text.ts';
import { ruleFields, shownMetrics } from '../../sql/needed.ts';
import { type Output, openOutput } from '../files/output.ts';
import { countListed, countUnseen, createRegister } from '../imports/register.ts';
import type { StagedFile } from '../imports/staged-file.ts';
import { withStaging } from '../imports/staging-database.ts';
import { gradeAll } from '../tiers/grade-all.ts';
import { checkOutputs } from './check-outputs.ts';
import { collectOrders, readingContext, stageOrderFiles } from './collect-orders.ts';
import { readOfOrders } from './gradable.ts';
import { countRepeated, stageListed } from './listed-customers.ts';
import { memoryFor } from './memory.ts';
import { openFiles } from './open-files.ts';
import type { GradeReport, GradeRequest } from './report.ts';
import { tierRows } from './tier-rows.ts';
import { writeGrades } from './write-grades.ts';
import { writeRejects } from './write-rejects.ts';

/**
 * The main job in one go: reads order files, grades every customer as of a day, writes what is asked for.
 * Nothing is kept; on any failure no output is left behind. Throws InputError for what the user can mend.
 */
export async function grade(request: GradeRequest): Promise<GradeReport> {
  await checkOutputs(request);
  const scratch = await mkdtemp(join(tmpdir(), 'tierbook-'));
  const outputs: Outputs = { out: null, rejects: null };
  try {
    if (request.out !== null) outputs.out = await openOutput(request.out);
    if (request.rejects !== null) outputs.rejects = await openOutput(request.rejects);
    return await gradeIn(scratch, request, outputs);
  } finally {
    await outputs.out?.discard();
    await outputs.rejects?.discard();
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Outputs {
  out: Output | null;
  rejects: Output | null;
}

async function gradeIn(scratch: string, request: GradeRequest, outputs: Outputs): Promise<GradeReport> {
  const { progress, signal, scheme } = request;
  progress.step(text('读取文件', 'reading files'));
  const { orders, listed, repeated } = await openFiles(scratch, request);
  const bytes = orders.reduce((sum, { table }) => sum + table.bytes, listed?.table.bytes ?? 0);
  const staging = { scratch, memoryLimitMb: memoryFor(bytes), signal, at: progress.at };
  return await withStaging(staging, async (db) => {
    const staged = await stageOrderFiles(db, scratch, orders, readOfOrders(scheme), request);
    const context = readingContext(request);
    const customers =
      listed === null ? null : await stageListed(db, listed, scheme, { context, scratch, signal });
    const report = await gradeStaged(db, request, outputs, staged, customers);
    return { ...report, repeatedFiles: repeated };
  });
}

async function gradeStaged(
  db: EmbeddedDatabase,
  request: GradeRequest,
  outputs: Outputs,
  staged: readonly StagedFile[],
  listed: StagedFile | null,
): Promise<Omit<GradeReport, 'repeatedFiles'>> {
  const { progress, scheme, signal } = request;
  const { files, collapsed, days, relation } = await collectOrders(db, staged, listed, request);
  const asOf = request.asOf ?? days.latest ?? dayOf(request.now, scheme.timeZone);
  signal.throwIfAborted();
  progress.step(text('计算指标和等级', 'computing metrics and tiers'));
  await createRegister(db, listed, ruleFields(scheme), asOf, relation);
  const graded = await gradeAll(db, scheme, asOf, {
    table: 'graded',
    wanted: [...shownMetrics(scheme), 'spend'],
    keyed: false,
  });
  signal.throwIfAborted();
  const tiers = await tierRows(db, scheme, graded);
  const total = tiers.reduce((sum, { customers }) => sum + customers, 0);
  if (outputs.out !== null) {
    progress.step(text('写出结果', 'writing the result'));
    const onRows = (done: number): void => progress.at(done / Math.max(1, total));
    await writeGrades(db, graded, outputs.out, { ...request, total, onRows });
  }
  if (outputs.rejects !== null) await writeRejects(db, files, outputs.rejects, request.lang);
  for (const output of [outputs.out, outputs.rejects]) await output?.finish();
  return {
    asOf,
    files,
    collapsed,
    repeatedCustomers: await countRepeated(db, listed),
    overRefunded: days.overRefunded,
    unseen: await countUnseen(db, days, asOf),
    listed: listed === null ? null : await countListed(db),
    inFuture: request.asOf === null && asOf > dayOf(request.now, scheme.timeZone),
    beforeAll: days.earliest !== null && days.earliest > asOf,
    remarks: predictionRemarks(scheme, graded.cuts.models),
    tiers,
  };
}
