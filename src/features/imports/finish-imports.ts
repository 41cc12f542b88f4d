import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { problem } from '../../domain/problem.ts';
import type { Expression } from '../../sql/expression.ts';
import { publishedEvaluation, tableOf } from '../evaluations/generation.ts';
import { forgetCustomers, noteRecorded } from '../register/customer-ids.ts';
import { isoMoment, nothingRecorded, type Outcome } from '../register/recording.ts';
import { forgetNumbers } from '../register/reserved-numbers.ts';
import type { FileKind } from './column-names.ts';
import { type KeptState, keptImportsIn, stateOfKept } from './kept-imports.ts';
import { type KeptReport, setEnded } from './noted-import.ts';

interface OpenImport {
  readonly id: bigint;
  readonly kind: FileKind;
  readonly recording: bigint | null;
  readonly job: string | null;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** As long another server may take to come back to an import of which it has the files. */
const COMES_BACK_MS = 86_400_000;

/** Ends what a killed process left half done and nobody goes on with, unless another server imports now: of orders and events nothing was kept, of customers what it had come to. */
export async function finishImports(folder: DataFolder, now: number): Promise<void> {
  await folder.turns.unlessTaken('import', async () => await finishAbandoned(folder, now));
}

/** The same for whoever has the turn to import. */
export async function finishAbandoned(folder: DataFolder, now: number): Promise<void> {
  for (const open of await openImports(folder.database().reader)) {
    const state = open.job === null ? 'withdrawn' : stateOfKept(keptImportsIn(folder.path), open.job);
    if (state === 'waits' || isAnotherServers(folder, open, state, now)) continue;
    await folder.writer.write(async (trx) => await giveUp(trx, folder, open, state, now));
  }
}

/** Ends the import of a job that was cancelled before its work could note it, where it is still open. */
export async function giveUpImport(folder: DataFolder, job: string, now: number): Promise<void> {
  const open = (await openImports(folder.database().reader)).find((each) => each.job === job);
  if (open === undefined) return;
  await folder.writer.write(async (trx) => await giveUp(trx, folder, open, 'withdrawn', now));
}

async function openImports(db: Kysely<unknown>): Promise<readonly OpenImport[]> {
  const { rows } = await sql<
    Omit<OpenImport, 'startedAt'> & { started: string }
  >`select imports.import_id as id,
      kind, max(recording_id) as recording, job, cast(started_at as text) as started
    from imports left join recordings on recordings.import_id = imports.import_id
    where status in ('reading', 'recording') group by imports.import_id, kind, job, started_at order by 1`.execute(
    db,
  );
  return rows.map(({ started, ...row }) => ({ ...row, startedAt: Date.parse(isoMoment(started)) }));
}

/** Its files are not here: on a database of several servers they may be with the one that began it. */
function isAnotherServers(
  { isShared }: DataFolder,
  { startedAt }: OpenImport,
  state: KeptState,
  now: number,
): boolean {
  return isShared && state === 'gone' && startedAt + COMES_BACK_MS > now;
}

async function giveUp(
  trx: Kysely<unknown>,
  folder: DataFolder,
  { id, kind, recording }: OpenImport,
  state: KeptState,
  now: number,
): Promise<void> {
  await forgetNumbers(trx, id);
  if (kind === 'orders') await clearAway(trx, id);
  const list = kind === 'customers' ? recording : null;
  if (list !== null) await noteRecorded(trx, folder.database().dialect, list);
  const kept = list === null ? nothingRecorded : await keptOf(trx, list);
  const report: KeptReport = { ...kept, rejected: null };
  if (state !== 'gone') return await setEnded(trx, id, 'interrupted', report, now);
  await setEnded(trx, id, 'failed', { ...report, message: filesGone.message.en }, now);
}

const filesGone = problem(
  'upload-gone',
  '',
  '服务停止后，上传的文件不在了，这次导入不能接着做：请重新上传并导入',
  'the uploaded files were not there any more when the server was started again, so the import could not go on: upload them again',
);

/** What of a customer list was recorded; what was the same is not known any more. */
export async function keptOf(trx: Kysely<unknown>, recordingId: bigint): Promise<Outcome> {
  const { rows } = await sql<{ kept: bigint; changed: bigint }>`select
    (select count(*) from customers where recorded_by = ${recordingId}) as kept,
    (select count(*) from customers_history where ended_by = ${recordingId}) as changed`.execute(trx);
  const [kept, changed] = [Number(rows[0]?.kept), Number(rows[0]?.changed)];
  return { added: kept - changed, changed, unchanged: 0 };
}

/**
 * Takes away the customers whom an import of orders of an earlier version had added when it was cut off, unless they have orders or events, or are
 * in the ledger by now.
 */
async function clearAway(trx: Kysely<unknown>, importId: bigint): Promise<void> {
  await sql`drop table if exists ${sql.table(`incoming_customers_${importId}`)}`.execute(trx);
  const without = (table: string): Expression =>
    sql`not exists (select 1 from ${sql.table(table)} as has where has.customer_id = customers.customer_id)`;
  const left = sql`select customer_id from customers
    where ${without('orders')} and ${without('refunds')} and ${without('events')}
      and ${without('held')} and recorded_by in (select recording_id from recordings where import_id = ${importId})`;
  const published = await publishedEvaluation(trx);
  if (published !== null) {
    await sql`delete from ${sql.table(await tableOf(trx, published))} where customer_id in (${left})`.execute(
      trx,
    );
  }
  await forgetCustomers(trx, sql`customer_id in (${left})`);
  await sql`delete from customers where customer_id in (${left})`.execute(trx);
}
