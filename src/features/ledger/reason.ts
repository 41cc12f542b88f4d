import { sql } from 'kysely';
import type { Scheme } from '../../domain/scheme.ts';
import { type Expression, literalText } from '../../sql/expression.ts';
import { ruleMetrics } from '../../sql/needed.ts';
import type { StoredMetric } from '../../sql/stored.ts';

/**
 * The values that rules look at as a JSON object, the same text on every engine: by the metric's id a whole number of its smallest
 * unit, a day or a text; `[dividend, divisor]` for a fraction; null where it is empty.
 */
export function reasonSql(scheme: Scheme, metrics: readonly StoredMetric[]): Expression {
  const looked = new Set<string>(ruleMetrics(scheme));
  const parts = metrics
    .filter(({ metric }) => looked.has(metric.id))
    .map(({ metric, value, den }, index) => {
      const key = literalText(`${index === 0 ? '' : ','}${JSON.stringify(metric.id)}:`);
      const own = quoted(value.name, value.type === 'text');
      const written = den === null ? own : sql`'[' || ${own} || ',' || ${quoted(den.name, false)} || ']'`;
      return sql`${key} || coalesce(${written}, 'null')`;
    });
  return parts.length === 0 ? sql`'{}'` : sql`('{' || ${sql.join(parts, sql` || `)} || '}')`;
}

/** In quotes, as numbers may be larger than programs read them. */
function quoted(column: string, isText: boolean): Expression {
  return isText
    ? sql`cast(to_json(${sql.ref(column)}) as text)`
    : sql`'"' || cast(${sql.ref(column)} as text) || '"'`;
}
