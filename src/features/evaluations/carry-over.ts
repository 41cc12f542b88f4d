import { sql } from 'kysely';
import { type Database, type Queryable, run } from '../../db/database.ts';
import { type Day, daysBetween, periodStart } from '../../domain/calendar.ts';
import { bigint } from '../../sql/expression.ts';
import { passingDays } from '../../sql/passing-days.ts';
import { concernedBy } from '../ledger/concerned.ts';
import { dropTable } from '../ledger/decide-day.ts';
import { kept, tiersBegan } from '../ledger/timeline.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { addKey, type CutPoints, createTable } from '../tiers/grade-all.ts';
import type { Generation } from './generation.ts';
import { gradedRows } from './grade-touched.ts';
import { keptTables } from './kept-tables.ts';
import { type Merge, mergeGrades } from './merge-grades.ts';

/** Of as many customers, in a hundred, it takes less to write everybody's grades. */
const MOST_PERCENT = 20;
/** So that nothing is carried over for ever. */
const MOST_DAYS = 7;

export interface Asked {
  readonly asOf: Day;
  /** The table to make. */
  readonly table: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** Whether grades may be carried over to a day: by the same standard and cut points, from a day of the same month, not too long before. */
export function mayCarry(
  last: Generation | null,
  { id, version }: PublishedScheme,
  asOf: Day,
  cuts: CutPoints | null,
): last is Generation {
  if (last === null || !last.inLedger || last.scheme.id !== id || last.version !== version) return false;
  if ((cuts?.fixedOn ?? null) !== last.cuts.fixedOn) return false;
  const days = daysBetween(last.asOf, asOf);
  return days > 0 && days <= MOST_DAYS && periodStart(asOf, 'month') <= last.asOf;
}

/**
 * Grades as of a later day those alone of whom the days between may change anything: their metrics and conditions (`passingDays`), or what
 * they hold (`concernedBy`). Gives null, and leaves nothing, where that cannot be told or they are too many.
 */
export async function carryOver(
  work: Database,
  last: Generation,
  { asOf, table, at }: Asked,
): Promise<Merge | null> {
  const { scheme, graded, cuts } = last;
  const passing = passingDays({
    ...{ scheme, metrics: graded.metrics, table: graded.table },
    ...{ cuts: cuts.scorings, from: last.asOf, to: asOf },
  });
  if (passing === null) return null;
  const due = `${table}_due`;
  await run(
    work,
    sql`create table ${sql.table(due)} as select distinct customer_id from (${passing.due}) as touched`,
  );
  if (!(await areFew(work, due))) {
    await dropTable(work.kysely, due);
    return null;
  }
  const only = sql`customer_id in (select customer_id from ${sql.table(due)})`;
  const tables = keptTables(scheme, { only, grading: { asOf, at }, began: tiersBegan(kept, asOf) });
  const { columns, rows } = gradedRows(work, { asOf, scheme, graded, cuts }, tables);
  await createTable(work, table, columns);
  await run(
    work,
    sql`insert into ${sql.table(table)} select * from (${rows}) as regraded order by customer_id`,
  );
  await addKey(work, table);
  await dropTable(work.kysely, due);
  const merge = mergeGrades({ last, asOf, table, columns, aging: passing.aging });
  await merge.add(work, concernedBy(scheme, asOf));
  return merge;
}

/** Whether the rows of a table are so few of all customers that the others' may stand. */
export async function areFew(work: Queryable, table: string): Promise<boolean> {
  const [{ few = false } = {}] = await run(
    work,
    sql`select 100 * (select count(*) from ${sql.table(table)}) <= ${bigint(MOST_PERCENT)} * (select count(*) from customers) as few`,
  );
  return few === true;
}
