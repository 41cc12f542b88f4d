import type { Day } from './calendar.ts';

/** Where events come from: each is a source of its own for metrics and imports. */
export const eventSources = ['reviews', 'complaints', 'service', 'visits', 'usage'] as const;
export type EventSource = (typeof eventSources)[number];

export function isEventSource(of: string): of is EventSource {
  return (eventSources as readonly string[]).includes(of);
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
  readonly text: string | null;
  /** What `quantity` measures, such as minutes, GB or nights. */
  readonly measure: string | null;
  /** In millionths. */
  readonly quantity: bigint | null;
  /** The day it was dealt with; null while it is open. */
  readonly resolvedDay: Day | null;
}
