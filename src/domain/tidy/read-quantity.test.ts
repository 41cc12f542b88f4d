import { describe, expect, it } from 'vitest';
import { QUANTITY_SCALE } from '../order.ts';
import { QUANTITY_LIMIT, readQuantity } from './read-amount.ts';
import { read, reject } from './reading.ts';

const one = 10n ** BigInt(QUANTITY_SCALE);

describe('quantities are read exactly, in millionths (R005–R008)', () => {
  it.each([
    ['3', 3n * one, []],
    ['0.5', one / 2n, []],
    ['-2', -2n * one, []],
    ['0.0000005', 1n, ['rounded']],
    ['1,000', 1000n * one, ['thousands']],
    ['３', 3n * one, ['full-width']],
    ['3件', 3n * one, ['unit']],
    ['2 瓶', 2n * one, ['spaces', 'unit']],
    ['3块', 3n * one, ['unit']],
    ['1.5kg', (3n * one) / 2n, ['unit']],
    ['3cup', 3n * one, ['unit']],
    ['1.5E3 kg', 1500n * one, ['spaces', 'exponent', 'unit']],
    ['500兆', 500n * one, ['unit']],
    ['120分钟', 120n * one, ['unit']],
    ['1.2万件', 12000n * one, ['unit-wan', 'unit']],
    ['3千件', 3000n * one, ['unit-qian', 'unit']],
    ['3千克', 3n * one, ['unit']],
    ['3千瓦时', 3n * one, ['unit']],
    ['2千米', 2n * one, ['unit']],
  ] as const)('%j is %s millionths', (raw, value, tidied) => {
    expect(readQuantity(raw)).toEqual(read(value, tidied));
  });

  it.each(['', ' '])('%j is blank', (raw) => {
    expect(readQuantity(raw)).toEqual(read(null));
  });

  it.each([
    '3百件',
    '3十',
    '5多件',
    '2个半',
    '12元',
    '12港币',
    '12 RMB',
    '¥12',
    'x3',
    '3pieces',
    '3件2',
    '1/2',
  ])('%j is no quantity', (raw) => {
    expect(readQuantity(raw)).toEqual(reject('amount-unreadable'));
  });

  it('keeps a thousand million pieces and refuses more', () => {
    expect(readQuantity('10亿')).toEqual(read(QUANTITY_LIMIT, ['unit-yi']));
    expect(readQuantity('1000000000.000001')).toEqual(reject('amount-too-large'));
  });
});
