import { sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import { type Day, daysBetween, periodStart } from '../../domain/calendar.ts';
import { bigint, commas, date, type Expression } from '../../sql/expression.ts';
import { type PassingDays, passingDays } from '../../sql/passing-days.ts';
import { kept, tiersBegan } from '../ledger/timeline.ts';
import { timestamp } from '../register/recording.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { addKey, type CutPoints, copyCuts, createTable, type GradedTable } from '../tiers/grade-all.ts';
import type { Generation } from './generation.ts';
import { gradedRows } from './grade-touched.ts';
import { keptTables } from './kept-tables.ts';

/** Of as many customers, in a hundred, it takes less to grade everybody. */
const MOST_PERCENT = 40;
/** So that nothing is carried over for ever. */
const MOST_DAYS = 7;

interface Carried {
  readonly asOf: Day;
  /** The table to make. */
  readonly table: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
}

/** A table of grades of which most rows are those of an earlier day. */
export interface CarriedTable extends GradedTable {
  readonly cuts: CutPoints;
  /** A table of the customers who were graded anew: `customer_id`. It is the caller's to drop. */
  readonly due: string;
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
 * Grades everybody as of a day out of what an earlier evaluation found: those alone are graded anew of whom the days between can change
 * anything (`passingDays`). Gives null, and leaves nothing, where that cannot be told or they are too many.
 */
export async function carryOver(
  work: Database,
  last: Generation,
  carried: Carried,
): Promise<CarriedTable | null> {
  const { asOf, table } = carried;
  const passing = passingDays({
    ...{ scheme: last.scheme, metrics: last.graded.metrics, table: last.graded.table },
    ...{ cuts: last.cuts.scorings, from: last.asOf, to: asOf },
  });
  if (passing === null) return null;
  const due = `${table}_due`;
  await run(
    work,
    sql`create table ${sql.table(due)} as select distinct customer_id from (${passing.due}) as touched`,
  );
  const [{ few = false } = {}] = await run(
    work,
    sql`select 100 * (select count(*) from ${sql.table(due)}) <= ${bigint(MOST_PERCENT)} * (select count(*) from customers) as few`,
  );
  if (!few) {
    await run(work, sql`drop table ${sql.table(due)}`);
    return null;
  }
  const cuts = await copyCuts(work, last.cuts, table);
  await fillCarried(work, { ...last, cuts }, { ...carried, due, aging: passing.aging });
  return { table, metrics: last.graded.metrics, cuts, due };
}

async function fillCarried(
  work: Database,
  last: Generation,
  { asOf, table, at, due, aging }: Carried & { readonly due: string } & Pick<PassingDays, 'aging'>,
): Promise<void> {
  const { scheme, graded, cuts } = last;
  const only = sql`customer_id in (select customer_id from ${sql.table(due)})`;
  const tables = keptTables(scheme, { only, grading: { asOf, at }, began: tiersBegan(kept, asOf) });
  const { columns, rows } = gradedRows(work, { asOf, scheme, graded, cuts }, tables);
  const anew = `${table}_anew`;
  await run(work, sql`create table ${sql.table(anew)} as ${rows}`);
  await createTable(work, table, columns);
  const older = carriedColumns(last, { asOf, at, aging });
  const either = columns.map(
    ({ name }) =>
      sql`case when a.customer_id is null then ${older.get(name) ?? sql.ref(`g.${name}`)} else ${sql.ref(`a.${name}`)} end`,
  );
  const names = commas(columns.map(({ name }) => sql.ref(name)));
  // In the order of the table before, so that the engine goes on skipping what is not asked for.
  await run(
    work,
    sql`insert into ${sql.table(table)} select g.customer_id, ${commas(either)} from ${sql.table(graded.table)} as g
      left join ${sql.table(anew)} as a on a.customer_id = g.customer_id`,
  );
  await run(
    work,
    sql`insert into ${sql.table(table)} select customer_id, ${names} from ${sql.table(anew)}
      where customer_id not in (select customer_id from ${sql.table(graded.table)})`,
  );
  await run(work, sql`drop table ${sql.table(anew)}`);
  await addKey(work, table);
}

/** The columns that are others than they were though nothing else is. */
function carriedColumns(
  { asOf: from, graded }: Generation,
  { asOf, at, aging }: Pick<Carried, 'asOf' | 'at'> & Pick<PassingDays, 'aging'>,
): ReadonlyMap<string, Expression> {
  const days = bigint(daysBetween(from, asOf));
  const aged = graded.metrics.filter(({ metric }) => aging.has(metric.id));
  return new Map([
    ['as_of', date(asOf)],
    ['graded_at', sql`cast(${sql.lit(timestamp(at))} as timestamp)`],
    ...aged.map(({ value }) => [value.name, sql`${sql.ref(`g.${value.name}`)} + ${days}`] as const),
  ]);
}
