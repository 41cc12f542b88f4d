import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { readDecimal } from '../../domain/exact.ts';
import { bigint, commas, type Expression, wide } from '../../sql/expression.ts';
import type { Spending } from './check-asked.ts';
import { distribution, type Operator } from './metric-values.ts';

/**
 * For each percentage the lowest threshold that at most so many of all customers reach, as `percentile_disc` finds it
 * among the stored values, but by counting instead of a floating fraction. Customers of one value stay together, so it
 * may be fewer. Null where more than that have the highest value.
 */
export async function topShares(
  db: Queryable,
  from: Expression,
  operator: Operator,
  { shares, customers }: { readonly shares: readonly number[]; readonly customers: number },
): Promise<(bigint | null)[]> {
  const limits = shares.map((share) => {
    const { units, scale } = readDecimal(String(share)) ?? { units: 0n, scale: 0 };
    return (units * BigInt(customers)) / (100n * 10n ** BigInt(scale));
  });
  const within = limits.map((most) => sql`at_least <= ${bigint(most)}`);
  return await lowestWithin(db, from, operator, within);
}

/**
 * The lowest threshold at which the benefits of all who reach it cost no more than the budget. Null where those of the
 * best customers alone cost more.
 */
export async function affordable(
  db: Queryable,
  from: Expression,
  operator: Operator,
  { budget, cost }: Spending,
): Promise<bigint | null> {
  const most = wide(sql.lit(String(12n * budget * cost.den)));
  const [found = null] = await lowestWithin(db, from, operator, [sql`cost_at_least <= ${most}`]);
  return found;
}

/** For each condition that holds from some value on the lowest threshold that lets nobody else reach it. */
async function lowestWithin(
  db: Queryable,
  from: Expression,
  operator: Operator,
  conditions: readonly Expression[],
): Promise<(bigint | null)[]> {
  const columns = conditions.flatMap((within, index) => [
    sql`min(value) filter (where ${within}) as ${sql.ref(`from${index}`)}`,
    sql`max(value) filter (where not (${within})) as ${sql.ref(`beyond${index}`)}`,
  ]);
  const [row = {}] = await run(db, sql`select ${commas(columns)} from ${distribution(from)}`);
  return conditions.map((_, index) => {
    const [lowest, below] = [row[`from${index}`] ?? null, row[`beyond${index}`] ?? null];
    if (lowest === null) return null;
    if (operator === 'atLeast') return BigInt(lowest);
    // Over nothing at all where everybody may reach it.
    return below === null ? nothing(BigInt(lowest)) : BigInt(below);
  });
}

function nothing(lowest: bigint): bigint {
  return lowest > 0n ? lowest - 1n : 0n;
}
