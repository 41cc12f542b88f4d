/** What an endpoint may be told of, in the order in which it is told of one customer. */
export const webhookEvents = [
  'order.received',
  'customer.changed',
  'tier.changed',
  'tier.will-change',
  'import.finished',
] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

/** Sent when somebody tries an endpoint. */
export const TEST_EVENT = 'test';

/** Something that an endpoint is to be told of. Never contact data: ids, tiers, days. */
export interface Happening {
  readonly event: WebhookEvent | typeof TEST_EVENT;
  /** Whose events keep their order; null where it is nobody's. */
  readonly customer: bigint | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly about: Readonly<Record<string, unknown>>;
}

/** The body that is sent, the same at every try: `{ type, timestamp, data }`. */
export function bodyOf({ event, at, about }: Happening): string {
  return JSON.stringify({ type: event, timestamp: new Date(at).toISOString(), data: about });
}
