import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AMOUNT_LIMIT, readAmount } from './read-amount.ts';
import { readMoment } from './read-moment.ts';

const fullWidth = (value: string) =>
  value.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** Major units of `minor` with so many decimals, exactly. */
function major(minor: bigint, decimals: number): string {
  const size = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const cut = size.length - decimals;
  return `${minor < 0n ? '-' : ''}${size.slice(0, cut)}${decimals === 0 ? '' : `.${size.slice(cut)}`}`;
}

const grouped = (value: string) => value.replace(/^(-?)(\d+)/, (_, sign, whole) => sign + groups(whole));
const groups = (whole: string) => whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
const european = (value: string) => value.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'));

const amountForms: readonly ((minor: bigint, decimals: number) => string)[] = [
  (minor, decimals) => major(minor, decimals),
  (minor, decimals) => grouped(major(minor, decimals)),
  (minor, decimals) => fullWidth(grouped(major(minor, decimals))),
  (minor, decimals) => `¥${grouped(major(minor, decimals))}元`,
  (minor, decimals) => `${major(minor, decimals)} CNY`,
  (minor, decimals) => major(minor, decimals).replace('-', '− ￥ '),
  (minor, decimals) => `="${major(minor, decimals)}"`,
  (minor, decimals) => `\u3000'${major(minor, decimals)}\t`,
  (minor, decimals) => `${major(minor, decimals + 4)}万元`,
  (minor, decimals) => `${major(minor, decimals + 8)}亿`,
  (minor, decimals) => `${minor}E-${decimals}`,
  (minor, decimals) => `${major(minor, decimals + 5)}e+5`,
  (minor, decimals) => major(minor, decimals).replace(/^-(.*)$/, '($1)'),
  (minor, decimals) => `${major(minor, decimals)}${decimals > 0 ? '000' : ''}`,
  (minor, decimals) => {
    const both = grouped(major(minor, decimals));
    return both.includes(',') && both.includes('.') ? european(both) : both;
  },
];

describe('what is written in any accepted form is read back the same (R005–R008)', () => {
  it('any amount', () => {
    const minor = fc.bigInt({ min: -AMOUNT_LIMIT, max: AMOUNT_LIMIT });
    const form = fc.integer({ min: 0, max: amountForms.length - 1 });
    fc.assert(
      fc.property(minor, fc.integer({ min: 0, max: 3 }), form, (value, decimals, index) => {
        const raw = amountForms[index]?.(value, decimals) ?? '';
        const reading = readAmount(raw, decimals);
        expect(reading).toMatchObject({ ok: true, value });
        expect(reading.ok && reading.tidied).not.toContain('rounded');
      }),
      { numRuns: 3000 },
    );
  });

  const names = 'Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec'.split(' ');
  type DayForm = (y: number, m: number, d: number, iso: string) => string;
  const dayForms: Record<string, DayForm> = {
    'ISO 8601': (_y, _m, _d, iso) => iso,
    slashes: (y, m, d) => `${y}/${m}/${d}`,
    'points and a time': (y, m, d) => `${y}.${m}.${d} 23:59`,
    'eight digits': (_y, _m, _d, iso) => iso.replaceAll('-', ''),
    Chinese: (y, m, d) => `${y}年${m}月${d}日`,
    'full width': (_y, _m, _d, iso) => fullWidth(iso),
    American: (y, m, d) => `${m}/${d}/${y}`,
    English: (y, m, d) => `${names[m - 1]} ${d}, ${y}`,
    British: (y, m, d) => `${d}-${names[m - 1]}-${y}`,
    'midnight before': (_y, _m, _d, iso) => `${iso}T00:00:00.000Z`,
  };

  it.each(Object.entries(dayForms))(
    'every day of 1900 to 2200 in the form: %s',
    (_name, form) => {
      const wrong: string[] = [];
      for (let at = Date.UTC(1900, 0, 1); at < Date.UTC(2201, 0, 1); at += 86_400_000) {
        const date = new Date(at);
        const iso = date.toISOString().slice(0, 10);
        const raw = form(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), iso);
        const reading = readMoment(raw, 'UTC', 'mdy');
        if (!reading.ok || reading.value?.day !== iso) wrong.push(raw);
      }
      expect(wrong).toEqual([]);
    },
    30_000,
  );

  it('every Excel day and any second of it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 20000, max: 79999 }),
        fc.integer({ min: 1, max: 86399 }),
        (day, second) => {
          const at = new Date(Date.UTC(1899, 11, 30 + day, 0, 0, second)).toISOString();
          expect(readMoment(`${day + second / 86400}`, 'UTC')).toMatchObject({
            value: { day: at.slice(0, 10), time: at.slice(11, 19) },
          });
        },
      ),
    );
  });
});
