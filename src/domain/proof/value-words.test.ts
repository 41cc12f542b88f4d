import { describe, expect, it } from 'vitest';
import { valuesOf, withRule } from '../../../test/support/scheme-in-test.ts';
import { fraction } from '../exact.ts';
import { proveRule } from './prove-rule.ts';

const gap = { metrics: { gap: { of: 'orders', take: 'average-gap-days' } } };

/** The value of a rule's one test, in zh and en. */
function said(when: object, num: bigint, den: bigint): [zh: string, en: string] {
  const [condition, scheme, tier] = withRule(when, gap);
  const lookup = valuesOf({ gap: fraction(num, den), refund_rate: fraction(num, den) });
  const proven = proveRule(condition, tier, scheme, lookup);
  if (proven.kind !== 'test') throw new Error('no test');
  return [proven.valueWords.zh, proven.valueWords.en];
}

describe('a value in a proof', () => {
  it.each<[string, object, bigint, bigint, string]>([
    ['has two decimals at most', { metric: 'gap', atMost: 5 }, 10n, 3n, '3.33'],
    [
      'has more where two would make it reach the threshold',
      { metric: 'gap', atLeast: 5 },
      4_999n,
      1_000n,
      '4.999',
    ],
    [
      'has more where two would make it not exceed it',
      { metric: 'gap', over: 5 },
      50_001n,
      10_000n,
      '5.0001',
    ],
    ['does so as a percentage', { metric: 'refund_rate', under: 0.2 }, 199_999n, 1_000_000n, '19.9999%'],
    ['has none where it needs none', { metric: 'refund_rate', under: 0.2 }, 1n, 5n, '20%'],
  ])('%s', (_, when, num, den, words) => {
    expect(said(when, num, den)).toEqual([words, words]);
  });
});
