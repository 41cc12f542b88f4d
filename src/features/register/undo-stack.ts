import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { constantText, type Expression } from '../../sql/expression.ts';
import { type Undone, undoneKeys } from './undo-tables.ts';

/**
 * The table of a plan with the versions that lie on one another in rows: `what, id, version`, the one that stands among them. `is_top` are the
 * version that stands and, where an undo put it back, what it is a copy of; `is_open` are those that stand again when imports above them are
 * taken back and merges taken apart, as nobody edited the row on top of them.
 */
export const stack: Expression = sql.table('undo_stack');
const links = sql.table('undo_links');

/** What a walk is noted as: of rows as they stand, or of versions of orders that are about to stand again. */
export type Walk = Undone | 'origins';

export async function startStack(db: Queryable): Promise<void> {
  await run(
    db,
    sql`create temporary table ${stack} (what text, id bigint, version bigint, is_top boolean, is_open boolean)`,
  );
}

/** What undos of imports that are done put back: `version`, their recording, with the recordings `undone` of the import `import_id`. */
const undos: Expression = sql`(select undo.recording_id as version, undone.recording_id as undone, undone.import_id
  from imports join recordings as undo on undo.import_id = imports.import_id
    join recordings as undone on undone.import_id = imports.undoes
  where imports.status = 'done')`;

/** Goes down from versions of rows, a relation `id, version`, through what each of them replaced, or is a copy of, into `stack`. */
export async function walkDown(
  db: Queryable,
  what: Undone,
  starts: Expression,
  noted: Walk = what,
): Promise<void> {
  const first = sql.table('undo_starts');
  await run(db, sql`create temporary table ${first} as select * from ${starts} as starts`);
  const [{ n } = {}] = await run(db, sql`select count(*) as n from ${first}`);
  if (Number(n) > 0) {
    await linkVersions(db, what, first);
    await run(
      db,
      sql`insert into ${stack} with recursive walk(id, version, is_top, is_open) as (
          select id, version, true, true from ${first}
          union select link.id, link.below, walk.is_top and link.is_copy, walk.is_open and link.opens
            from walk join ${links} as link on link.id = walk.id and link.version = walk.version)
        select ${constantText(noted)}, id, version, is_top, is_open from walk`,
    );
    await run(db, sql`drop table ${links}`);
  }
  await run(db, sql`drop table ${first}`);
}

/**
 * From each version of the rows to the one beneath it: what it replaced, or, of one that an undo put back, what that is a copy of. A merge that is
 * taken apart gives rows back as they are by then: those that were changed meanwhile are no copies.
 */
async function linkVersions(db: Queryable, what: Undone, starts: Expression): Promise<void> {
  const key = sql.ref(undoneKeys[what]);
  const past = sql`(select ${key} as id, recorded_by, ended_by from ${sql.table(`${what}_history`)}
    where ${key} in (select id from ${starts}))`;
  const copies = sql`select past.id, undo.version, past.recorded_by as below from ${past} as past
      join ${undos} as undo on undo.undone = past.ended_by
      left join recordings as own on own.recording_id = past.recorded_by and own.import_id = undo.import_id
      where own.recording_id is null
    union all select past.id, undone_by, past.recorded_by from ${past} as past
      join customer_merges as m on m.recorded_by = past.ended_by
      where undone_by is not null and not exists (select 1 from ${past} as changed
        where changed.id = past.id and changed.recorded_by > m.recorded_by and changed.recorded_by < undone_by)`;
  await run(
    db,
    sql`create temporary table ${links} as select id, version, below, true as is_copy, true as opens from (${copies}) as copies
      union all select past.id, past.ended_by, past.recorded_by, past.ended_by in (select version from ${undos} as undos),
          past.ended_by in (select recording_id from recordings where import_id is not null)
            or past.ended_by in (select recorded_by from customer_merges)
        from ${past} as past left join (${copies}) as copied on copied.id = past.id and copied.version = past.ended_by
        where copied.id is null`,
  );
}

/** Of the rows of a walk the version whose content stands: `id, version`. */
export function contents(noted: Walk): Expression {
  return sql`(select id, min(version) as version from ${stack} where what = ${constantText(noted)} and is_top group by id)`;
}
