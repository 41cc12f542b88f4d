import { describe, expect, it } from 'vitest';
import { readCurrency } from './read-currency.ts';
import { read, reject } from './reading.ts';

describe('currencies are named by their ISO 4217 code (R005–R008)', () => {
  it.each(['CNY', 'USD', 'JPY', 'KWD'])('%s is itself', (code) => {
    expect(readCurrency(` ${code}`)).toEqual(read(code));
  });

  it.each([
    ['cny', 'CNY'],
    ['RMB', 'CNY'],
    ['人民币', 'CNY'],
    ['¥', 'CNY'],
    ['￥', 'CNY'],
    ['元', 'CNY'],
    ['US$', 'USD'],
    ['$', 'USD'],
    ['ＵＳＤ', 'USD'],
    ['港币', 'HKD'],
    ['€', 'EUR'],
    ['日元', 'JPY'],
  ])('%j means %s', (raw, code) => {
    expect(readCurrency(raw)).toEqual(read(code, ['currency-word']));
  });

  it('blank and its marks are none', () => {
    expect(readCurrency('')).toEqual(read(null));
    expect(readCurrency('N/A')).toEqual(read(null, ['blank-mark']));
  });

  it.each(['XXX', 'DEM', '积分', 'constructor', 'C N Y'])('%j is no currency in use', (raw) => {
    expect(readCurrency(raw)).toEqual(reject('currency-unknown'));
  });
});
