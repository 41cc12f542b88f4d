import { sql } from 'kysely';
import { type Database, type Queryable, run } from '../../db/database.ts';
import { type Day, daysBetween, periodStart } from '../../domain/calendar.ts';
import { as, bigint, commas } from '../../sql/expression.ts';
import { type PassingDays, passingDays } from '../../sql/passing-days.ts';
import { storedColumns } from '../../sql/stored.ts';
import { type Tables, tablesOf } from '../../sql/tables.ts';
import { concernedBy } from '../ledger/concerned.ts';
import { dropTable } from '../ledger/decide-day.ts';
import { kept, tiersBegan } from '../ledger/timeline.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { addKey, type CutPoints, createTable } from '../tiers/grade-all.ts';
import type { Generation } from './generation.ts';
import { gradedRows } from './grade-touched.ts';
import { keptTables } from './kept-tables.ts';
import { agedColumns, type Merge, mergeGrades } from './merge-grades.ts';

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
    ...{ cuts: cuts.scorings, from: last.asOf, to: asOf, referrals: tablesOf(sql`true`).referrals },
  });
  if (passing === null) return null;
  const due = `${table}_due`;
  const all = sql`select customer_id, true as entered from (${passing.entered}) as e
    union all select customer_id, false from (${passing.moved}) as m`;
  await run(
    work,
    sql`create table ${sql.table(due)} as select customer_id, bool_or(entered) as entered from (${all}) as touched group by customer_id`,
  );
  if (!(await areFew(work, due))) {
    await dropTable(work.kysely, due);
    return null;
  }
  const { columns } = gradedRows(
    work,
    { asOf, scheme, graded, cuts },
    keptTables(scheme, { grading: { asOf, at } }),
  );
  await createTable(work, table, columns);
  for (const entered of [true, false]) {
    const who = sql`select customer_id from ${sql.table(due)} where entered = ${sql.lit(entered)}`;
    const [some] = await run(work, sql`${who} limit 1`);
    if (some === undefined) continue;
    const only = sql`customer_id in (${who})`;
    const tables = keptTables(scheme, { only, grading: { asOf, at }, began: tiersBegan(kept, asOf) });
    const read = entered ? tables : withStanding(tables, last, asOf, passing);
    const { rows } = gradedRows(work, { asOf, scheme, graded, cuts }, read);
    await run(
      work,
      sql`insert into ${sql.table(table)} select * from (${rows}) as regraded order by customer_id`,
    );
  }
  await addKey(work, table);
  await dropTable(work.kysely, due);
  const merge = mergeGrades({ last, asOf, table, columns, aging: passing.aging });
  await merge.add(work, concernedBy(scheme, asOf));
  return merge;
}

/** The register's tables, with what is shown of metrics that stand. */
function withStanding(tables: Tables, last: Generation, asOf: Day, { aging, standing }: PassingDays): Tables {
  const { graded } = last;
  const aged = agedColumns(last, asOf, aging, (name) => sql.ref(`shown.${name}`));
  const columns = graded.metrics
    .filter(({ metric }) => standing.has(metric.id))
    .flatMap(storedColumns)
    .map(({ name }) => as(aged.get(name) ?? sql.ref(`shown.${name}`), name));
  if (columns.length === 0) return tables;
  const customers = sql`(select customers.*, ${commas(columns)} from ${tables.customers}
    join ${sql.table(graded.table)} as shown on shown.customer_id = customers.customer_id) as customers`;
  return { ...tables, customers, standing };
}

/** Whether the rows of a table are so few of all customers that the others' may stand. */
export async function areFew(work: Queryable, table: string): Promise<boolean> {
  const [{ few = false } = {}] = await run(
    work,
    sql`select 100 * (select count(*) from ${sql.table(table)}) <= ${bigint(MOST_PERCENT)} * (select count(*) from customers) as few`,
  );
  return few === true;
}
