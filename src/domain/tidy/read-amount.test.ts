import { describe, expect, it } from 'vitest';
import { AMOUNT_LIMIT, readAmount, readQuantity } from './read-amount.ts';
import { read, reject } from './reading.ts';

describe('amounts of money are read exactly, in minor units (R005–R008)', () => {
  it.each([
    ['0', 0n, []],
    ['12', 1200n, []],
    ['12.5', 1250n, []],
    ['-12.50', -1250n, []],
    ['-0.05', -5n, []],
    ['-0', 0n, []],
    ['007', 700n, []],
    ['  12.50 ', 1250n, []],
    ['12.5000', 1250n, []],
    ['1,234.56', 123456n, ['thousands']],
    ['1,234', 123400n, ['thousands']],
    ['1，234，567.8', 123456780n, ['full-width', 'thousands']],
    ['1.234,56', 123456n, ['thousands', 'decimal-comma']],
    ['1.234.567,8', 123456780n, ['thousands', 'decimal-comma']],
    ['¥12', 1200n, ['currency-sign']],
    ['￥ 12', 1200n, ['spaces', 'currency-sign']],
    ['＄12', 1200n, ['full-width', 'currency-sign']],
    ['€12.50', 1250n, ['currency-sign']],
    ['£12', 1200n, ['currency-sign']],
    ['CNY 12', 1200n, ['spaces', 'currency-sign']],
    ['12rmb', 1200n, ['currency-sign']],
    ['12 USD', 1200n, ['spaces', 'currency-sign']],
    ['12EUR', 1200n, ['currency-sign']],
    ['12元', 1200n, ['currency-sign']],
    ['¥12.00元', 1200n, ['currency-sign']],
    ['5块', 500n, ['currency-sign']],
    ['5圆', 500n, ['currency-sign']],
    ['1.2万', 1200000n, ['unit-wan']],
    ['3万元', 3000000n, ['unit-wan', 'currency-sign']],
    ['¥1,200万', 1200000000n, ['thousands', 'unit-wan', 'currency-sign']],
    ['2百万', 200000000n, ['unit-wan']],
    ['1.5亿', 15000000000n, ['unit-yi']],
    ['2千', 200000n, ['unit-qian']],
    ['1.23456789万', 1234568n, ['unit-wan', 'rounded']],
    ['１２．５０', 1250n, ['full-width']],
    ['－１２。５', -1250n, ['full-width']],
    ['−12', -1200n, ['minus-sign']],
    ['(1,234.50)', -123450n, ['accounting-negative', 'thousands']],
    ['（¥12元）', -1200n, ['full-width', 'accounting-negative', 'currency-sign']],
    ['$(12.50)', -1250n, ['accounting-negative', 'currency-sign']],
    ['+5', 500n, ['number-form']],
    ['- ¥ 5', -500n, ['spaces', 'currency-sign']],
    ['¥-5', -500n, ['currency-sign']],
    ['.5', 50n, ['number-form']],
    ['5.', 500n, ['number-form']],
    ["'12.5", 1250n, ['quotes']],
    ['="12.5"', 1250n, ['quotes']],
    ['\t12.5', 1250n, ['spaces']],
    ['1.5E3', 150000n, ['exponent']],
    ['1e-2', 1n, ['exponent']],
    ['1.13686837721616E-13', 0n, ['exponent', 'rounded']],
    ['0E9999', 0n, ['exponent']],
    ['1E-9999', 0n, ['exponent', 'rounded']],
  ] as const)('%j is %s minor units', (raw, value, tidied) => {
    expect(readAmount(raw, 2)).toEqual(read(value, tidied));
  });

  it.each([
    ['0.004', 2, 0n],
    ['0.005', 2, 1n],
    ['-0.005', 2, -1n],
    ['1.005', 2, 101n],
    ['2.675', 2, 268n],
    ['-2.674999999999999999999', 2, -267n],
    ['0.0000000000000000005', 2, 0n],
    ['0.5', 0, 1n],
    ['-1.5', 0, -2n],
    ['0.0625', 3, 63n],
  ])('%s with %d decimals is rounded half away from zero, and says so', (raw, decimals, value) => {
    expect(readAmount(raw, decimals)).toEqual(read(value, ['rounded']));
  });

  it.each(['', '  '])('%j is blank', (raw) => {
    expect(readAmount(raw, 2)).toEqual(read(null));
  });

  it.each(['-', '--', '—', '－', '/', '无', 'N/A', '#N/A', 'null', 'NULL', 'NaN', '\\N'])(
    '%j stands for blank',
    (raw) => {
      expect(readAmount(raw, 2)).toEqual(read(null, ['blank-mark']));
    },
  );

  it.each(['1,5', '12,50', '1，5', '0,123', '1,5万', '1234,567'])('%j could be two amounts', (raw) => {
    expect(readAmount(raw, 2)).toEqual(reject('amount-ambiguous'));
  });

  it.each(
    '1,23.4 1,234,56 12.34,56 1.234.567 1.2.3 abc ¥ . , ( () 1-2 12- --5 +-5 (-5) (5 5) ((5)) 12abc $12元€ €12元 1万2 12元5角 1.5k 5² ½ Ⅷ ١٢ 1_000 0x1F 1E Infinity 1E+ #VALUE! =1+1 约12元 Rs.500 12;5 2026-11-22 12:30'
      .split(' ')
      .concat('1 234.56', '12 34', '1.5 E3'),
  )('%j is no amount', (raw) => {
    expect(readAmount(raw, 2)).toEqual(reject('amount-unreadable'));
  });

  it.each(['5%', '5 ％', '-5‰'])('%j is a percentage', (raw) => {
    expect(readAmount(raw, 2)).toEqual(reject('amount-percent'));
  });

  it.each([
    ['100000000000', AMOUNT_LIMIT],
    ['-1000亿', -AMOUNT_LIMIT],
    ['100000000000.004', AMOUNT_LIMIT],
    ['100000000000.01', null],
    ['100000000000.005', null],
    ['-99999999999999999999999999', null],
    ['1E99', null],
    ['9999亿', null],
  ])('%j is kept up to ten thousand thousand million minor units', (raw, value) => {
    const reading = readAmount(raw, 2);
    expect(reading.ok ? reading.value : reading.reason).toBe(value ?? 'amount-too-large');
  });

  it.each([
    ['$12', 'USD', true],
    ['$12', 'HKD', true],
    ['$12', 'CNY', false],
    ['¥12', 'JPY', true],
    ['¥12', 'EUR', false],
    ['12元', 'CNY', true],
    ['12 SEK', 'SEK', true],
    ['12', 'CNY', true],
  ])('%j beside a standard in %s: %s', (raw, currency, fits) => {
    const reading = readAmount(raw, 2, currency);
    if (fits) expect(reading.ok && reading.value).toBe(1200n);
    else expect(reading).toEqual(reject('currency-other'));
  });
});

describe('amounts with decimal commas (R005–R008)', () => {
  const withCommas = (raw: string) => readAmount(raw, 2, 'EUR', 'comma');

  it.each([
    ['1234,56', 123456n, ['decimal-comma']],
    ['12,5', 1250n, ['decimal-comma']],
    ['0,123', 12n, ['decimal-comma', 'rounded']],
    ['1234,567', 123457n, ['decimal-comma', 'rounded']],
    ['1.234', 123400n, ['thousands']],
    ['1.234.567', 123456700n, ['thousands']],
    ['1.234,56', 123456n, ['thousands', 'decimal-comma']],
    ['1,234.56', 123456n, ['thousands']],
    ['-1.234,5 €', -123450n, ['spaces', 'thousands', 'decimal-comma', 'currency-sign']],
    ['1234', 123400n, []],
  ] as const)('%j is %s minor units', (raw, value, tidied) => {
    expect(withCommas(raw)).toEqual(read(value, tidied));
  });

  it.each(['1,234', '12,345', '1234.5', '1.5'])('%j could be two amounts', (raw) => {
    expect(withCommas(raw)).toEqual(reject('amount-ambiguous'));
  });

  it('a unit price and a quantity may well have three decimals', () => {
    expect(readAmount('1,234', 6, 'EUR', 'comma')).toMatchObject({ ok: true, value: 1_234_000n });
    expect(readQuantity('1,250 kg', 'comma')).toMatchObject({ ok: true, value: 1_250_000n });
    expect(readQuantity('1.250', 'comma')).toMatchObject({ ok: true, value: 1_250_000_000n });
  });

  it.each(['1.234', '1,234', '12.345', '1,5'])(
    '%j could be two amounts where nobody knows the sign',
    (raw) => {
      expect(readAmount(raw, 2, 'EUR', 'unclear')).toEqual(reject('amount-ambiguous'));
    },
  );

  it.each([
    ['1.234,56', 123456n],
    ['1,234.56', 123456n],
    ['1234.5', 123450n],
    ['0.123', 12n],
    ['1,234,567', 123456700n],
    ['12', 1200n],
  ])('%j is %s minor units whatever the sign', (raw, value) => {
    expect(readAmount(raw, 2, 'EUR', 'unclear')).toMatchObject({ ok: true, value });
  });
});
