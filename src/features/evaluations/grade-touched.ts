import { type Kysely, sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { planEvaluation } from '../../sql/evaluation.ts';
import { commas, type Expression } from '../../sql/expression.ts';
import { shownMetrics } from '../../sql/needed.ts';
import type { GradedTable } from '../tiers/grade-all.ts';
import { keptTables } from './kept-tables.ts';

/** Metrics that lists of customers show, whatever the scheme asks for. */
const always = ['spend', 'orders', 'average_order', 'last_order'];

/** The metrics that evaluations store: what the scheme shows and what lists show. */
export function storedIds(scheme: Scheme): string[] {
  return [...new Set([...shownMetrics(scheme), ...always])];
}

/**
 * Grades some customers anew within a generation, in the transaction that changed them. `only` is a condition on
 * `customer_id`. False, and nothing is done, where the scheme has metrics that depend on everybody: those wait for
 * the next full evaluation.
 */
export async function gradeTouched(
  db: Queryable,
  scheme: Scheme,
  asOf: Day,
  { table }: GradedTable,
  only: Expression,
): Promise<boolean> {
  const plan = planEvaluation({
    scheme,
    asOf,
    dialect: db.dialect,
    wanted: storedIds(scheme),
    from: keptTables(only),
  });
  if (plan.scorings.length > 0 || plan.shares.length > 0) return false;
  const columns = plan.stored.flatMap(({ value, den }) => (den === null ? [value] : [value, den]));
  const names = ['tier', ...columns.map(({ name }) => name)];
  const graded = plan.graded(sql`(${plan.measured.select}) as measured`, new Map());
  const sets = names.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`);
  await run(
    db,
    sql`insert into ${sql.table(table)} (customer_id, ${commas(names.map((name) => sql.ref(name)))}) ${graded}
      on conflict (customer_id) do update set ${commas(sets)}`,
  );
  return true;
}

/** A condition on `customer_id`: whoever has something that was recorded, or ended, after a recording. */
export function touchedAfter(recordingId: bigint): Expression {
  const parts = ['customers', 'orders', 'refunds'].flatMap((name) => [
    sql`select customer_id from ${sql.table(name)} where recorded_by > ${recordingId}`,
    sql`select customer_id from ${sql.table(`${name}_history`)} where ended_by > ${recordingId}`,
  ]);
  return sql`customer_id in (${sql.join(parts, sql` union `)})`;
}

/** The number of the latest recording; 0 before the first. */
export async function lastRecording(db: Kysely<unknown>): Promise<bigint> {
  const { rows } = await sql<{
    last: bigint | null;
  }>`select max(recording_id) as last from recordings`.execute(db);
  return rows[0]?.last ?? 0n;
}
