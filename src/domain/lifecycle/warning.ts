import { addDays, type Day } from '../calendar.ts';
import type { LifecyclePolicy } from '../scheme.ts';
import { lastDecisionDay, protectedUntil } from './decision-day.ts';
import { type Facts, type Held, keptTier } from './held.ts';

/** A downgrade in sight, of which the customer is warned if the facts of a day to come bear it out. */
export interface Prospect {
  /** The day as of which the facts are needed, computed on what is known today: nothing more happens. */
  readonly asOf: Day;
  /** The downgrade's effective day, `e*`. */
  readonly effective: Day;
}

interface Warned {
  readonly state: Held;
  /** The day of the downgrade of which the customer is warned today. */
  readonly warning: Day | null;
}

/**
 * Which downgrade of a customer may have to be warned of at the end of a day; null if none. One that takes effect the policy's
 * number of days later, or one already scheduled that takes effect sooner and was not in sight in time.
 */
export function prospect(policy: LifecyclePolicy, held: Held, day: Day): Prospect | null {
  const { downgrade, warnedFor } = held;
  const { warnDays } = policy;
  if (warnDays === null || policy.downgrade === 'never') return null;
  const horizon = addDays(day, warnDays);
  const found =
    downgrade === null
      ? unscheduled(policy, held, day, horizon)
      : {
          asOf: policy.downgrade === 'at-once' ? downgrade.effective : addDays(downgrade.effective, -1),
          effective: downgrade.effective,
        };
  return found && found.effective <= horizon && found.effective !== warnedFor ? found : null;
}

/** A downgrade that takes effect on the horizon, from the latest decision day to come that gives it. */
function unscheduled(policy: LifecyclePolicy, held: Held, day: Day, horizon: Day): Prospect | null {
  const beforeGrace = addDays(horizon, -(policy.graceDays ?? 0));
  const guard = protectedUntil(policy, held);
  if (beforeGrace < guard) return null;
  const last = policy.downgrade === 'at-once' ? beforeGrace : addDays(beforeGrace, -1);
  const asOf = lastDecisionDay(policy, held, last);
  if (asOf === null || asOf <= day) return null;
  return asOf === last || beforeGrace === guard ? { asOf, effective: horizon } : null;
}

/**
 * Warns of a prospect if its day's facts bear it out. Whoever was warned of a day to come is not warned of a later one unless the
 * downgrade is scheduled for it; if he would keep his tier after all, the next prospect is a new one.
 */
export function warn(held: Held, day: Day, { effective }: Prospect, facts: Facts): Warned {
  const kept = keptTier(held.tier, facts);
  if (facts.computed > held.tier || kept === held.tier)
    return { state: { ...held, warnedFor: null }, warning: null };
  const warned = held.downgrade === null && held.warnedFor !== null && held.warnedFor > day;
  if (warned) return { state: held, warning: null };
  return { state: { ...held, warnedFor: effective }, warning: effective };
}
