import { roundHalfAway } from '../../domain/exact.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { yearlyCost } from '../../domain/suggest/benefit-cost.ts';
import type { Text } from '../../domain/text.ts';
import type { Migration } from '../tiers/what-if.ts';

/** A tier with who has it, what they spent and what its benefits cost. */
export interface PricedTier {
  readonly id: string;
  readonly name: Text;
  readonly customers: number;
  /** Minor units. */
  readonly revenue: bigint;
  /** A month, minor units; null where none of its benefits has a cost that can be told. */
  readonly cost: bigint | null;
}

/** Why a benefit is not among the costs: none is written, or it depends on how often it is used, which nobody knows. */
export type Unpriced = 'no-cost' | 'uses-unknown';

export interface Priced {
  readonly tiers: readonly PricedTier[];
  /** A month, minor units; null where no tier has a cost. */
  readonly cost: bigint | null;
  /** Benefits of tiers that somebody has which are left out. */
  readonly unpriced: readonly { readonly tier: string; readonly name: Text; readonly why: Unpriced }[];
}

/** The tiers of one side of migrations, lowest first, and what their benefits cost by what was bought in the last twelve months. */
export function priceTiers(scheme: Scheme, migrations: readonly Migration[], side: 'from' | 'to'): Priced {
  const unpriced: Priced['unpriced'][number][] = [];
  const tiers = scheme.tiers.map(({ id, name, benefits }, place) => {
    const inside = migrations.filter((one) => one[side] === place);
    const customers = inside.reduce((sum, one) => sum + one.customers, 0);
    const add = (of: (one: Migration) => bigint): bigint => inside.reduce((sum, one) => sum + of(one), 0n);
    const yearly = yearlyCost(benefits, scheme.currency);
    if (customers > 0) {
      const free = benefits.filter(({ cost }) => cost === null);
      unpriced.push(...free.map((benefit) => ({ tier: id, name: benefit.name, why: 'no-cost' as const })));
      unpriced.push(
        ...(yearly?.uncounted ?? []).map((left) => ({ tier: id, name: left, why: 'uses-unknown' as const })),
      );
    }
    const isPriced = yearly !== null && yearly.uncounted.length < benefits.filter(({ cost }) => cost).length;
    const year = isPriced
      ? yearly.fixed * BigInt(customers) +
        yearly.perOrder * add(({ bought }) => bought.orders) +
        yearly.ofSpend * add(({ bought }) => bought.spend)
      : 0n;
    const cost = isPriced ? roundHalfAway(year, 12n * yearly.den) : null;
    return { id, name, customers, revenue: add(({ revenue }) => revenue), cost };
  });
  const costs = tiers.flatMap(({ cost }) => (cost === null ? [] : [cost]));
  return { tiers, unpriced, cost: costs.length === 0 ? null : costs.reduce((sum, cost) => sum + cost, 0n) };
}
