import { hashed, placed, SEPARATOR } from './order-identity.ts';
import type { ReadEvent } from './written-event.ts';

/** An event with what the register knows it by, the same as when a file with it is imported. */
export interface NamedEvent {
  readonly event: ReadEvent;
  readonly id: bigint;
}

/**
 * Names the events of one request: by all that they say but when they were resolved, which may come later, and by how
 * often the same was said before in the request.
 */
export function identifyEvents(events: readonly ReadEvent[]): NamedEvent[] {
  const said = new Map<string, number>();
  return events.map((event) => {
    const { source, customer, at, kind, aspect, product, rating, text, measure, quantity } = event;
    const what = [kind, aspect, product, rating, text, measure, quantity];
    const same = placed([source, customer, at.day, at.time, ...what]);
    const occurrence = (said.get(same) ?? 0) + 1;
    said.set(same, occurrence);
    return { event, id: hashed(`${same}${SEPARATOR}${occurrence}`) };
  });
}
