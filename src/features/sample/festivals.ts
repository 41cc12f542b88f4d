/** A season of buying around a day: `from` … `to` days off it. */
export interface Festival {
  /** Month and day, or the name of a lunar feast. */
  readonly on: string;
  readonly from: number;
  readonly to: number;
  /** Factor on the orders of the day itself; fades with the distance unless `flat`. */
  readonly peak: number;
  readonly flat?: true;
}

export const festivals: readonly Festival[] = [
  { on: '01-01', from: -1, to: 1, peak: 1.25 },
  { on: '春节', from: -24, to: -6, peak: 1.6, flat: true },
  { on: '春节', from: -2, to: 5, peak: 0.4, flat: true },
  { on: '02-14', from: -4, to: 0, peak: 1.5 },
  { on: '03-08', from: -5, to: 0, peak: 1.8 },
  { on: '05-01', from: 0, to: 3, peak: 1.25 },
  { on: '05-20', from: -3, to: 0, peak: 1.5 },
  { on: '06-18', from: -17, to: 1, peak: 3.6 },
  { on: '七夕', from: -5, to: 0, peak: 1.9 },
  { on: '中秋', from: -12, to: 0, peak: 1.9 },
  { on: '10-01', from: 0, to: 6, peak: 1.4 },
  { on: '11-11', from: -12, to: 0, peak: 6 },
  { on: '11-11', from: 1, to: 5, peak: 0.8, flat: true },
  { on: '12-12', from: -4, to: 0, peak: 2.6 },
];

/** Days of the great sales, on which people order from midnight on. */
export const saleDays: ReadonlySet<string> = new Set(['06-18', '11-11', '12-12']);

const years: Readonly<Record<string, readonly string[]>> = {
  春节: lunar(
    '02-19 02-08 01-28 02-16 02-05 01-25 02-12 02-01 01-22 02-10 01-29 02-17 02-06 01-26 02-13 02-03 01-23 02-11 01-31 02-19 02-08',
  ),
  七夕: lunar(
    '08-20 08-09 08-28 08-17 08-07 08-25 08-14 08-04 08-22 08-10 08-29 08-19 08-08 08-26 08-16 08-05 08-24 08-12 08-01 08-20 08-10',
  ),
  中秋: lunar(
    '09-27 09-15 10-04 09-24 09-13 10-01 09-21 09-10 09-29 09-17 10-06 09-25 09-15 10-03 09-22 09-12 10-01 09-19 09-08 09-27 09-16',
  ),
};

/** The festival's month and day in a year; lunar ones are known from 2015 to 2035. */
export function dateIn(year: number, on: string): string | undefined {
  const table = years[on];
  return table === undefined ? on : table[year - 2015];
}

function lunar(dates: string): readonly string[] {
  return dates.split(' ');
}
