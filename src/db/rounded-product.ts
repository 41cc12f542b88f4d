import { sql } from 'kysely';
import type { Expression } from '../sql/expression.ts';

/**
 * `a × b / 10^scale` of two whole numbers, rounded half away from zero, on the embedded engine; the product
 * may go beyond 64 bits.
 */
export function roundedProduct(a: Expression, b: Expression, scale: number): Expression {
  const product = sql`(cast(${a} as hugeint) * cast(${b} as hugeint))`;
  const power = sql`cast(${sql.lit(10 ** scale)} as hugeint)`;
  const size = sql`((2 * abs(${product}) + ${power}) // (2 * ${power}))`;
  return sql`cast(case when ${product} < 0 then -${size} else ${size} end as bigint)`;
}
