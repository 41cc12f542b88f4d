import { type Fraction, fraction } from './exact.ts';

/** Customers who are ranked alike, and what they spent together in minor units. */
export interface RankedGroup {
  readonly customers: bigint;
  readonly spent: bigint;
}

/**
 * How far spending gathers at the upper end of a ranking, from groups in rising order: with N customers, S spent, and
 * `below` the customers under a group, `Σ spent·(2·below + customers − N) / (N·S)`. That is twice the area, by
 * trapezoids, between the diagonal and the curve of shares of spending over shares of customers: `1 − Σ (p − p′)(L + L′)`,
 * the concentration index of grouped data (Kakwani, Wagstaff & van Doorslaer 1997), and the Gini coefficient where groups
 * are ranked by spending itself. Null where nothing was spent.
 */
export function concentration(groups: readonly RankedGroup[]): Fraction | null {
  const [customers, spent] = [sum(groups, 'customers'), sum(groups, 'spent')];
  return spent <= 0n ? null : fraction(spread(groups), customers * spent);
}

/** The numerator `Σ spent·(2·below + customers − N)`, which tells how well rankings of the same customers do beside each other. */
export function spread(groups: readonly RankedGroup[]): bigint {
  const all = sum(groups, 'customers');
  let below = 0n;
  let total = 0n;
  for (const { customers, spent } of groups) {
    total += spent * (2n * below + customers - all);
    below += customers;
  }
  return total;
}

/**
 * The accuracy ratio (Engelmann, Hayden & Tasche 2003): a ranking's concentration over that of the perfect one, by what
 * was spent. 1 foretells everything, 0 nothing, below 0 the opposite. Null where all spent the same.
 */
export function accuracyRatio(ranking: bigint, perfect: bigint): Fraction | null {
  return perfect <= 0n ? null : fraction(ranking, perfect);
}

/** A group's average over everybody's: how many times as much its customers spent. Null of nobody and of nothing spent. */
export function lift({ customers, spent }: RankedGroup, all: RankedGroup): Fraction | null {
  if (customers === 0n || all.spent <= 0n) return null;
  return fraction(spent * all.customers, customers * all.spent);
}

function sum(groups: readonly RankedGroup[], of: keyof RankedGroup): bigint {
  return groups.reduce((total, group) => total + group[of], 0n);
}
