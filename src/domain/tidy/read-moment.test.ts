import { describe, expect, it } from 'vitest';
import { readMoment } from './read-moment.ts';
import { type RejectReason, read, reject } from './reading.ts';

const zone = 'Asia/Shanghai';
const day = '2026-11-22';

describe('dates and times are read as people type and shops export them (R005–R008)', () => {
  it.each([
    ['2026-11-22', null],
    ['2026-11-22 10:20', '10:20:00'],
    ['2026-11-22T10:20:30', '10:20:30'],
    [' 2026-11-22 23:59:59 ', '23:59:59'],
  ])('%j is in canonical form', (raw, time) => {
    expect(readMoment(raw, zone)).toEqual(read({ day, time }));
  });

  it.each([
    ['2026/11/22', null],
    ['2026.11.22', null],
    ['20261122', null],
    ['20261122103000', '10:30:00'],
    ['202611221030', '10:30:00'],
    ['20261122T103000', '10:30:00'],
    ['2026/11/22 9:05', '09:05:00'],
    ['2026-11-22  10:20:30.123', '10:20:30'],
    ['2026-11-22 10:20:30,999', '10:20:30'],
    ['2026年11月22日', null],
    ['2026 年 11 月 22 日', null],
    ['2026年11月22号', null],
    ['2026年11月22', null],
    ['2026年11月22日 10:20', '10:20:00'],
    ['2026年11月22日10时20分', '10:20:00'],
    ['2026年11月22日10点20分30秒', '10:20:30'],
    ['2026年11月22日 10点', '10:00:00'],
    ['2026年11月22日下午3点半', '15:30:00'],
    ['2026年11月22日星期日 10:20', '10:20:00'],
    ['2026-11-22 星期日', null],
    ['2026-11-22(周日)', null],
    ['2026/11/22 周日 10:20', '10:20:00'],
    ['2026-11-22 上午 3:04', '03:04:00'],
    ['2026-11-22 下午3:04', '15:04:00'],
    ['2026-11-22 下午15:04', '15:04:00'],
    ['2026/11/22 上午12:30:00', '00:30:00'],
    ['2026-11-22 中午12:30', '12:30:00'],
    ['2026-11-22 晚上8:00', '20:00:00'],
    ['2026-11-22 12:30 AM', '00:30:00'],
    ['2026-11-22 12:30 pm', '12:30:00'],
    ['11/22/2026', null],
    ['22/11/2026', null],
    ['22.11.2026', null],
    ['11-22-2026', null],
    ['11/22/2026 3:04 PM', '15:04:00'],
    ['11/22/2026, 3:04:05\u202fPM', '15:04:05'],
    ['Nov 22, 2026', null],
    ['November 22nd, 2026 10:20', '10:20:00'],
    ['22 Nov 2026', null],
    ['22-Nov-2026', null],
    ['22 November 2026, 10:20', '10:20:00'],
    ['Sun Nov 22 2026 10:20:30', '10:20:30'],
    ['Sunday, November 22, 2026', null],
    ['2026-11-21 24:00:00', '00:00:00'],
    ['2026-11-21 24:00', '00:00:00'],
  ])('%j is that day', (raw, time) => {
    expect(readMoment(raw, zone)).toEqual(read({ day, time }, ['date-form']));
  });

  it.each([
    ['２０２６-11-22', null, ['full-width']],
    ['２０２６／１１／２２　１０：２０', '10:20:00', ['full-width', 'date-form']],
    ['\t2026-11-22', null, ['spaces']],
    ["'2026-11-22 10:20", '10:20:00', ['quotes']],
    ['="2026/11/22"', null, ['quotes', 'date-form']],
    ['2026–11–22', null, ['date-form']],
  ] as const)('%j is tidied first', (raw, time, tidied) => {
    expect(readMoment(raw, zone)).toEqual(read({ day, time }, tidied));
  });

  it.each([
    ['2026-1-2', '2026-01-02'],
    ['2026年1月2号', '2026-01-02'],
    ['5/5/2026', '2026-05-05'],
    ['2024/2/29', '2024-02-29'],
    ['29/2/2024', '2024-02-29'],
    ['2000-2-29', '2000-02-29'],
    ['1 Sept 2026', '2026-09-01'],
    ['1/May/2026', '2026-05-01'],
  ])('%j is %s', (raw, expected) => {
    expect(readMoment(raw, zone)).toEqual(read({ day: expected, time: null }, ['date-form']));
  });

  it('day and month are not guessed, but told apart where only one way is possible', () => {
    expect(readMoment('5/6/2026', zone)).toEqual(reject('date-ambiguous'));
    expect(readMoment('05.06.2026 10:20', zone)).toEqual(reject('date-ambiguous'));
    expect(readMoment('5/6/2026', zone, 'mdy')).toMatchObject({ value: { day: '2026-05-06' } });
    expect(readMoment('5/6/2026', zone, 'dmy')).toMatchObject({ value: { day: '2026-06-05' } });
    expect(readMoment('22/11/2026', zone, 'mdy')).toMatchObject({ value: { day } });
  });

  it.each(['', '  '])('%j is blank', (raw) => {
    expect(readMoment(raw, zone)).toEqual(read(null));
  });

  it.each(['-', '无', 'NaT', 'null', '0000-00-00', '0000-00-00 00:00:00', '0000/00/00', '0'])(
    '%j stands for blank',
    (raw) => {
      expect(readMoment(raw, zone)).toEqual(read(null, ['blank-mark']));
    },
  );

  const refused: Partial<Record<RejectReason, readonly string[]>> = {
    'date-two-digit-year': ['26-11-22', '11/22/26', '26年11月22日', '22-Nov-26', '1.2.26 10:20'],
    'date-impossible': [
      '2026-02-30',
      '2026-02-29',
      '1900-02-29',
      '2100/2/29',
      '2026-13-01',
      '2026-00-10',
      '2026-11-00',
      '20261301',
      '2026年2月30日',
      '31/31/2026',
      '30/2/2026',
      '2026-11-22 25:00',
      '2026-11-22 24:00:01',
      '2026-11-22 10:60',
      '2026-11-22 10:20:60',
      '2026-11-22 13:04 AM',
      '2026-11-22 晚上12点',
      '2026-11-22 10:20 +15:00',
    ],
    'date-out-of-range': ['1899-12-31', '2201-01-01', '9999-12-31', '0001-01-01', '2200-12-31 24:00'],
    'date-unreadable': [
      'yesterday',
      '2026-11',
      '11月22日',
      '10:20',
      '2026-11/22',
      '2026-11-2210:20',
      '2026-11-22 10',
      '2026-11-22 foo',
      '2026-11-22 10:20 CST',
      '2026-11-22 10:20 (foo)',
      '2026-11-22 10:20-11:00',
      '2026-11-22 10:20 - 11:00',
      '12345',
      '13800138000',
      '0912345678',
      '-1',
      '1.5',
      '2026-W47-7',
      'Marzo 5, 2026',
    ],
  };

  it.each(Object.entries(refused).flatMap(([reason, raws]) => raws.map((raw) => [raw, reason] as const)))(
    '%j is refused: %s',
    (raw, reason) => {
      expect(readMoment(raw, zone)).toEqual({ ok: false, reason });
    },
  );
});
