import { expect, it } from 'vitest';
import { schemeOf } from '../../../test/support/scheme-in-test.ts';
import { yearlyCost } from './benefit-cost.ts';

const name = { zh: '权益', en: 'benefit' };

function costOf(...benefits: object[]) {
  const written = benefits.map((benefit, index) => ({ id: `b${index}`, kind: 'service', name, ...benefit }));
  return yearlyCost(schemeOf({}, { benefits: written }).tiers[1]?.benefits ?? [], 'CNY');
}

it('adds up what a year of benefits costs, exactly', () => {
  const cost = costOf(
    { cost: { per: 'month', amount: 30 } },
    { cost: { per: 'order', percent: 2.5 } },
    { cost: { per: 'month', percent: 1 } },
    { cost: { per: 'order', amount: 4.5 } },
    { cost: { per: 'use', amount: 200 }, limit: { times: 2, per: 'year' } },
    { cost: { per: 'use', amount: 1 }, limit: { times: 1, per: 'week' } },
    {},
  );
  // In thousandths of a fen: 12 · 30 + 2 · 200 + 52 · 1 yuan, 4.5 yuan an order, 35 thousandths of the spend.
  expect(cost).toEqual({ fixed: 81_200_000n, perOrder: 450_000n, ofSpend: 35n, den: 1000n, uncounted: [] });
});

it('names benefits whose cost nobody can tell, and knows when there is none', () => {
  const cost = costOf(
    { cost: { per: 'use', amount: 10 } },
    { cost: { per: 'use', percent: 10 }, limit: { times: 1, per: 'day' } },
  );
  expect(cost).toMatchObject({ fixed: 0n, perOrder: 0n, ofSpend: 0n, uncounted: [name, name] });
  expect(costOf({})).toBeNull();
});
