import { addDays, type Day } from '../calendar.ts';
import type { LifecyclePolicy } from '../scheme.ts';
import { effectiveDay, isPeriodEnd, lastDecisionDay, later } from './decision-day.ts';
import { begun, type Facts, type Held, keptTier, type ScheduledDowngrade, type TierChange } from './held.ts';

export interface Step {
  /** Held at the end of the day. */
  readonly state: Held;
  /** At most one tier begins in a day. */
  readonly change: TierChange | null;
}

/**
 * Decides one day of one customer from what is held at the end of the day before (null before the first grading). The same
 * day decided again, from the same held state on other facts, is the outcome to correct the first one to.
 *
 * What was scheduled for the day takes effect as it was decided; only an upgrade at once goes before it. Such a day
 * decides no further downgrade: the next is decided from the tier that began.
 */
export function nextState(policy: LifecyclePolicy, held: Held | null, day: Day, facts: Facts): Step {
  if (held === null) return begin('first grading', null, facts.computed, day, day);
  const { upgrade, downgrade } = held;
  const rises = facts.computed > held.tier;
  if (upgrade?.effective === day) return begin('upgrade', held, upgrade.to, day, addDays(day, -1));
  if (rises && policy.upgrade === 'at-once') return begin('upgrade', held, facts.computed, day, day);
  const scheduled =
    rises && isPeriodEnd(policy, day) ? { to: facts.computed, effective: addDays(day, 1) } : null;
  if (downgrade && fallsAsDecided(policy, held, downgrade, day)) {
    const { state, change } = begin('downgrade', held, downgrade.to, day, addDays(day, -1));
    return { state: { ...state, upgrade: scheduled }, change };
  }
  const next = rises ? null : nextDowngrade(policy, held, day, facts);
  if (next?.effective === day) return begin('downgrade', held, next.to, day, day);
  return { state: { ...held, upgrade: scheduled, downgrade: next }, change: null };
}

function begin(kind: TierChange['kind'], held: Held | null, to: number, day: Day, decided: Day): Step {
  return {
    state: begun(to, day, held?.frozenUntil ?? null),
    change: { kind, from: held?.tier ?? null, to, effective: day, decided },
  };
}

/** Whether a downgrade that was decided as of yesterday takes effect today: a freeze of today still stops it. */
function fallsAsDecided(
  policy: LifecyclePolicy,
  held: Held,
  { due, effective }: ScheduledDowngrade,
  day: Day,
): boolean {
  if (policy.downgrade === 'at-once' || policy.downgrade === 'never') return false;
  return effective === day && effectiveDay(policy, held, due) <= day;
}

/** The downgrade scheduled at the end of the day: a new one, or the one held over, decided once more on its last day. */
function nextDowngrade(
  policy: LifecyclePolicy,
  held: Held,
  day: Day,
  facts: Facts,
): ScheduledDowngrade | null {
  const before = held.downgrade;
  const kept = keptTier(held.tier, facts);
  const keeps = kept === held.tier;
  if (policy.downgrade === 'never' || (before === null && keeps)) return null;
  if (before === null && lastDecisionDay(policy, held, day) !== day) return null;
  // The first day on which what is decided today can take effect.
  const soonest = policy.downgrade === 'at-once' ? day : addDays(day, 1);
  const due = before?.due ?? soonest;
  const effective = later(effectiveDay(policy, held, due), soonest);
  const decides = before === null || effective === soonest;
  if (keeps && (decides || policy.downgrade === 'at-once')) return null;
  const to = policy.steps === 'one' ? held.tier - 1 : kept;
  return { due, effective, to: decides ? to : before.to };
}
