import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valuesOf, withRule } from '../../../test/support/scheme-in-test.ts';
import { formatMoney } from '../currency.ts';
import { holds, type Value } from '../evaluate/value.ts';
import { fraction } from '../exact.ts';
import { moneyWriter } from './amount-words.ts';
import { describeCondition } from './describe-condition.ts';
import { missingFor } from './missing.ts';

const metrics = {
  spend_12m: { of: 'orders', take: 'sum', window: { last: 12, unit: 'month' } },
  quantity: { of: 'orders', take: 'sum', what: 'quantity' },
  gap: { of: 'orders', take: 'average-gap-days' },
  score: { score: [{ metric: 'spend', weight: 0.5, steps: [[100, 5]] }] },
  top: { 'top-share-of': 'spend' },
};

const amount = fc.constantFrom(-1, 0, 1, 2.5, 3);
const bounds = fc.constantFrom('atLeast', 'over', 'atMost', 'under', 'is', 'isNot');
const numbers = fc.constantFrom('spend', 'orders', 'average_order', 'refund_rate', ...Object.keys(metrics));
const bounded = fc
  .tuple(numbers, fc.uniqueArray(fc.tuple(bounds, amount), { minLength: 1, maxLength: 2 }))
  .map(([metric, bounds]) => ({ metric, ...Object.fromEntries(bounds) }));
const tests = fc.oneof(
  { weight: 6, arbitrary: bounded },
  fc.tuple(numbers, fc.boolean()).map(([metric, isEmpty]) => ({ metric, isEmpty })),
  fc
    .tuple(
      fc.constantFrom('before', 'after', 'atLeast', 'atMost'),
      fc.constantFrom('2025-01-01', '2025-06-30'),
    )
    .map(([op, day]) => ({ metric: 'last_order', [op]: day })),
  fc.constantFrom<object>(
    { field: 'region', in: ['华东', '华南'] },
    { field: 'region', isNot: '华东' },
    { field: 'region', contains: '华' },
    { field: 'phone', is: '138' },
  ),
);
const { rule } = fc.letrec<{ rule: object }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tests,
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('rule').map((not) => ({ not })),
  ),
}));

/** Values on the steps their metrics come in (minor units, whole numbers, any fraction), near the bounds. */
const steps: Readonly<Record<string, number>> = {
  spend: 100,
  spend_12m: 100,
  average_order: 100,
  orders: 1,
  quantity: 2,
  score: 10,
  gap: 3,
  top: 7,
  refund_rate: 9,
};
const near = (den: number): fc.Arbitrary<Value> =>
  fc
    .tuple(amount, fc.integer({ min: -1, max: 1 }))
    .map(([bound, step]) => fraction(BigInt(Math.floor(bound * den) + step), BigInt(den)));
const values: fc.Arbitrary<Record<string, Value>> = fc.record({
  ...Object.fromEntries(Object.entries(steps).map(([id, den]) => [id, fc.option(near(den))])),
  last_order: fc.constantFrom(null, '2024-12-31', '2025-01-01', '2025-03-01', '2025-06-30'),
  region: fc.constantFrom(null, '华东', '西北'),
  phone: fc.constantFrom(null, '138', '139'),
});

describe('what is missing agrees with the rule (R023)', () => {
  it('nothing is missing exactly when the rule holds', () => {
    fc.assert(
      fc.property(rule, values, (when, given) => {
        const [condition, scheme, tier] = withRule(when, { metrics });
        const lookup = valuesOf(given);
        const { zh, en } = missingFor(tier, scheme, lookup);
        expect([zh === '', en === '']).toEqual([holds(condition, lookup), holds(condition, lookup)]);
        const said = describeCondition(condition, scheme);
        expect([zh, en, said.zh, said.en].join()).not.toMatch(/undefined|NaN|null|\[object/);
      }),
      { numRuns: 1000 },
    );
  });

  it('the amount it names is enough, and one unit less is not', () => {
    fc.assert(
      fc.property(fc.constantFrom('atLeast', 'over'), fc.nat(50), fc.nat(5000), (op, threshold, minor) => {
        const [condition, scheme, tier] = withRule({ metric: 'spend', [op]: threshold });
        const spent = (units: bigint) => valuesOf({ spend: fraction(units, 100n) });
        const { en } = missingFor(tier, scheme, spent(BigInt(minor)));
        if (en === '') return;
        const [, whole = '', part = ''] = /^spend ¥(\d+)(?:\.(\d\d))? more$/.exec(en) ?? [];
        const after = BigInt(minor) + BigInt(`${whole}${part.padEnd(2, '0')}`);
        expect([holds(condition, spent(after)), holds(condition, spent(after - 1n))]).toEqual([true, false]);
      }),
    );
  });

  it('money is written as everywhere else', () => {
    const currencies = fc.constantFrom('CNY', 'JPY', 'USD', 'BHD');
    const minor = fc.oneof(fc.bigInt(-10n, 2_000_000n), fc.bigInt(0n, 10n ** 20n));
    fc.assert(
      fc.property(currencies, minor, (currency, units) => {
        expect(moneyWriter(currency)(units)).toBe(formatMoney(units, currency));
      }),
    );
  });
});
