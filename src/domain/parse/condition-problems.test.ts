import { describe, expect, it } from 'vitest';
import { refusedWhen, schemeWithMetric, schemeWithRule, wrongPlaces } from '../../../test/support/cast.ts';

const withWhere = (where: unknown, of = 'orders') => schemeWithMetric({ of, take: 'count', where });

describe('conditions are refused when (R009–R014)', () => {
  const rule = { metric: 'spend', over: 1 };
  const first = (path: string) => `tiers[1].when${path}`;
  refusedWhen([
    [
      'the metric is unknown',
      schemeWithRule({ all: [{ any: [rule, { metric: 'spent', over: 1 }] }] }),
      first('.all[0].any[1].metric unknown-metric'),
    ],
    ['the metric is no text', schemeWithRule({ metric: 5, over: 1 }), first('.metric bad-id')],
    ['there is no subject', schemeWithRule({ atLeast: 5 }), first(' no-subject')],
    [
      'there are two subjects',
      schemeWithRule({ metric: 'spend', field: 'region', is: 5 }),
      first(' two-subjects'),
    ],
    ['all and any stand in one object', schemeWithRule({ all: [rule], any: [rule] }), first(' two-subjects')],
    ['all is empty', schemeWithRule({ all: [] }), first('.all empty-list')],
    ['any is empty', schemeWithRule({ not: { any: [] } }), first('.not.any empty-list')],
    ['all is no list', schemeWithRule({ all: rule }), first('.all not-a-list')],
    ['not is a list', schemeWithRule({ not: [rule] }), first('.not not-a-mapping')],
    ['an operator stands beside all', schemeWithRule({ all: [rule], over: 1 }), first('.over unknown-key')],
    ['there is no operator', schemeWithRule({ metric: 'spend' }), first(' no-operator')],
    [
      'the operator is unknown',
      schemeWithRule({ metric: 'spend', atleast: 1 }),
      first('.atleast unknown-key'),
      first(' no-operator'),
    ],
    [
      'the number is a text',
      schemeWithRule({ metric: 'spend', atLeast: '5000' }),
      first('.atLeast not-a-number'),
    ],
    [
      'the number is not finite',
      schemeWithRule({ metric: 'spend', atLeast: Number.POSITIVE_INFINITY }),
      first('.atLeast not-a-number'),
    ],
    [
      'the number is larger than numbers are exact',
      schemeWithRule({ metric: 'spend', atLeast: 2 ** 53 }),
      first('.atLeast not-a-number'),
    ],
    [
      'the number is finer than anything is counted',
      schemeWithRule({ metric: 'refund_rate', over: 1e-19 }),
      first('.over too-many-decimals'),
    ],
    [
      'money has too many decimals',
      schemeWithRule({ metric: 'spend', in: [1, 1.005] }),
      first('.in[1] money-decimals'),
    ],
    ['a list is no list', schemeWithRule({ metric: 'spend', in: 5 }), first('.in not-a-list')],
    ['a list is empty', schemeWithRule({ metric: 'spend', notIn: [] }), first('.notIn empty-list')],
    [
      'isEmpty is no yes or no',
      schemeWithRule({ metric: 'spend', isEmpty: 'true' }),
      first('.isEmpty not-yes-no'),
    ],
    [
      'a day is a number',
      schemeWithRule({ metric: 'last_order', before: 20250101 }),
      first('.before not-a-day'),
    ],
    [
      'before stands with money',
      schemeWithRule({ metric: 'spend', before: '2025-01-01' }),
      first('.before operator-type'),
    ],
    [
      'contains stands with a number',
      schemeWithRule({ metric: 'orders', contains: '5' }),
      first('.contains operator-type'),
    ],
    [
      'atLeast stands with a text',
      schemeWithRule({ field: 'region', atLeast: 5 }),
      first('.atLeast operator-type'),
    ],
    [
      'contains stands with a date',
      schemeWithRule({ field: 'birthday', contains: '05' }),
      first('.contains operator-type'),
    ],
    ['a text is blank', schemeWithRule({ field: 'region', is: ' ' }), first('.is not-a-text')],
    ['a text is nothing', schemeWithRule({ field: 'region', in: ['a', null] }), first('.in[1] not-a-text')],
    ['a text has a NUL in it', schemeWithRule({ field: 'region', is: 'a\0' }), first('.is not-a-text')],
    [
      'a long number stands for a text',
      schemeWithRule({ field: 'owner', is: 2 ** 60 }),
      first('.is not-a-text'),
    ],
    [
      'a metric is called a field',
      schemeWithRule({ field: 'spend', over: 1 }),
      first('.field metric-as-field'),
    ],
    [
      'a field is taken for a number and for a text',
      schemeWithRule({
        all: [
          { field: 'x', over: 1 },
          { field: 'x', is: 'a' },
        ],
      }),
      first('.all[1].field field-type'),
    ],
    [
      'a segment is unknown, as all are',
      schemeWithRule({ any: [rule, { segment: 'vip' }] }),
      first('.any[1].segment unknown-segment'),
    ],
    ['they nest deeper than 32 levels', schemeWithRule(nested(33)), `${first('.not'.repeat(33))} too-deep`],
    [
      'not where a field is also asked to be empty',
      schemeWithRule({
        any: [
          { field: 'x', isEmpty: true },
          { field: 'x', over: 1 },
          { field: 'x', isEmpty: false },
        ],
      }),
    ],
    ['not where they nest 32 levels deep', schemeWithRule(nested(32))],
  ]);

  function nested(levels: number): object {
    return levels === 0 ? rule : { not: nested(levels - 1) };
  }

  it.each(['phone', 'email', 'address', 'id_number', 'mobile', 'mail'])(
    '%s is sealed and asked for more than a whole value',
    (field) => {
      const fields = { mobile: { type: 'phone' }, mail: { type: 'email' } };
      const refused = {
        atLeast: 1,
        over: 1,
        atMost: 1,
        under: 1,
        before: '2025-01-01',
        after: '2025-01-01',
        contains: 'a',
        startsWith: 'a',
      };
      for (const [operator, value] of Object.entries(refused)) {
        expect(wrongPlaces(schemeWithRule({ field, [operator]: value }, { fields }))).toEqual([
          `tiers[1].when.${operator} operator-type`,
        ]);
      }
      for (const rest of [{ is: 'a' }, { isNot: 'a' }, { in: ['a'] }, { notIn: ['a'] }, { isEmpty: true }]) {
        expect(wrongPlaces(schemeWithRule({ field, ...rest }, { fields }))).toEqual([]);
      }
    },
  );

  it('but region is open', () => {
    expect(wrongPlaces(schemeWithRule({ field: 'region', contains: '州', startsWith: '杭' }))).toEqual([]);
  });
});

describe('a where is refused when (R009–R014)', () => {
  refusedWhen([
    [
      'it looks at a metric',
      withWhere({ metric: 'spend', over: 1 }),
      'metrics.m.where.metric metric-in-where',
    ],
    [
      'it looks at a column that orders do not have',
      withWhere({ field: 'region', is: 'x' }),
      'metrics.m.where.field unknown-column',
    ],
    [
      'a line is asked for the order’s shipping',
      withWhere({ field: 'shipping', over: 1 }, 'lines'),
      'metrics.m.where.field unknown-column',
    ],
    [
      'it looks for a status that there is not',
      withWhere({ field: 'status', in: ['paid', 'done'] }),
      'metrics.m.where.in[1] unknown-choice',
    ],
    [
      'an amount has too many decimals',
      withWhere({ not: { field: 'amount', is: 0.001 } }),
      'metrics.m.where.not.is money-decimals',
    ],
    [
      'a category is asked to be larger',
      withWhere({ field: 'category', over: 1 }),
      'metrics.m.where.over operator-type',
    ],
    ['it looks at a segment', withWhere({ segment: 'vip' }), 'metrics.m.where.segment unknown-segment'],
    ['not where part of a status is looked for', withWhere({ field: 'status', contains: 'ship' })],
    [
      'it looks at a column that events do not have',
      withWhere({ field: 'ratting', atLeast: 4 }, 'reviews'),
      'metrics.m.where.field unknown-column',
    ],
    [
      'a rating is compared with a text',
      withWhere({ field: 'rating', is: '好评' }, 'reviews'),
      'metrics.m.where.is not-a-number',
    ],
    [
      'not where it looks at columns of events',
      withWhere({ field: 'resolved_at', isEmpty: true }, 'service'),
    ],
  ]);
});
