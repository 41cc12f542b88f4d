import { dayOf } from '../../domain/calendar.ts';
import type { PointKind } from '../../domain/points.ts';

interface EnteredPoints {
  readonly externalId: string;
  readonly kind: Exclude<PointKind, 'expired'>;
  /** As written. */
  readonly points: string | number;
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly timeZone: string;
}

/** Points entered by us, as the event that somebody would send. */
export function pointsEvent({ externalId, kind, points, reason, at, timeZone }: EnteredPoints) {
  const time = new Intl.DateTimeFormat('sv-SE', { timeStyle: 'medium', timeZone }).format(new Date(at));
  return {
    ...{ source: 'points', customerId: externalId, kind, quantity: points, text: reason },
    at: `${dayOf(at, timeZone)} ${time}`,
  };
}
