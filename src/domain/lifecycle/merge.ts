import type { Day } from '../calendar.ts';
import type { LifecyclePolicy } from '../scheme.ts';
import { later } from './decision-day.ts';
import { begun, type Facts, type Held, type ScheduledUpgrade } from './held.ts';
import { nextState, type Step } from './next-state.ts';

/**
 * Decides the day on which two customers become one, from what both held the day before and the facts of their joined history. No
 * downgrade takes effect that day, and none decided for one of them alone later: the next decision day decides for both.
 */
export function nextStateOfMerged(
  policy: LifecyclePolicy,
  one: Held,
  other: Held,
  day: Day,
  facts: Facts,
): Step {
  const patient: LifecyclePolicy =
    policy.downgrade === 'at-once' ? { ...policy, downgrade: 'never' } : policy;
  return nextState(patient, joined(one, other), day, facts);
}

/** The higher tier; of equal ones the later beginning, so that no validity that was promised is cut short. */
function joined(one: Held, other: Held): Held {
  const [first, second] = isAhead(other, one) ? [other, one] : [one, other];
  const frozen = [one.frozenUntil, other.frozenUntil].filter((day) => day !== null);
  const frozenUntil = frozen.length === 0 ? null : frozen.reduce(later);
  const upgrade = [first.upgrade, second.upgrade]
    .filter((scheduled) => scheduled !== null && scheduled.to > first.tier)
    .reduce<ScheduledUpgrade | null>(
      (best, next) => (best && next && best.to >= next.to ? best : next),
      null,
    );
  return { ...begun(first.tier, first.began, frozenUntil), upgrade };
}

function isAhead(a: Held, b: Held): boolean {
  return a.tier === b.tier ? a.began > b.began : a.tier > b.tier;
}
