import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { constantText, type Expression } from '../../sql/expression.ts';
import { isSomebodys } from '../../sql/nobody.ts';
import { withoutReferences } from './undo-references.ts';
import { origins, planSettled } from './undo-settled.ts';
import { contents, stack, startStack, walkDown } from './undo-stack.ts';
import { numbered, planned, reason, stays, type Undone, undoneKeys } from './undo-tables.ts';

/** The recordings of an import. */
export interface Brought {
  readonly recordings: readonly bigint[];
}

/**
 * Makes temporary tables of what taking an import back would do, as `planned`, `stays` and `stack` have them, on a connection of one's own or
 * in a change. What an undo of another import put back is the import's again. To be dropped by `dropPlan`.
 */
export async function planUndo(db: Queryable, { recordings }: Brought): Promise<void> {
  await startStack(db);
  await run(db, sql`create temporary table ${stays} (what text, id bigint, reason text)`);
  for (const what of ['orders', 'refunds', 'events', 'customers'] as const) {
    await walkDown(db, what, replaced(what, recordings));
    await planRows(db, what, recordings);
    await findChanged(db, what, recordings);
    if (what === 'orders') await planSettled(db, recordings);
    if (what !== 'customers') await keepOfTheGone(db, what);
  }
  await withoutReferences(db, recordings);
}

export async function dropPlan(db: Queryable): Promise<void> {
  const tables = [stack, stays, origins, ...(Object.keys(undoneKeys) as Undone[]).map(planned)];
  for (const table of tables) await run(db, sql`drop table ${table}`);
}

/** The versions that stand of rows of which the import brought an earlier one; of customers who were merged since, the merge that ended them. */
function replaced(what: Undone, recordings: readonly bigint[]): Expression {
  const key = sql.ref(undoneKeys[what]);
  const brought = sql`(select ${key} from ${sql.table(`${what}_history`)} where recorded_by in ${numbered(recordings)})`;
  const standing = sql`select ${key} as id, recorded_by as version from ${sql.table(what)}
    where recorded_by not in ${numbered(recordings)} and ${key} in ${brought}`;
  if (what !== 'customers') return sql`(${standing})`;
  return sql`(${standing} union all select merged_id, recorded_by from customer_merges
    where undone_by is null and merged_id in ${brought} and merged_id not in (select customer_id from customers))`;
}

/** Rows of a walk with a version of the import among those that are on top, or those that are not. */
function ofImport(what: Undone, recordings: readonly bigint[], isTop: boolean): Expression {
  return sql`(select distinct id from ${stack} where what = ${constantText(what)} and version in ${numbered(recordings)}
    and is_top = ${sql.lit(isTop)})`;
}

async function planRows(db: Queryable, what: Undone, recordings: readonly bigint[]): Promise<void> {
  const key = sql.ref(undoneKeys[what]);
  const own = numbered(recordings);
  const before = sql`select ${key} as before_id, recorded_by as before, customer_id as before_customer from ${sql.table(`${what}_history`)}
    where ended_by in ${own} and recorded_by not in ${own}`;
  await run(
    db,
    sql`create temporary table ${planned(what)} as select current.${key} as id, current.customer_id, before, before_customer
      from ${sql.table(what)} as current left join (${before}) as earlier on before_id = current.${key}
      where current.recorded_by in ${own} or current.${key} in ${ofImport(what, recordings, true)}`,
  );
}

/** What somebody changed after the import stays as it is. */
async function findChanged(db: Queryable, what: Undone, recordings: readonly bigint[]): Promise<void> {
  const merges = sql`(select recorded_by from customer_merges where undone_by is null)`;
  const why = sql`case when content.version in ${merges} then ${reason('merged')}
    when content.version in (select recording_id from recordings where import_id is not null) then ${reason('later-import')}
    else ${reason('edited')} end`;
  await run(
    db,
    sql`insert into ${stays} select ${constantText(what)}, content.id, ${why} from ${contents(what)} as content
      where content.id in ${ofImport(what, recordings, false)} and content.id not in (select id from ${planned(what)})`,
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
