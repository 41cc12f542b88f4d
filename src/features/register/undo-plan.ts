import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { bigint, constantText, type Expression } from '../../sql/expression.ts';
import { isSomebodys } from '../../sql/nobody.ts';
import { withoutReferences } from './undo-references.ts';
import { numbered, planned, reason, stays, type Undone, undoneKeys } from './undo-tables.ts';

/** The recordings of an import, and what was taken back since it: what such an undo put back is the import's again. */
export interface Brought {
  readonly recordings: readonly bigint[];
  readonly laterUndos: readonly LaterUndo[];
}

export interface LaterUndo {
  readonly recording: bigint;
  readonly undone: readonly bigint[];
  /** Of a merge: it puts back as they are now rows that may have been changed while the merge stood. */
  readonly isOfMerge: boolean;
}

const again = sql.table('undo_again');

/**
 * Makes temporary tables of what taking an import back would do, as `planned` and `stays` have them, on a connection of one's own or in a
 * change. To be dropped by `dropPlan`.
 */
export async function planUndo(db: Queryable, brought: Brought): Promise<void> {
  await run(db, sql`create temporary table ${again} (what text, id bigint, version bigint)`);
  await run(db, sql`create temporary table ${stays} (what text, id bigint, reason text)`);
  for (const what of ['orders', 'refunds', 'events', 'customers'] as const) {
    await findPutBack(db, what, brought);
    await planRows(db, what, brought);
    await findChanged(db, what, brought);
    if (what !== 'customers') await keepOfTheGone(db, what);
  }
  await withoutReferences(db);
}

export async function dropPlan(db: Queryable): Promise<void> {
  const tables = [again, stays, ...(Object.keys(undoneKeys) as Undone[]).map(planned)];
  for (const table of tables) await run(db, sql`drop table ${table}`);
}

/** Whether a version is the import's: it brought it, or an undo put it back since. */
function own(what: Undone, alias: string, { recordings, laterUndos }: Brought): Expression {
  const brought = sql`${sql.ref(`${alias}.recorded_by`)} in ${numbered(recordings)}`;
  if (laterUndos.length === 0) return brought;
  return sql`(${brought} or exists (select 1 from ${again} as again where again.what = ${constantText(what)}
    and again.id = ${sql.ref(`${alias}.${undoneKeys[what]}`)} and again.version = ${sql.ref(`${alias}.recorded_by`)}))`;
}

/** Follows the import's versions through what later undos put back, the earliest first. */
async function findPutBack(db: Queryable, what: Undone, brought: Brought): Promise<void> {
  const key = sql.ref(undoneKeys[what]);
  for (const { recording, undone, isOfMerge } of brought.laterUndos) {
    const changed = sql`select ${key} from ${sql.table(`${what}_history`)} where recorded_by > ${bigint(undone[0] ?? 0n)} and recorded_by < ${bigint(recording)}`;
    const back = sql`select ${key} as id from ${sql.table(what)} where recorded_by = ${bigint(recording)}
      union select ${key} from ${sql.table(`${what}_history`)} where recorded_by = ${bigint(recording)}`;
    await run(
      db,
      sql`insert into ${again} select ${constantText(what)}, back.id, ${bigint(recording)} from (${back}) as back
        where back.id in (select ${key} from ${sql.table(`${what}_history`)} as ended
          where ended.ended_by in ${numbered(undone)} and ${own(what, 'ended', brought)})
          ${isOfMerge ? sql`and back.id not in (${changed})` : sql``}`,
    );
  }
}

async function planRows(db: Queryable, what: Undone, brought: Brought): Promise<void> {
  const key = sql.ref(undoneKeys[what]);
  const recordings = numbered(brought.recordings);
  const before = sql`select ${key} as before_id, recorded_by as before, customer_id as before_customer from ${sql.table(`${what}_history`)}
    where ended_by in ${recordings} and recorded_by not in ${recordings}`;
  await run(
    db,
    sql`create temporary table ${planned(what)} as select current.${key} as id, current.customer_id, before, before_customer
      from ${sql.table(what)} as current left join (${before}) as earlier on before_id = current.${key}
      where ${own(what, 'current', brought)}`,
  );
}

/** What somebody changed after the import stays as it is. */
async function findChanged(db: Queryable, what: Undone, brought: Brought): Promise<void> {
  const key = sql.ref(undoneKeys[what]);
  const merges = sql`(select recorded_by from customer_merges where undone_by is null)`;
  const why = sql`case when current.recorded_by in ${merges} then ${reason('merged')}
    when current.recorded_by in (select recording_id from recordings where import_id is not null) then ${reason('later-import')}
    else ${reason('edited')} end`;
  const ended = sql`select ${key} from ${sql.table(`${what}_history`)} as ended where ${own(what, 'ended', brought)}`;
  await run(
    db,
    sql`insert into ${stays} select ${constantText(what)}, current.${key}, ${why} from ${sql.table(what)} as current
      where current.${key} in (${ended}) and current.${key} not in (select id from ${planned(what)})`,
  );
  if (what !== 'customers') return;
  await run(
    db,
    sql`insert into ${stays} select ${constantText(what)}, ended.customer_id, ${reason('merged')} from customers_history as ended
      where ${own(what, 'ended', brought)} and ended.ended_by in ${merges}
        and not exists (select 1 from customers where customers.customer_id = ended.customer_id)`,
  );
}

/** What was somebody else's before who is no customer any more cannot be his again. */
async function keepOfTheGone(db: Queryable, what: Undone): Promise<void> {
  const gone = sql`before is not null and ${isSomebodys('before_customer')} and before_customer not in (select customer_id from customers)`;
  await run(
    db,
    sql`insert into ${stays} select ${constantText(what)}, id, ${reason('customer-gone')} from ${planned(what)} where ${gone}`,
  );
  await run(db, sql`delete from ${planned(what)} where ${gone}`);
}
