import { addDays, addMonths, type Day, lastAnniversary, periodStart } from '../calendar.ts';
import type { LifecyclePolicy } from '../scheme.ts';
import type { Held } from './held.ts';

/** The latest decision day for downgrades on or before a day; before the tier's beginning if there has been none since. */
export function lastDecisionDay(policy: LifecyclePolicy, held: Held, at: Day): Day | null {
  const next = addDays(at, 1);
  switch (policy.downgrade) {
    case 'at-once':
      return at;
    case 'period-end':
      return policy.period === null ? null : addDays(periodStart(next, policy.period), -1);
    case 'anniversary':
      return addDays(lastAnniversary(held.began, next), -1);
    case 'never':
      return null;
  }
}

export function isPeriodEnd({ period }: LifecyclePolicy, at: Day): boolean {
  const next = addDays(at, 1);
  return period !== null && periodStart(next, period) === next;
}

/** Until when nothing falls, before grace: the end of the tier's validity or the day after a freeze; the tier's beginning without either. */
export function protectedUntil({ validityMonths }: LifecyclePolicy, { began, frozenUntil }: Held): Day {
  const valid = addMonths(began, validityMonths ?? 0);
  return frozenUntil === null ? valid : later(valid, addDays(frozenUntil, 1));
}

/** When a downgrade that is due on a day takes effect: `e*` in SCHEME.md. */
export function effectiveDay(policy: LifecyclePolicy, held: Held, due: Day): Day {
  return addDays(later(due, protectedUntil(policy, held)), policy.graceDays ?? 0);
}

export function later(a: Day, b: Day): Day {
  return a < b ? b : a;
}
