import { moneyText } from '../../domain/currency.ts';
import type { Priced } from './price-tiers.ts';
import type { Simulation } from './simulation.ts';

/** The simulation for programs. Money is a number of major units, shares are 0 to 1. */
export function simulationJson(simulation: Simulation): object {
  const { asOf, draft, current, compared, anew, fast, readAt, before, after, migrations, moves } = simulation;
  const money = (minor: bigint): number => Number(moneyText(minor, draft.currency));
  const { scheme, version, evaluation } = current;
  const now = sideJson(before, money);
  const then = sideJson(after, money);
  return {
    draft: { id: draft.id, name: draft.name },
    current: { id: scheme.id, version, evaluation: Number(evaluation), gradedAnew: anew },
    asOf,
    compared,
    readAt: readAt === null ? null : new Date(readAt).toISOString(),
    currency: draft.currency,
    customers: then.customers,
    revenue: then.revenue,
    tiers: then.tiers,
    before: now.tiers,
    costs: { before: now.costs, after: then.costs },
    ...moves,
    fast,
    migrations: migrations.map((migration) => ({ ...migration, revenue: money(migration.revenue) })),
  };
}

function sideJson({ tiers, cost, unpriced }: Priced, money: (minor: bigint) => number) {
  const customers = tiers.reduce((sum, tier) => sum + tier.customers, 0);
  const revenue = tiers.reduce((sum, tier) => sum + tier.revenue, 0n);
  return {
    customers,
    revenue: money(revenue),
    tiers: tiers.map((tier) => ({
      ...tier,
      share: customers === 0 ? 0 : tier.customers / customers,
      revenue: money(tier.revenue),
      revenueShare: revenue === 0n ? 0 : Number(tier.revenue) / Number(revenue),
      cost: tier.cost === null ? null : money(tier.cost),
    })),
    costs: { perMonth: cost === null ? null : money(cost), unpriced },
  };
}
