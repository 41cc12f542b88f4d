import type { CellValue } from 'hucre/xlsx';

const DAY = 86_400_000;

/**
 * A workbook cell as text: numbers as Excel shows them at full width (15 digits; whole ones that it has cut off
 * with an exponent, so that no two ids become one),
 * dates as `YYYY-MM-DD` with ` HH:MM:SS` when there is a time, in the workbook's own wall clock.
 */
export function cellText(value: CellValue, date1904: boolean): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return dateText(value, date1904);
}

/** Excel keeps 15 digits: a longer whole number has lost its end, and is shown as a CSV would show it. */
const LONGEST_EXACT = 1e15;

function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) >= LONGEST_EXACT && isRounded(value)) {
    return value.toExponential(5).replace('e', 'E');
  }
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(15));
  const text = String(rounded);
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (match === null) return text === '-0' ? '0' : text;
  const [, sign = '', first = '', rest = '', exponent = '0'] = match;
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${first}${rest}`;
  return `${sign}${first}${rest.padEnd(shift, '0')}`;
}

function isRounded(value: number): boolean {
  return !Number.isSafeInteger(value) || value % 10 === 0;
}

/** hucre puts the wall clock into the date's UTC fields. */
function dateText(date: Date, date1904: boolean): string {
  const time = date.getTime();
  if (Number.isNaN(time)) return '########';
  // A number such as 20240131 in a cell with a date format: Excel shows ####, the number is meant.
  if (date.getUTCFullYear() > 9999) return numberText(time / DAY + (date1904 ? 24_107 : 25_569));
  const iso = date.toISOString();
  const clock = iso.slice(11, 19);
  if (time < (date1904 ? Date.UTC(1904, 0, 2) : Date.UTC(1900, 0, 1))) return clock;
  return clock === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${clock}`;
}
