import { sql } from 'kysely';
import { type Database, type Queryable, run } from '../../db/database.ts';
import { type Day, daysBetween, periodStart } from '../../domain/calendar.ts';
import { bigint, commas, date, type Expression } from '../../sql/expression.ts';
import { passingDays } from '../../sql/passing-days.ts';
import type { StoredColumn } from '../../sql/stored.ts';
import { concernedBy, setByHand } from '../ledger/concerned.ts';
import { dropTable } from '../ledger/decide-day.ts';
import { kept, tiersBegan } from '../ledger/timeline.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { addKey, type CutPoints, createTable, type GradedTable } from '../tiers/grade-all.ts';
import type { Generation } from './generation.ts';
import { gradedRows, replaceRows } from './grade-touched.ts';
import { gridColumns, keptTables } from './kept-tables.ts';

/** Of as many customers, in a hundred, it takes less to grade everybody. */
const MOST_PERCENT = 20;
/** So that nothing is carried over for ever. */
const MOST_DAYS = 7;

const registered = new Set(
  gridColumns.map(({ name }) => name).filter((name) => name !== 'as_of' && name !== 'graded_at'),
);

interface Asked {
  readonly asOf: Day;
  /** The table to make. */
  readonly table: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** The grades of those of whom a day may change anything; those of all others stand. */
export interface Carried extends GradedTable {
  readonly cuts: CutPoints;
  /** Brings them into the grades that are shown, in the transaction that publishes the day; those are its own from then on. */
  readonly bringIn: (db: Queryable) => Promise<GradedTable>;
  /** Adds those of whom something was set by hand since, before the day is written. */
  readonly addSetByHand: (db: Queryable) => Promise<void>;
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
export async function carryOver(work: Database, last: Generation, asked: Asked): Promise<Carried | null> {
  const { scheme, graded, cuts } = last;
  const { asOf, table, at } = asked;
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
  // What the register says of them is brought into step whenever it changes.
  const changing = columns.filter(({ name }) => !registered.has(name));
  const aged = agedColumns(last, asOf, passing.aging);
  const addOthers = async (db: Queryable, who: Expression): Promise<void> =>
    await copyRows(db, { from: graded.table, to: table, columns, aged, asOf, who });
  await addOthers(work, concernedBy(scheme, asOf));
  return {
    ...{ table, metrics: graded.metrics, cuts },
    bringIn: async (db) => {
      await age(db, graded.table, table, aged);
      await replaceRows(
        db,
        sql.table(graded.table),
        columns,
        sql`select * from ${sql.table(table)}`,
        changing,
      );
      return graded;
    },
    addSetByHand: async (db) => await addOthers(db, setByHand),
  };
}

async function areFew(work: Queryable, due: string): Promise<boolean> {
  const [{ few = false } = {}] = await run(
    work,
    sql`select 100 * (select count(*) from ${sql.table(due)}) <= ${bigint(MOST_PERCENT)} * (select count(*) from customers) as few`,
  );
  return few === true;
}

/** Columns that are others though nothing else is: numbers of days. */
function agedColumns(
  { asOf: from, graded }: Generation,
  asOf: Day,
  aging: ReadonlySet<string>,
): ReadonlyMap<string, Expression> {
  const days = bigint(daysBetween(from, asOf));
  const aged = graded.metrics.filter(({ metric }) => aging.has(metric.id));
  return new Map(aged.map(({ value }) => [value.name, sql`${sql.ref(value.name)} + ${days}`] as const));
}

interface Copied {
  readonly from: string;
  readonly to: string;
  readonly columns: readonly StoredColumn[];
  readonly aged: ReadonlyMap<string, Expression>;
  readonly asOf: Day;
  /** `customer_id`. */
  readonly who: Expression;
}

async function copyRows(db: Queryable, { from, to, columns, aged, asOf, who }: Copied): Promise<void> {
  const cells = columns.map(({ name }) =>
    name === 'as_of' ? date(asOf) : (aged.get(name) ?? sql.ref(name)),
  );
  await run(
    db,
    sql`insert into ${sql.table(to)} select customer_id, ${commas(cells)} from ${sql.table(from)}
      where customer_id in (${who}) and customer_id not in (select customer_id from ${sql.table(to)})`,
  );
}

async function age(
  db: Queryable,
  grades: string,
  anew: string,
  aged: ReadonlyMap<string, Expression>,
): Promise<void> {
  if (aged.size === 0) return;
  const sets = [...aged].map(([name, expression]) => sql`${sql.ref(name)} = ${expression}`);
  await run(
    db,
    sql`update ${sql.table(grades)} set ${commas(sets)} where customer_id not in (select customer_id from ${sql.table(anew)})`,
  );
}
