import { describe, expect, it } from 'vitest';
import { dayIn, endOfDay } from './days.ts';

describe('days in a time zone', () => {
  it.each([
    ['2026-01-31T15:59:59Z', 'Asia/Shanghai', '2026-01-31'],
    ['2026-01-31T16:00:00Z', 'Asia/Shanghai', '2026-02-01'],
    ['2026-02-01T04:59:59Z', 'America/New_York', '2026-01-31'],
  ])('%s in %s is on %s', (moment, timeZone, day) => {
    expect(dayIn(Date.parse(moment), timeZone)).toBe(day);
  });

  it.each([
    ['2026-01-31', 'Asia/Shanghai', '2026-01-31T15:59:59.999Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T21:59:59.999Z'],
    ['2026-03-28', 'Europe/Berlin', '2026-03-28T22:59:59.999Z'],
    ['2026-10-24', 'America/New_York', '2026-10-25T03:59:59.999Z'],
  ])('%s ends in %s at %s', (day, timeZone, end) => {
    expect(endOfDay(day, timeZone)).toBe(end);
  });
});
