import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { type Day, daysBetween } from '../../domain/calendar.ts';
import { bigint, commas, date, type Expression } from '../../sql/expression.ts';
import type { StoredColumn } from '../../sql/stored.ts';
import { setByHand } from '../ledger/concerned.ts';
import type { GradedTable } from '../tiers/grade-all.ts';
import type { Generation } from './generation.ts';
import { replaceRows } from './grade-touched.ts';
import { gridColumns } from './kept-tables.ts';

const registered = new Set(
  gridColumns.map(({ name }) => name).filter((name) => name !== 'as_of' && name !== 'graded_at'),
);

/** Grades of some customers in a table of their own, of all others those that are shown stand. */
export interface PartlyGraded {
  readonly last: Generation;
  readonly asOf: Day;
  /** Where those of the some are. */
  readonly table: string;
  readonly columns: readonly StoredColumn[];
  /** Stored metrics that count days. */
  readonly aging: ReadonlySet<string>;
}

/** What makes the grades of some those of everybody. */
export interface Merge {
  /** Adds others as they are shown, by a select of `customer_id`. */
  readonly add: (db: Queryable, who: Expression) => Promise<void>;
  /** Adds those of whom something was set by hand since, before the day is written. */
  readonly addSetByHand: (db: Queryable) => Promise<void>;
  /** Brings them into the grades that are shown, in the transaction that publishes the day; those are its own from then on. */
  readonly bringIn: (db: Queryable) => Promise<GradedTable>;
}

export function mergeGrades({ last, asOf, table, columns, aging }: PartlyGraded): Merge {
  const { graded } = last;
  // What the register says of them is brought into step whenever it changes.
  const changing = columns.filter(({ name }) => !registered.has(name));
  const aged = agedColumns(last, asOf, aging);
  const add: Merge['add'] = async (db, who) => {
    const cells = columns.map(({ name }) =>
      name === 'as_of' ? date(asOf) : (aged.get(name) ?? sql.ref(name)),
    );
    await run(
      db,
      sql`insert into ${sql.table(table)} select customer_id, ${commas(cells)} from ${sql.table(graded.table)}
        where customer_id in (${who}) and customer_id not in (select customer_id from ${sql.table(table)})`,
    );
  };
  return {
    add,
    addSetByHand: async (db) => await add(db, setByHand),
    bringIn: async (db) => {
      await age(db, graded.table, table, aged);
      const all = sql`select * from ${sql.table(table)}`;
      await replaceRows(db, sql.table(graded.table), columns, all, changing);
      return graded;
    },
  };
}

/** Columns that are others though nothing else is: numbers of days, by how much they are more. */
export function agedColumns(
  { asOf: from, graded }: Generation,
  asOf: Day,
  aging: ReadonlySet<string>,
  of: (name: string) => Expression = sql.ref,
): ReadonlyMap<string, Expression> {
  const days = bigint(daysBetween(from, asOf));
  const aged = graded.metrics.filter(({ metric }) => aging.has(metric.id));
  return new Map(aged.map(({ value }) => [value.name, sql`${of(value.name)} + ${days}`] as const));
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
