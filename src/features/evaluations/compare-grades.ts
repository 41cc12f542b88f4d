import { sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import { commas, type Expression, or } from '../../sql/expression.ts';
import { agingMetrics } from '../../sql/passing-days.ts';
import type { StoredColumn } from '../../sql/stored.ts';
import { concernedBy } from '../ledger/concerned.ts';
import { dropTable } from '../ledger/decide-day.ts';
import { kept, tiersBegan } from '../ledger/timeline.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { addKey, createTable } from '../tiers/grade-all.ts';
import { type Asked, areFew } from './carry-over.ts';
import { isRelative } from './cuts-in-force.ts';
import type { Generation } from './generation.ts';
import { gradedRows } from './grade-touched.ts';
import { gridCells, gridColumns, keptTables, storedIds } from './kept-tables.ts';
import { agedColumns, type Merge, mergeGrades } from './merge-grades.ts';

/**
 * Whether everybody's grades of a day can be compared with those that are shown: the ledger's last day's, by the same standard, which looks at
 * nobody's place among all.
 */
export function mayCompare(
  last: Generation | null,
  { id, version, scheme }: PublishedScheme,
  asOf: Day,
  decided: Day | null,
): last is Generation {
  if (last === null || !last.inLedger || last.scheme.id !== id || last.version !== version) return false;
  const stored = new Set(last.graded.metrics.map(({ metric }) => metric.id));
  if (!storedIds(scheme).every((metric) => stored.has(metric))) return false;
  return decided === last.asOf && asOf >= decided && !isRelative(scheme);
}

/**
 * Grades everybody as of a day and writes, of those alone whose grades are others than are shown, and of whom the day changes what they hold
 * (`concernedBy`): to write everybody takes longer than to grade. Null, with everybody in the table, where they are too many.
 */
export async function gradeAndCompare(
  work: Database,
  last: Generation,
  { asOf, table, at }: Asked,
): Promise<Merge | null> {
  const { scheme, graded } = last;
  const [fresh, others] = [`${table}_fresh`, `${table}_others`];
  const began = tiersBegan(kept, asOf);
  const own = gradedRows(work, { ...last, asOf }, keptTables(scheme, { began }), { carried: [] });
  const columns = [...own.columns, ...gridColumns];
  await createTable(work, fresh, own.columns, 'temporary');
  await run(work, sql`insert into ${sql.table(fresh)} ${own.rows}`);
  const aging = agingMetrics(graded.metrics);
  const differing = differs(
    own.columns,
    agedColumns(last, asOf, aging, (name) => sql.ref(`shown.${name}`)),
  );
  await run(
    work,
    sql`create temporary table ${sql.table(others)} as select fresh.customer_id from ${sql.table(fresh)} as fresh
      left join ${sql.table(graded.table)} as shown on shown.customer_id = fresh.customer_id
      where shown.customer_id is null or ${differing}`,
  );
  const isFew = await areFew(work, others);
  const chosen = isFew ? sql`fresh.customer_id in (select customer_id from ${sql.table(others)})` : sql`true`;
  await createTable(work, table, columns);
  await run(
    work,
    sql`insert into ${sql.table(table)} select fresh.*, ${commas(gridCells({ asOf, at }))} from ${sql.table(fresh)} as fresh
      join customers on customers.customer_id = fresh.customer_id where ${chosen}`,
  );
  for (const made of [fresh, others]) await dropTable(work.kysely, made);
  await addKey(work, table);
  if (!isFew) return null;
  const merge = mergeGrades({ last, asOf, table, columns, aging });
  await merge.add(work, concernedBy(scheme, asOf));
  return merge;
}

/** The tier that is shown is the ledger's to say. */
function differs(columns: readonly StoredColumn[], aged: ReadonlyMap<string, Expression>): Expression {
  const compared = columns.filter(({ name }) => name !== 'tier');
  return or(
    compared.map(
      ({ name }) =>
        sql`${sql.ref(`fresh.${name}`)} is distinct from ${aged.get(name) ?? sql.ref(`shown.${name}`)}`,
    ),
  );
}
