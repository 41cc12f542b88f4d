import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, run } from '../../db/database.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { chosen } from './chosen.ts';
import { noteNames } from './named-rows.ts';
import { insertEvents } from './record-events.ts';
import type { WholeRecording } from './record-whole.ts';
import { endRows, type Outcome } from './recording.ts';
import { inOneTurn, inOwnTransaction } from './whole-transaction.ts';

/** As many changed events are moved to the history while others wait. */
const FEW = 20_000;

/**
 * Brings very many events, a relation with `external_id` and the columns of `events`, into the register: all of them or
 * none. What is kept already changes as `recordEvents` has it. Those of nobody who is a customer are passed over.
 */
export async function recordWholeEvents(
  folder: DataFolder,
  incoming: Expression,
  recording: WholeRecording,
): Promise<Outcome> {
  return await inOwnTransaction(folder, async (own) => await recordAll(folder, own, incoming, recording));
}

async function recordAll(
  folder: DataFolder,
  own: Database,
  incoming: Expression,
  { recordingId, signal, onProgress, ended }: WholeRecording,
): Promise<Outcome> {
  const { kysely } = own;
  await sql`create temporary table changed_events as select kept.event_id
    from ${incoming} as i join events as kept on kept.event_id = i.event_id
    where i.resolved_day is not null and i.resolved_day is distinct from kept.resolved_day`.execute(kysely);
  const changed = await count(kysely, sql`changed_events`);
  const isChanged = sql`event_id in (select event_id from changed_events)`;
  const endChanged = async (): Promise<void> =>
    await endRows(kysely, 'events', recordingId, sql`${isChanged} and recorded_by < ${bigint(recordingId)}`);
  // Whoever changes one of these rows meanwhile is refused, so that few of them are left to the last moment.
  if (changed > FEW) await endChanged();
  onProgress(0.3);
  signal.throwIfAborted();
  const news = sql`(select customers.customer_id, i.* from ${incoming} as i
    join customer_names as customers on customers.external_id = i.external_id
    left join events as kept on kept.event_id = i.event_id where i.${isChanged} or kept.event_id is null)`;
  await insertEvents(kysely, news, recordingId);
  await noteNames(kysely, 'events', incoming, recordingId);
  const all = await count(kysely, sql`${incoming} as i`);
  const inserted = await count(kysely, sql`events where recorded_by = ${bigint(recordingId)}`);
  onProgress(0.8);
  signal.throwIfAborted();
  const final = await inOneTurn(folder, async (trx) => {
    if (changed > 0 && changed <= FEW) await endChanged();
    const left = await leaveToOthers(trx, own, recordingId);
    const told = { added: inserted - changed - left, changed, unchanged: all - inserted + left };
    await ended(kysely, trx, told);
    await run(own, sql`commit`);
    return told;
  });
  onProgress(1);
  return final;
}

/** An event that somebody else has added meanwhile is left to them. Gives how many. */
async function leaveToOthers(trx: Kysely<unknown>, own: Database, recordingId: bigint): Promise<number> {
  const { rows } = await sql<{ id: bigint }>`select event_id as id from events
    where recorded_by > ${bigint(recordingId)}`.execute(trx);
  if (rows.length === 0) return 0;
  const ids = rows.map(({ id }) => id);
  const both = sql`recorded_by = ${bigint(recordingId)} and event_id in ${chosen(own.dialect, 'bigint', ids)}`;
  const left = await run(own, sql`delete from events where ${both} returning event_id`);
  return left.length;
}

async function count(trx: Kysely<unknown>, from: Expression): Promise<number> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from ${from}`.execute(trx);
  return Number(rows[0]?.n ?? 0n);
}
