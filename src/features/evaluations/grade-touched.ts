import { type Kysely, sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { planEvaluation } from '../../sql/evaluation.ts';
import { bigint, commas, type Dialect, type Expression } from '../../sql/expression.ts';
import { placedRows } from '../tiers/grade-all.ts';
import { currentGeneration, type Generation } from './generation.ts';
import { gridColumns, keptTables } from './kept-tables.ts';
import { readOnce } from './read-once.ts';

/** As many customers are looked up by their numbers; more by the condition that chose them. */
const LISTED = 100;

/**
 * Grades the customers that a condition on `customer_id` chooses anew in the published evaluation, in the
 * transaction that changed them; new customers get their row. Nothing before the first evaluation. `at` is when,
 * in milliseconds since 1970.
 */
export async function regrade(
  trx: Kysely<unknown>,
  dialect: Dialect,
  only: Expression,
  at: number,
): Promise<void> {
  const generation = await currentGeneration(trx);
  if (generation !== null) await gradeTouched({ kysely: trx, dialect }, generation, only, at);
}

/** What of a generation its customers are graded anew by. */
export type Regraded = Pick<Generation, 'asOf' | 'scheme' | 'graded' | 'cuts'>;

/** Grades the chosen customers anew within a generation, placed among everybody by its own cut points. */
export async function gradeTouched(
  db: Queryable,
  { asOf, scheme, graded, cuts }: Regraded,
  only: Expression,
  at: number,
): Promise<void> {
  const found = await findChosen(db, only);
  if (found === null) return;
  const kept = keptTables(scheme, found.chosen, { asOf, at });
  const { before, tables } = found.few ? readOnce(found.chosen, kept) : { before: sql``, tables: kept };
  const plan = planEvaluation({
    scheme,
    asOf,
    dialect: db.dialect,
    // In the order in which they were stored, so that each finds its column.
    wanted: graded.metrics.map(({ metric }) => metric.id),
    from: tables,
    carried: gridColumns,
  });
  const measured = sql`(${plan.measured.select}) as measured`;
  const rows = plan.graded(placedRows(plan, measured, cuts, db.dialect), cuts.scorings);
  const names = plan.columns.map(({ name }) => sql.ref(name));
  const sets = names.map((name) => sql`${name} = excluded.${name}`);
  await run(
    db,
    sql`insert into ${sql.table(graded.table)} (customer_id, ${commas(names)}) ${before} ${rows}
      on conflict (customer_id) do update set ${commas(sets)}`,
  );
}

interface Chosen {
  /** A condition on `customer_id`. */
  readonly chosen: Expression;
  readonly few: boolean;
}

/** Few customers as a list, which is looked up several times faster than a condition is; null for nobody. */
async function findChosen(db: Queryable, only: Expression): Promise<Chosen | null> {
  const rows = await run(
    db,
    sql`select customer_id from customers where ${only} limit ${sql.lit(LISTED + 1)}`,
  );
  if (rows.length === 0) return null;
  if (rows.length > LISTED) return { chosen: only, few: false };
  const ids = rows.map((row) => bigint(BigInt(row.customer_id ?? 0)));
  return { chosen: sql`customer_id in (${commas(ids)})`, few: true };
}
