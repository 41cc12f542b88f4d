import { expect, it } from 'vitest';
import { numberHint, plainNumber } from './number-hint.ts';

it.each([
  ['10万', '100000'],
  ['1.2万', '12000'],
  ['1,000', '1000'],
  ['1，000', '1000'],
  ['¥1000', '1000'],
  ['￥1,234.50', '1234.5'],
  ['1000元', '1000'],
  ['1万元', '10000'],
  ['１０００', '1000'],
  ['３０天', '30'],
  ['12个月', '12'],
  ['$5', '5'],
  ['1000', '1000'],
  [' 1000 ', '1000'],
  ['-5', '-5'],
  ['0.50', '0.5'],
  ['1亿', '100000000'],
  ['0', '0'],
])('R009 works out that %s is %s', (written, plain) => {
  expect(plainNumber(written)).toBe(plain);
  expect(numberHint(written)).toEqual({ zh: `：请写 ${plain}`, en: `: write ${plain}` });
});

it.each([
  '',
  'soon',
  '5%',
  '1,5',
  '10多万',
  'A100',
  '2026-01-01',
  '1e99',
  '9'.repeat(20),
  '1'.repeat(999),
  'x'.repeat(50_000),
  null,
  undefined,
  true,
  1e300,
  [1000],
])('R009 offers no number for %j', (written) => {
  expect(numberHint(written)).toEqual({ zh: '', en: '' });
});
