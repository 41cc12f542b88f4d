import { sql } from 'kysely';
import type { Decimal } from '../../domain/exact.ts';
import { QUANTITY_SCALE } from '../../domain/order.ts';
import type { Scheme, Tier } from '../../domain/scheme.ts';
import { bigint, type Expression } from '../../sql/expression.ts';

/** What orders of a tier's customers earn. */
export interface EarningRate {
  /** Millionths of a point for a major unit of money. */
  readonly rate: bigint;
  readonly validity: { readonly days?: number; readonly months?: number } | null;
}

/** Of each tier, lowest first; null where its orders earn nothing. Of several benefits of points the first with a rate counts. */
export function earningRates({ tiers }: Scheme): (EarningRate | null)[] {
  return tiers.map(rateOf);
}

function rateOf({ benefits }: Tier): EarningRate | null {
  for (const { kind, value, validity } of benefits) {
    const rate = kind === 'points' && value !== null ? millionths(value) : 0n;
    if (rate > 0n) return { rate, validity };
  }
  return null;
}

function millionths({ units, scale }: Decimal): bigint {
  return (units * 10n ** BigInt(QUANTITY_SCALE)) / 10n ** BigInt(scale);
}

/** The rate of the tier at a position, 0 without one. */
export function rateSql(rates: readonly (EarningRate | null)[], tier: Expression): Expression {
  return byTier(
    tier,
    rates.map((each) => bigint(each?.rate ?? 0n)),
    bigint(0),
  );
}

/** From when on points of a day are no longer valid; empty where they do not expire. */
export function expirySql(
  rates: readonly (EarningRate | null)[],
  tier: Expression,
  day: Expression,
): Expression {
  const never = sql`cast(null as date)`;
  const days = rates.map((each) => {
    if (!each?.validity) return never;
    const { months = 0, days = 0 } = each.validity;
    const span = sql`interval ${sql.lit(`${months} months ${days} days`)}`;
    return sql`cast(${day} + ${span} as date)`;
  });
  return byTier(tier, days, never);
}

function byTier(tier: Expression, values: readonly Expression[], otherwise: Expression): Expression {
  const cases = values.map((value, position) => sql`when ${bigint(position)} then ${value}`);
  return sql`case ${tier} ${sql.join(cases, sql` `)} else ${otherwise} end`;
}
