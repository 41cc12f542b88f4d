import { addDays, addMonths, type Day, lastAnniversary, periodStart } from '../calendar.ts';
import type { LifecyclePolicy } from '../scheme.ts';
import { effectiveDay } from './decision-day.ts';
import type { Held } from './held.ts';

/**
 * The next day whose values decide whether the tier held at the end of a day is kept: of a downgrade that is scheduled, else of the first
 * that could be. Null where nothing falls: of the base tier, and by a policy without downgrades.
 */
export function keepBy(policy: LifecyclePolicy, held: Held, at: Day): Day | null {
  if (held.tier === 0) return null;
  const due = held.downgrade === null ? nextDue(policy, held, addDays(at, 1)) : null;
  const effective = held.downgrade?.effective ?? (due === null ? null : effectiveDay(policy, held, due));
  if (effective === null) return null;
  return policy.downgrade === 'at-once' ? effective : addDays(effective, -1);
}

/** When a downgrade would be due that is decided on a day or later. */
function nextDue(policy: LifecyclePolicy, { began }: Held, from: Day): Day | null {
  switch (policy.downgrade) {
    case 'at-once':
      return from;
    case 'period-end':
      return policy.period === null ? null : periodStart(from, policy.period, 1);
    case 'anniversary':
      return lastAnniversary(began, addMonths(from, 12));
    case 'never':
      return null;
  }
}
