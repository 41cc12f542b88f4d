import type { Day } from './calendar.ts';
import type { CustomerEvent } from './event.ts';

/** A customer who names another as having brought him (推荐). */
export interface Referral {
  /** The id of who brought him. */
  readonly referrer: string;
  /** His own. */
  readonly referred: string;
  readonly registeredDay: Day | null;
  /** The day of his first order that was ever paid. */
  readonly firstOrderDay: Day | null;
}

/**
 * Referrals as events of those who brought somebody, as of a day: on the day of the registration or, without one by then, of the
 * first order. Who has neither yet is brought by nobody yet, and nobody brings himself.
 */
export function referralEvents(referrals: readonly Referral[], asOf: Day): CustomerEvent[] {
  return referrals.flatMap(({ referrer, referred, registeredDay, firstOrderDay }) => {
    const by = (day: Day | null): Day | null => (day !== null && day <= asOf ? day : null);
    const day = by(registeredDay) ?? by(firstOrderDay);
    if (day === null || referrer === referred) return [];
    const nothing = { kind: null, aspect: null, product: null, rating: null, measure: null, quantity: null };
    return [
      {
        ...nothing,
        customer: referrer,
        source: 'referrals',
        day,
        text: referred,
        resolvedDay: firstOrderDay,
      },
    ];
  });
}
