import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { type EmbeddedDatabase, openEmbedded } from '../../db/embedded.ts';
import { type Day, dayOf } from '../../domain/calendar.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { type Lang, type Text, text } from '../../domain/text.ts';
import { ruleFields, shownMetrics } from '../../sql/needed.ts';
import { type Output, openOutput } from '../files/output.ts';
import { type AmountMode, type Collapsed, collapseOrders } from '../imports/collapse.ts';
import { customerFieldIds } from '../imports/column-names.ts';
import { orderRows } from '../imports/load-orders.ts';
import type { Settled } from '../imports/mapping.ts';
import { type OpenedOrders, openOrders, orderFields } from '../imports/open-files.ts';
import type { ReadingContext } from '../imports/readers.ts';
import { createRegister, readDays } from '../imports/register.ts';
import { countRows, type RowCounts, reasonText } from '../imports/rejects.ts';
import { type StagedFile, stageFile } from '../imports/stage.ts';
import { type GradedTable, gradeAll } from '../tiers/grade-all.ts';
import { checkGradable, lookedAtOrders } from './gradable.ts';
import { countRepeated, openListed, stageListed } from './listed-customers.ts';
import { memoryFor } from './memory.ts';
import { checkFormat, writeGrades } from './write-grades.ts';
import { writeRejects } from './write-rejects.ts';

export interface GradeRequest {
  readonly orders: readonly string[];
  readonly customers: string | null;
  readonly scheme: Scheme;
  /** Null: the day of the latest order read. */
  readonly asOf: Day | null;
  readonly settled: Settled;
  readonly preset: string | undefined;
  readonly amounts: AmountMode | null;
  readonly dayOrder: ReadingContext['dayOrder'];
  readonly out: string | null;
  readonly rejects: string | null;
  readonly lang: Lang;
  readonly now: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Told what is being done and how far it is, 0 to 1. */
export interface Progress {
  readonly step: (label: Text) => void;
  readonly at: (fraction: number) => void;
}

export interface TierRow {
  readonly id: string;
  readonly name: Text;
  readonly customers: number;
  /** Minor units. */
  readonly revenue: bigint;
}

export interface FileReport {
  readonly staged: StagedFile;
  readonly kind: 'orders' | 'customers';
  readonly counts: RowCounts;
}

export interface GradeReport {
  readonly asOf: Day;
  readonly files: readonly FileReport[];
  readonly collapsed: Collapsed;
  /** Customers named on several rows of the customers file. */
  readonly repeatedCustomers: number;
  readonly foreignRows: number;
  readonly negativeRows: number;
  /** No order or refund lies on or before the day. */
  readonly beforeAll: boolean;
  readonly tiers: readonly TierRow[];
}

/**
 * The main job in one go: reads order files, grades every customer as of a day, writes what is asked for.
 * Nothing is kept; on any failure no output is left behind. Throws InputError for what the user can mend.
 */
export async function grade(request: GradeRequest): Promise<GradeReport> {
  checkGradable(request.scheme);
  if (request.out !== null) checkFormat(request.out);
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
  const opened = await openAll(scratch, request);
  const listed = await openListed(scratch, request);
  const bytes = opened.reduce((sum, { table }) => sum + table.bytes, 0);
  const db = await openEmbedded({ path: ':memory:', spill: scratch, memoryLimitMb: memoryFor(bytes) });
  const stop = (): void => db.connection.interrupt();
  signal.addEventListener('abort', stop);
  const poll = setInterval(() => progress.at(Math.max(0, db.connection.progress.percentage) / 100), 250);
  try {
    const context = readingContext(scheme, request);
    const looked = lookedAtOrders(scheme);
    const staged: StagedFile[] = [];
    for (const [index, { table, mapping }] of opened.entries()) {
      signal.throwIfAborted();
      const fields = orderFields(mapping, looked);
      staged.push(await stageFile(db, table, fields, context, `staged_orders${index}`, mapping.preset));
    }
    const customers = listed === null ? null : await stageListed(db, listed, scheme, context);
    return await gradeStaged(db, request, outputs, staged, customers);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(poll);
    signal.removeEventListener('abort', stop);
    await db.close();
  }
}

async function gradeStaged(
  db: EmbeddedDatabase,
  request: GradeRequest,
  outputs: Outputs,
  staged: readonly StagedFile[],
  listed: StagedFile | null,
): Promise<GradeReport> {
  const { progress, scheme, signal } = request;
  const decimals = currencyDecimals(scheme.currency);
  progress.step(text('整理订单', 'collecting orders'));
  await run(db, sql`create view order_rows as ${orderRows(staged, decimals)}`);
  const files = await countAll(db, staged, listed);
  refuseUnreadable(files);
  const settled = request.amounts ?? staged.find(({ preset }) => preset)?.preset?.amounts ?? null;
  const collapsed = await collapseOrders(db, settled);
  const days = await readDays(db);
  const asOf = request.asOf ?? days.latest ?? dayOf(request.now, scheme.timeZone);
  signal.throwIfAborted();
  progress.step(text('计算指标和等级', 'computing metrics and tiers'));
  await createRegister(db, listed, ruleFields(scheme), asOf);
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
    foreignRows: await countForeign(db),
    negativeRows: days.negativeRows,
    beforeAll: days.earliest !== null && days.earliest > asOf,
    tiers,
  };
}

/** A file whose every row was left out gives nothing to grade by: the reasons are the message. */
function refuseUnreadable(files: readonly FileReport[]): void {
  const hopeless = files.filter(({ counts }) => counts.rows > 0 && counts.rejected === counts.rows);
  if (hopeless.length === 0 || hopeless.length < files.length) return;
  throw new InputError(
    hopeless.flatMap(({ staged, counts }) =>
      [...counts.reasons].map(([reason, n]) => {
        const { zh, en } = reasonText(reason);
        return problem(
          'no-readable-row',
          staged.file.original,
          `没有一行能读：${n} 行${zh}`,
          `no row could be read: ${n} rows: ${en}`,
        );
      }),
    ),
  );
}

async function countAll(
  db: EmbeddedDatabase,
  orders: readonly StagedFile[],
  listed: StagedFile | null,
): Promise<FileReport[]> {
  const files: FileReport[] = [];
  for (const staged of orders)
    files.push({ staged, kind: 'orders', counts: await countRows(db, staged, 'orders') });
  if (listed !== null) {
    files.push({ staged: listed, kind: 'customers', counts: await countRows(db, listed, 'customers') });
  }
  return files;
}

function readingContext(scheme: Scheme, { dayOrder }: GradeRequest): ReadingContext {
  const { currency, timeZone } = scheme;
  return { currency, decimals: currencyDecimals(currency), timeZone, dayOrder };
}

async function openAll(scratch: string, request: GradeRequest): Promise<OpenedOrders[]> {
  const { settled, preset, signal, progress } = request;
  const customerFields = [...customerFieldIds, ...ruleFields(request.scheme).map(({ id }) => id)];
  const opened: OpenedOrders[] = [];
  const problems: Problem[] = [];
  for (const [index, file] of request.orders.entries()) {
    const onProgress = (done: number, total: number): void =>
      progress.at((index + done / Math.max(1, total)) / request.orders.length);
    const files = join(scratch, 'files');
    const options = { scratch: files, settled, preset, customerFields, signal, onProgress };
    try {
      opened.push(await openOrders(file, options));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return opened;
}

async function tierRows(
  db: EmbeddedDatabase,
  scheme: Scheme,
  { table, metrics }: GradedTable,
): Promise<TierRow[]> {
  const spend = metrics.find(({ metric }) => metric.id === 'spend');
  const revenue = sql`cast(sum(${sql.ref(spend?.value.name ?? '')}) as bigint)`;
  const rows = await run(
    db,
    sql`select tier, count(*) as n, ${revenue} as revenue from ${sql.table(table)} group by tier`,
  );
  const byTier = new Map(rows.map((row) => [Number(row.tier), row]));
  return scheme.tiers.map(({ id, name }, index) => {
    const row = byTier.get(index);
    return { id, name, customers: Number(row?.n ?? 0), revenue: BigInt(row?.revenue ?? 0) };
  });
}

async function countForeign(db: EmbeddedDatabase): Promise<number> {
  const [row = {}] = await run(db, sql`select count(*) as n from foreign_rows`);
  return Number(row.n);
}
