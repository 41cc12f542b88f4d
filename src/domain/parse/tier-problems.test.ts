import { describe } from 'vitest';
import { refusedWhen, schemeWith, schemeWithRule } from '../../../test/support/cast.ts';

const base = { id: 'base', name: 'base' };
const benefit = { id: 'x', kind: 'gift', name: 'x' };
const withPolicy = (policy: unknown) => schemeWith({ policy });
const withBenefit = (...benefits: unknown[]) => schemeWith({ tiers: [{ ...base, benefits }] });

describe('tiers are refused when (R009–R014)', () => {
  refusedWhen([
    ['they are missing', { tierbook: 1, id: 'a', name: 'a' }, 'tiers no-tiers'],
    ['there are none', schemeWith({ tiers: [] }), 'tiers no-tiers'],
    ['they are no list', schemeWith({ tiers: {} }), 'tiers not-a-list', 'tiers no-tiers'],
    ['one is nothing', schemeWith({ tiers: [base, null] }), 'tiers[1] not-a-mapping'],
    [
      'the first has a when',
      schemeWith({ tiers: [{ ...base, when: { metric: 'spend', over: 1 } }] }),
      'tiers[0].when base-tier-rule',
    ],
    [
      'the first has a keep',
      schemeWith({ tiers: [{ ...base, keep: { metric: 'spend', over: 1 } }] }),
      'tiers[0].keep base-tier-rule',
    ],
    [
      'the first has both',
      schemeWith({
        tiers: [{ ...base, when: { metric: 'spend', over: 1 }, keep: { metric: 'spend', over: 0 } }],
      }),
      'tiers[0].when base-tier-rule',
      'tiers[0].keep base-tier-rule',
    ],
    ['another has no when', schemeWith({ tiers: [base, { id: 'b', name: 'b' }] }), 'tiers[1] no-when'],
    [
      'another has only a keep',
      schemeWith({ tiers: [base, { id: 'b', name: 'b', keep: { metric: 'spend', over: 1 } }] }),
      'tiers[1] no-when',
    ],
    [
      'two have one id',
      schemeWith({ tiers: [base, { ...base, when: { metric: 'spend', over: 1 } }] }),
      'tiers[1] repeated-id',
    ],
    ['one has no id and no name', schemeWith({ tiers: [{}] }), 'tiers[0] no-id', 'tiers[0] no-name'],
    ['a key is unknown', schemeWith({ tiers: [{ ...base, color: 'red' }] }), 'tiers[0].color unknown-key'],
    ['a rule is nothing', schemeWithRule(null), 'tiers[1].when not-a-mapping'],
    [
      'a keep is wrong',
      schemeWith({
        tiers: [
          base,
          { id: 'b', name: 'b', when: { metric: 'spend', over: 1 }, keep: { metric: 'spend', over: '1' } },
        ],
      }),
      'tiers[1].keep.over not-a-number',
    ],
  ]);
});

describe('benefits are refused when (R009–R014)', () => {
  refusedWhen([
    ['they are no list', schemeWith({ tiers: [{ ...base, benefits: {} }] }), 'tiers[0].benefits not-a-list'],
    ['one has no id', withBenefit({ kind: 'gift', name: 'x' }), 'tiers[0].benefits[0] benefit'],
    [
      'the kind is unknown',
      withBenefit({ ...benefit, kind: 'gifts' }),
      'tiers[0].benefits[0].kind unknown-choice',
    ],
    [
      'the value is a text',
      withBenefit({ ...benefit, value: '8折' }),
      'tiers[0].benefits[0].value not-a-number',
    ],
    [
      'a cost has no per',
      withBenefit({ ...benefit, cost: { amount: 3 } }),
      'tiers[0].benefits[0].cost benefit-cost',
    ],
    [
      'a cost has amount and percent',
      withBenefit({ ...benefit, cost: { per: 'use', amount: 3, percent: 3 } }),
      'tiers[0].benefits[0].cost benefit-cost',
    ],
    [
      'a cost is per something else',
      withBenefit({ ...benefit, cost: { per: 'day', amount: 3 } }),
      'tiers[0].benefits[0].cost.per unknown-choice',
      'tiers[0].benefits[0].cost benefit-cost',
    ],
    [
      'a cost has more decimals than the currency',
      withBenefit({ ...benefit, cost: { per: 'use', amount: 0.005 } }),
      'tiers[0].benefits[0].cost.amount money-decimals',
    ],
    [
      'a limit has no times',
      withBenefit({ ...benefit, limit: { per: 'year' } }),
      'tiers[0].benefits[0].limit benefit-limit',
    ],
    [
      'a limit is 0 times',
      withBenefit({ ...benefit, limit: { times: 0, per: 'year' } }),
      'tiers[0].benefits[0].limit.times not-a-whole-number',
    ],
    [
      'a validity is negative',
      withBenefit({ ...benefit, validity: { days: -1 } }),
      'tiers[0].benefits[0].validity.days not-a-whole-number',
    ],
    [
      'several things are wrong with one',
      withBenefit({ kind: 'gifts', cost: { per: 'use', amount: '3' }, limit: { times: 1.5, per: 'year' } }),
      'tiers[0].benefits[0] benefit',
      'tiers[0].benefits[0].kind unknown-choice',
      'tiers[0].benefits[0].cost.amount not-a-number',
      'tiers[0].benefits[0].limit.times not-a-whole-number',
    ],
  ]);
});

describe('a policy is refused when (R018)', () => {
  refusedWhen([
    ['upgrade is anniversary', withPolicy({ upgrade: 'anniversary' }), 'policy.upgrade unknown-choice'],
    ['downgrade is unknown', withPolicy({ downgrade: 'later' }), 'policy.downgrade unknown-choice'],
    ['an upgrade at period-end has no period', withPolicy({ upgrade: 'period-end' }), 'policy no-period'],
    ['a downgrade at period-end has no period', withPolicy({ downgrade: 'period-end' }), 'policy no-period'],
    [
      'the period is no calendar period',
      withPolicy({ period: { calendar: 'week' } }),
      'policy.period.calendar unknown-choice',
    ],
    ['the period is empty', withPolicy({ period: {} }), 'policy.period no-period'],
    ['steps are two', withPolicy({ steps: 2 }), 'policy.steps unknown-choice'],
    [
      'validity is in days',
      withPolicy({ validity: { days: 30 } }),
      'policy.validity.days unknown-key',
      'policy.validity no-length',
    ],
    [
      'validity is no whole number',
      withPolicy({ validity: { months: 1.5 } }),
      'policy.validity.months not-a-whole-number',
    ],
    ['grace is negative', withPolicy({ grace: { days: -1 } }), 'policy.grace.days not-a-whole-number'],
    ['warn is a number', withPolicy({ warn: 30 }), 'policy.warn not-a-mapping', 'policy.warn no-length'],
    ['a key is unknown', withPolicy({ downgrades: 'never' }), 'policy.downgrades unknown-key'],
  ]);
});
