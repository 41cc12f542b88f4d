import { sql } from 'kysely';
import type { Row } from '../../db/database.ts';
import type { Lookup } from '../../domain/evaluate/value.ts';
import { fraction } from '../../domain/exact.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { as, type Expression } from '../../sql/expression.ts';
import { ruleFields } from '../../sql/needed.ts';
import { fieldColumn, type StoredMetric, storedColumns } from '../../sql/stored.ts';
import { fieldSql } from '../simulations/stored-migrations.ts';

/** What a scheme's rules look at, to be selected of graded rows joined to `customers`. */
export function valueColumns(scheme: Scheme, metrics: readonly StoredMetric[], alias: string): Expression[] {
  const stored = metrics.flatMap(storedColumns).map(({ name, type }) => {
    const column = sql.ref(`${alias}.${name}`);
    return type === 'date' ? as(sql`cast(${column} as text)`, name) : column;
  });
  return [
    ...stored,
    ...ruleFields(scheme).map(({ id, type }) => {
      const value = fieldValue(scheme, id);
      return as(type === 'date' ? sql`cast(${value} as text)` : value, fieldColumn(id));
    }),
  ];
}

/** A field of a customer that rules look at. */
export function fieldValue(scheme: Scheme, id: string): Expression {
  const field = ruleFields(scheme).find((one) => one.id === id);
  if (field === undefined) throw new RangeError(`no rule looks at ${id}`);
  return fieldSql(field, { column: (name) => sql.ref(`customers.${name}`) });
}

/** The values in such a row. */
export function valuesIn(row: Row, metrics: readonly StoredMetric[]): Lookup {
  const byId = new Map(metrics.map((stored) => [stored.metric.id, stored]));
  return ({ kind, id, type, scale }) => {
    const stored = kind === 'metric' ? byId.get(id) : undefined;
    if (kind === 'metric' && stored === undefined) return null;
    const cell = row[stored?.value.name ?? fieldColumn(id)] ?? null;
    if (cell === null) return null;
    if (typeof cell !== 'bigint' || type === 'text') return String(cell);
    if (stored?.den == null) return fraction(cell, 10n ** BigInt(scale));
    const divisor = row[stored.den.name];
    return typeof divisor === 'bigint' ? fraction(cell, divisor) : null;
  };
}
