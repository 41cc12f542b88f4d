import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import {
  dueAt,
  dueDaysBetween,
  latestDue,
  nextRunAt,
  type Schedule,
} from '../../src/features/evaluations/schedule.ts';

const shanghai: Schedule = { dailyRunAt: '03:00', timeZone: 'Asia/Shanghai', since: 0, changes: new Set() };
const berlin: Schedule = { dailyRunAt: '02:30', timeZone: 'Europe/Berlin', since: 0, changes: new Set() };
const at = (moment: string): number => Date.parse(moment);
const iso = (moment: number): string => new Date(moment).toISOString();

describe('the daily run', () => {
  it('R015 falls due at the time of the business, wherever the machine is', () => {
    expect(iso(dueAt(shanghai, day('2026-01-15')))).toBe('2026-01-14T19:00:00.000Z');
    expect(latestDue(shanghai, at('2026-01-14T18:59:59Z'))).toBe('2026-01-14');
    expect(latestDue(shanghai, at('2026-01-14T19:00:00Z'))).toBe('2026-01-15');
    expect(iso(nextRunAt(shanghai, at('2026-01-14T18:59:59Z')))).toBe('2026-01-14T19:00:00.000Z');
    expect(iso(nextRunAt(shanghai, at('2026-01-14T19:00:00Z')))).toBe('2026-01-15T19:00:00.000Z');
  });

  it('R015 falls due once on the days when clocks are put forward or back', () => {
    // On 29 March 2026 there is no 02:30, on 25 October there are two.
    expect(iso(dueAt(berlin, day('2026-03-29')))).toBe('2026-03-29T01:30:00.000Z');
    expect(iso(dueAt(berlin, day('2026-10-25')))).toBe('2026-10-25T00:30:00.000Z');
    expect(latestDue(berlin, at('2026-10-25T01:30:00Z'))).toBe('2026-10-25');
    expect(iso(nextRunAt(berlin, at('2026-10-25T00:30:00Z')))).toBe('2026-10-26T01:30:00.000Z');
  });

  it('R015 falls due on 29 February too', () => {
    expect(latestDue(shanghai, at('2024-02-28T20:00:00Z'))).toBe('2024-02-29');
    expect(dueDaysBetween(shanghai, day('2024-02-27'), day('2024-03-02'))).toEqual([
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
    ]);
  });

  it('R017 was never due before there was a standard', () => {
    const since = at('2026-01-13T20:00:00Z');
    expect(latestDue({ ...shanghai, since }, at('2026-01-14T18:00:00Z'))).toBeNull();
    expect(latestDue({ ...shanghai, since }, at('2026-01-14T20:00:00Z'))).toBe('2026-01-15');
    expect(dueDaysBetween({ ...shanghai, since }, null, day('2026-01-17'))).toEqual([
      '2026-01-15',
      '2026-01-16',
    ]);
  });
});
