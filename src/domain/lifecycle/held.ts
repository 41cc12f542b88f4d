import type { Day } from '../calendar.ts';

/** An upgrade decided on a period's last day; it takes effect on the next. */
export interface ScheduledUpgrade {
  readonly to: number;
  readonly effective: Day;
}

/** A downgrade that is decided and not yet in effect. */
export interface ScheduledDowngrade {
  /** When it would have taken effect without validity, freeze and grace: `e` in SCHEME.md. */
  readonly due: Day;
  /** When it takes effect unless it lapses: `e*`. Later than `due`, it is held over and decided once more. */
  readonly effective: Day;
  /** As of the latest decision. */
  readonly to: number;
}

/** What a customer holds at the end of a day. Tiers are positions in the scheme, 0 is the base tier. */
export interface Held {
  readonly tier: number;
  /** The day the tier began, which is what `tier-start` means on the next day. */
  readonly began: Day;
  readonly upgrade: ScheduledUpgrade | null;
  readonly downgrade: ScheduledDowngrade | null;
  /** The effective day of the downgrade the customer was last warned of while he held this tier. */
  readonly warnedFor: Day | null;
  /** Last day of the latest freeze, also when it is over. Set by whoever gives, changes or ends a freeze. */
  readonly frozenUntil: Day | null;
}

/** What a day shows of a customer, computed as of its end. */
export interface Facts {
  /** The computed tier. */
  readonly computed: number;
  /** For each tier whether its `when` or `keep` holds; that of the base tier is not looked at. */
  readonly holds: readonly boolean[];
}

/** A tier that begins: what the ledger enters. Corrections, overrides, scheme changes and merges are the caller's kinds. */
export interface TierChange {
  readonly kind: 'first grading' | 'upgrade' | 'downgrade';
  readonly from: number | null;
  readonly to: number;
  readonly effective: Day;
  /** The day whose values decided it: its conditions are the reason. */
  readonly decided: Day;
}

/** The highest tier not above the held one whose `when` or `keep` holds: `k` in SCHEME.md. */
export function keptTier(held: number, { holds }: Facts): number {
  for (let tier = held; tier > 0; tier -= 1) if (holds[tier]) return tier;
  return 0;
}

/** A tier from its first day on: nothing is scheduled, nobody is warned; a freeze stays. */
export function begun(tier: number, began: Day, frozenUntil: Day | null): Held {
  return { tier, began, upgrade: null, downgrade: null, warnedFor: null, frozenUntil };
}
