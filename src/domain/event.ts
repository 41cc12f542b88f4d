import type { Day } from './calendar.ts';

/** What is recorded as events: each is a source of its own for metrics and imports. */
export const recordedSources = ['reviews', 'complaints', 'service', 'visits', 'usage', 'points'] as const;
export type RecordedSource = (typeof recordedSources)[number];

/** Where events come from: also referrals, which follow from whom the customers name as having brought them. */
export const eventSources = [...recordedSources, 'referrals'] as const;
export type EventSource = (typeof eventSources)[number];

export function isEventSource(of: string): of is EventSource {
  return (eventSources as readonly string[]).includes(of);
}

export function isRecordedSource(of: string): of is RecordedSource {
  return (recordedSources as readonly string[]).includes(of);
}

/** What a customer did or was given beside purchases (互动事件). Days are in the business's time zone. */
export interface CustomerEvent {
  readonly customer: string;
  readonly source: EventSource;
  readonly day: Day;
  readonly kind: string | null;
  readonly aspect: string | null;
  readonly product: string | null;
  /** In millionths, as quantities are. */
  readonly rating: bigint | null;
  /** Of a referral the id of who was brought. */
  readonly text: string | null;
  /** What `quantity` measures, such as minutes, GB or nights. */
  readonly measure: string | null;
  /** In millionths. Of points how many came, below 0 where they went. */
  readonly quantity: bigint | null;
  /** The day it was dealt with; null while it is open. Of a referral the day of the first order of who was brought. */
  readonly resolvedDay: Day | null;
}
