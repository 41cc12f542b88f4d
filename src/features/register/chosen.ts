import { sql } from 'kysely';
import { bigint, commas, type Dialect, type Expression, literalText } from '../../sql/expression.ts';

/** As many values are looked up one by one; more as a table, which is faster then. */
const FEW = 100;

/** What stands after `in`: some values, bound. */
export function chosen(
  dialect: Dialect,
  type: 'bigint' | 'text',
  values: readonly (bigint | string)[],
): Expression {
  if (values.length > 0 && values.length <= FEW) {
    // A text of which the type is told is planned once more; here it is that of what it is compared with.
    const bound = values.map((value) => (typeof value === 'bigint' ? bigint(value) : sql`${value}`));
    return sql`(${commas(bound)})`;
  }
  return sql`(select value from ${relationOf(dialect, type, values)} as chosen)`;
}

/** Values as a relation with one column `value`. */
export function relationOf(
  dialect: Dialect,
  type: 'bigint' | 'text',
  values: readonly (bigint | string)[],
): Expression {
  if (values.length > 0 && values.length <= FEW) {
    const each = values.map((value) => (typeof value === 'bigint' ? bigint(value) : literalText(value)));
    return sql`(select value from (values (${sql.join(each, sql`), (`)})) as listed(value))`;
  }
  const rows = JSON.stringify(values.map((value) => ({ value: String(value) })));
  return dialect.rowsOfJson(rows, [{ name: 'value', type }]);
}
