import { Temporal } from 'temporal-polyfill';
import { dayOfNumber } from './calendar.ts';
import type { NumberedDay } from './date-number.ts';

/** What the clocks of a zone (a valid IANA name) show at an instant given in milliseconds from 1970. */
export function localClock(instant: number, zone: string): NumberedDay & { readonly seconds: number } {
  const local = Math.floor((instant + offsetAt(instant, zone)) / 1000);
  const day = Math.floor(local / 86_400);
  return { day: dayOfNumber(day), seconds: local - day * 86_400 };
}

/** A stretch of time without a change of clocks; all in milliseconds, `to` excluded. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

// Asking Temporal for every row takes 20 µs, asking once per stretch makes a million rows a second possible.
const known = new Map<string, Stretch[]>();

function offsetAt(instant: number, zone: string): number {
  const stretches = known.get(zone) ?? [];
  const found = stretches.find(({ from, to }) => from <= instant && instant < to);
  if (found !== undefined) return found.offset;
  const stretch = stretchAt(instant, zone);
  known.set(zone, [...stretches, stretch]);
  return stretch.offset;
}

function stretchAt(instant: number, zone: string): Stretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const before = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const after = moment.getTimeZoneTransition('next');
  return {
    from: before?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: after?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: moment.offsetNanoseconds / 1e6,
  };
}
