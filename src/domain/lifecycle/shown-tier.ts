import type { Day } from '../calendar.ts';

/** A tier set by hand from a day until the end of another; null is without end. */
export interface Override {
  readonly kind: 'pin' | 'floor' | 'ceiling';
  readonly tier: number;
  readonly from: Day;
  readonly until: Day | null;
}

/**
 * The tier shown on a day: the pin, else the held tier raised to the floor, then lowered to the ceiling. Of several of one
 * kind that are in force the last in the list counts.
 */
export function shownTier(held: number, overrides: readonly Override[], day: Day): number {
  const inForce = overrides.filter(({ from, until }) => from <= day && (until === null || day <= until));
  const tierOf = (kind: Override['kind']): number | undefined =>
    inForce.findLast((override) => override.kind === kind)?.tier;
  const raised = Math.max(held, tierOf('floor') ?? held);
  return tierOf('pin') ?? Math.min(raised, tierOf('ceiling') ?? raised);
}
