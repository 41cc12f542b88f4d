import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { readMoment } from './read-moment.ts';
import { read, reject } from './reading.ts';

describe('moments that say their zone are shown on the business’s clock (R005–R008)', () => {
  it.each([
    ['2024-05-01 09:58:12 +0000', 'Asia/Shanghai', '2024-05-01', '17:58:12'],
    ['2024-05-01T09:58:12Z', 'Asia/Shanghai', '2024-05-01', '17:58:12'],
    ['2024-05-01T09:58:12.345Z', 'Asia/Shanghai', '2024-05-01', '17:58:12'],
    ['2024-05-01 16:00 UTC', 'Asia/Shanghai', '2024-05-02', '00:00:00'],
    ['2024-05-01 15:59:59 GMT', 'Asia/Shanghai', '2024-05-01', '23:59:59'],
    ['2024-02-28T16:00:00Z', 'Asia/Shanghai', '2024-02-29', '00:00:00'],
    ['2023-12-31T20:00:00-04', 'Asia/Shanghai', '2024-01-01', '08:00:00'],
    ['2024-05-01T00:30:00+08:00', 'Asia/Shanghai', '2024-05-01', '00:30:00'],
    ['2024-05-01T00:30:00+08:00', 'America/New_York', '2024-04-30', '12:30:00'],
    ['2024-05-01T10:20-05:00', 'UTC', '2024-05-01', '15:20:00'],
    ['2024-05-01 10:20 UTC+8', 'UTC', '2024-05-01', '02:20:00'],
    ['2024-03-10T06:59:59Z', 'America/New_York', '2024-03-10', '01:59:59'],
    ['2024-03-10T07:00:00Z', 'America/New_York', '2024-03-10', '03:00:00'],
    ['2024-11-03T05:59:59Z', 'America/New_York', '2024-11-03', '01:59:59'],
    ['2024-11-03T06:00:00Z', 'America/New_York', '2024-11-03', '01:00:00'],
    ['2024-07-01T03:59:59Z', 'America/New_York', '2024-06-30', '23:59:59'],
    ['2024-01-01T04:59:59Z', 'America/New_York', '2023-12-31', '23:59:59'],
    ['1988-07-01T15:00:00Z', 'Asia/Shanghai', '1988-07-02', '00:00:00'],
    ['1988-12-01T15:00:00Z', 'Asia/Shanghai', '1988-12-01', '23:00:00'],
    ['Sun Nov 22 2026 10:20:30 GMT+0800 (中国标准时间)', 'UTC', '2026-11-22', '02:20:30'],
    ['Sun, 22 Nov 2026 10:20:30 +0530', 'UTC', '2026-11-22', '04:50:30'],
    ['2026-11-22 24:00:00Z', 'UTC', '2026-11-23', '00:00:00'],
  ])('%s in %s is %s %s', (raw, zone, day, time) => {
    expect(readMoment(raw, zone)).toEqual(read({ day, time }, ['date-form', 'time-zone']));
  });

  it.each([
    ['1700000000', '2023-11-15', '06:13:20'],
    ['1700000000123', '2023-11-15', '06:13:20'],
    ['1700000000.9', '2023-11-15', '06:13:20'],
  ])('unix time %s is %s %s in Shanghai', (raw, day, time) => {
    expect(readMoment(raw, 'Asia/Shanghai')).toEqual(read({ day, time }, ['unix-time']));
  });

  it.each([
    ['45983', '2025-11-22', null],
    ['45983.0', '2025-11-22', null],
    ['45983.4305', '2025-11-22', '10:19:55'],
    ['45983.430555555555', '2025-11-22', '10:20:00'],
    ['45983.999999', '2025-11-23', '00:00:00'],
    ['45983.000001', '2025-11-22', '00:00:00'],
    ['36585', '2000-02-29', null],
    ['20000', '1954-10-03', null],
    ['80000', '2119-01-11', null],
  ])('Excel’s day %s is %s %s', (raw, day, time) => {
    expect(readMoment(raw, 'Asia/Shanghai')).toEqual(read({ day, time }, ['excel-serial']));
  });

  it('numbers outside of what Excel’s days mean in a shop are refused', () => {
    expect(readMoment('19999', 'UTC')).toEqual(reject('date-unreadable'));
    expect(readMoment('80001', 'UTC')).toEqual(reject('date-unreadable'));
  });

  it('a local time that daylight saving skips stays as written', () => {
    expect(readMoment('2024-03-10 02:30', 'America/New_York')).toEqual(
      read({ day: '2024-03-10', time: '02:30:00' }),
    );
  });

  it('an instant whose local day leaves 1900 to 2200 is refused', () => {
    expect(readMoment('1900-01-01T00:00:00Z', 'America/New_York')).toEqual(reject('date-out-of-range'));
    expect(readMoment('2200-12-31T20:00:00Z', 'Asia/Shanghai')).toEqual(reject('date-out-of-range'));
  });

  it.each(['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca'])(
    'every 31st hour of 1985–1992 and 2024–2027 is what Temporal says in %s',
    (zone) => {
      const wrong: string[] = [];
      for (const [from, to] of [
        [1985, 1992],
        [2024, 2027],
      ] as const) {
        for (let at = Date.UTC(from, 0, 1); at < Date.UTC(to, 0, 1); at += 31 * 3_600_000) {
          const raw = new Date(at).toISOString();
          const local = Temporal.Instant.from(raw).toZonedDateTimeISO(zone).toPlainDateTime();
          const reading = readMoment(raw, zone);
          const shown = reading.ok && reading.value !== null && `${reading.value.day}T${reading.value.time}`;
          if (shown !== local.toString({ smallestUnit: 'second' })) wrong.push(raw);
        }
      }
      expect(wrong).toEqual([]);
    },
  );
});
