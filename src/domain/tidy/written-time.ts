import type { RejectReason } from './reading.ts';

/** A time of day: seconds from midnight (86,400 for 24:00), and minutes east of UTC if it says so. */
interface WrittenTime {
  readonly seconds: number;
  readonly offset: number | null;
}

const part = String.raw`(?:(上午|早上|早晨|凌晨|下午|中午|晚上|[ap]\.?m\.?) ?)?`;
const colons = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?`;
const characters = String.raw`(\d{1,2}) ?[点點时時](?: ?(?:整|(半)|(\d{1,2})(?: ?分(?: ?(\d{1,2}) ?秒?)?)?))?`;
const after = String.raw`(?: ?([ap]\.?m\.?))?`;
const zone = String.raw`(?: ?(Z|UTC|GMT)| ?(?:UTC|GMT)? ?([+-]\d{1,2})(?::?(\d\d))?(?: \([^()]*\))?)?`;

const colonTime = new RegExp(`^(?:T|,? ?)${part}${colons}${after}${zone}$`, 'i');
const characterTime = new RegExp(`^,? ?${part}${characters}$`, 'i');

// 10:20-11:00 is a span; only after a T is it a time west of Greenwich.
const span = /^,? ?\d{1,2}:\d\d-\d{1,2}:\d\d$/;

/**
 * Reads what follows a day: ` 10:20`, `T10:20:30.123+08:00`, ` 3:04 PM`, `下午3点04分`. Fractions of a second are
 * cut off.
 */
export function parseWrittenTime(value: string): WrittenTime | RejectReason {
  if (span.test(value)) return 'date-unreadable';
  const byColons = colonTime.exec(value);
  if (byColons !== null) {
    const [, before, hour, minute, second, afterwards, utc, offsetHours, offsetMinutes] = byColons;
    if (before !== undefined && afterwards !== undefined) return 'date-unreadable';
    const seconds = secondsOf(before ?? afterwards, hour, minute, second);
    if (typeof seconds === 'string') return seconds;
    if (utc === undefined && offsetHours === undefined) return { seconds, offset: null };
    const offset = offsetOf(offsetHours ?? '+0', offsetMinutes ?? '0');
    return offset === null ? 'date-impossible' : { seconds, offset };
  }
  const byCharacters = characterTime.exec(value);
  if (byCharacters === null) return 'date-unreadable';
  const [, before, hour, half, minute, second] = byCharacters;
  const seconds = secondsOf(before, hour, half === undefined ? minute : '30', second);
  return typeof seconds === 'string' ? seconds : { seconds, offset: null };
}

function secondsOf(half: string | undefined, h?: string, m = '0', s = '0'): number | RejectReason {
  const hour = half === undefined ? Number(h) : hourOf(half.toLowerCase(), Number(h));
  if (hour === null) return 'date-impossible';
  const seconds = hour * 3600 + Number(m) * 60 + Number(s);
  return seconds > 86_400 || Number(m) > 59 || Number(s) > 59 ? 'date-impossible' : seconds;
}

/** The hour of 24; null where the words do not go with it, as in 晚上12点, which may be either midnight. */
function hourOf(half: string, hour: number): number | null {
  if (half === '中午') return hour === 11 || hour === 12 ? hour : hour === 1 || hour === 2 ? hour + 12 : null;
  if (half === '晚上' && hour % 12 < 5) return null;
  if (half === '下午' || half === '晚上' || half.startsWith('p')) {
    return hour < 12 ? hour + 12 : hour < 24 ? hour : null;
  }
  return hour > 12 ? null : hour % 12;
}

function offsetOf(hours: string, minutes: string): number | null {
  const size = Math.abs(Number(hours)) * 60 + Number(minutes);
  if (size > 14 * 60 || Number(minutes) > 59) return null;
  return hours.startsWith('-') ? -size : size;
}
