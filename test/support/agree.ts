import { sql } from 'kysely';
import { expect } from 'vitest';
import { type Database, type Row, run } from '../../src/db/database.ts';
import type { Day } from '../../src/domain/calendar.ts';
import { evaluate, type Register } from '../../src/domain/evaluate/evaluate.ts';
import type { Value } from '../../src/domain/evaluate/value.ts';
import { fraction } from '../../src/domain/exact.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { predictTouched } from '../../src/features/evaluations/predict-touched.ts';
import { type GradedTable, gradeAll } from '../../src/features/tiers/grade-all.ts';
import { placedRows } from '../../src/features/tiers/placed-rows.ts';
import { planEvaluation } from '../../src/sql/evaluation.ts';
import { loadedTables, loadRegister } from './load-register.ts';

/** Expects the SQL to give every customer the tier and metrics that the reference gives. */
export async function agree(db: Database, scheme: Scheme, register: Register, asOf: Day): Promise<void> {
  const names = await loadRegister(db, register, scheme);
  const expected = evaluate(scheme, register, asOf);
  const unseen = [...names].filter(([, id]) => !expected.has(id)).map(([n]) => n);
  for (const n of unseen)
    await run(db, sql`delete from customers where customer_id = cast(${String(n)} as bigint)`);
  await run(db, sql`drop table if exists graded`);
  const wanted = [...scheme.metrics.keys()];
  const { cuts, ...graded } = await gradeAll(db, scheme, asOf, {
    table: 'graded',
    wanted,
    from: loadedTables,
    keyed: true,
    keepDistributions: true,
  });
  const rows = await run(db, sql`select * from graded order by customer_id`);
  const plan = planEvaluation({ scheme, asOf, dialect: db.dialect, wanted, from: loadedTables });
  const { predictions } = await predictTouched(db, { scheme, asOf, graded, cuts }, loadedTables);
  const placed = plan.graded(placedRows(plan, cuts, predictions, db.dialect), cuts.scorings);
  const anew = await run(db, sql`select * from (${placed}) as placed order by customer_id`);
  expect(anew, 'graded anew by the cut points').toEqual(rows);
  for (const { table } of cuts.distributions) await run(db, sql`drop table ${sql.table(table)}`);
  const found = new Map(rows.map((row) => [names.get(BigInt(row.customer_id ?? 0)), readable(row, graded)]));
  expect([...found.keys()].sort()).toEqual([...expected.keys()].sort());
  for (const [customer, { tier, values }] of expected) {
    const row = found.get(customer);
    for (const [metric, value] of values) {
      expect(shown(row?.values.get(metric) ?? null), `${metric} of ${customer}`).toBe(shown(value));
    }
    expect(row?.tier, `tier of ${customer}`).toBe(tier);
  }
}

function readable(row: Row, { metrics }: GradedTable): { tier: number; values: Map<string, Value> } {
  const values = metrics.map(({ metric, value, den }): [string, Value] => {
    const read = row[value.name] ?? null;
    const divisor = den === null ? 10n ** BigInt(metric.scale) : row[den.name];
    if (read === null || divisor === null || divisor === undefined) return [metric.id, null];
    return [metric.id, typeof read === 'string' ? read : fraction(BigInt(read), BigInt(divisor))];
  });
  return { tier: Number(row.tier), values: new Map(values) };
}

/** Equal values show the same text, whatever they are fractions of. */
export function shown(value: Value): string {
  if (value === null || typeof value === 'string') return String(value);
  let [a, b] = [value.num < 0n ? -value.num : value.num, value.den];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? '0' : `${value.num / a}/${value.den / a}`;
}
