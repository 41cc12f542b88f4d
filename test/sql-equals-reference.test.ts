import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../src/domain/calendar.ts';
import { evaluate, type Register } from '../src/domain/evaluate/evaluate.ts';
import { compareFractions, fraction } from '../src/domain/exact.ts';
import { agree, shown } from './support/agree.ts';
import {
  basket,
  line,
  order,
  plain,
  register,
  scheme,
  schemeWith,
  schemeWithMetric,
  schemeWithRule,
} from './support/cast.ts';
import { engines } from './support/engines.ts';
import { fewOrMany } from './support/few-or-many.ts';
import { asOfDays, registers, schemes } from './support/generate.ts';

const runs = fewOrMany(10, 30);

const mixed = basket('ada', '2025-06-01', [line(5000), line(0, { category: '茶叶' })]);
const returned = basket('ada', '2025-06-01', [
  line(100, { category: '茶叶' }),
  line(-50, { category: '零食' }),
]);
const shareOf = (category: string): object =>
  schemeWithMetric({
    of: 'lines',
    take: 'share',
    what: 'amount',
    where: { field: 'category', is: category },
  });
const countIn = (window: object): object => schemeWithMetric({ of: 'orders', take: 'count', window });
const one = { orders: [order('ada', '2025-06-01', 100)] };
const living = (region: string): Partial<Register> => ({
  customers: [{ id: 'ada', registeredDay: null, fields: { region } }],
});
const inRegion = (test: object): object => schemeWithRule({ field: 'region', ...test });
const fields = { 'a.b': '1', 'A.b': '2', [`${'客户来源'.repeat(16)}`]: '3', 'x"y': '4' };

/** Each metric looks at the one before five times; the last is `m`. */
function scoresOfScores(levels: number): object {
  const part = (metric: string): object => ({ metric, steps: [[1, 1]] });
  const metrics = Array.from({ length: levels }, (_, level): [string, object] => [
    level === levels - 1 ? 'm' : `s${level}`,
    { score: Array(5).fill(part(level === 0 ? 'orders' : `s${level - 1}`)) },
  ]);
  return schemeWith({ metrics: Object.fromEntries(metrics) });
}

/** What single customers and schemes come to; the value is that of ada's metric `m`, or else of her tier. */
const told: [string, object, Partial<Register>, number | string | null][] = [
  [
    'the amount in where is that of the order, also where categories are counted (R009–R014)',
    schemeWithMetric({
      of: 'orders',
      take: 'distinct',
      what: 'category',
      where: { field: 'amount', over: 0 },
    }),
    { orders: [mixed] },
    1,
  ],
  [
    'a share is at most 1 where something was given back (R009–R014)',
    shareOf('茶叶'),
    { orders: [returned] },
    1,
  ],
  [
    'a share is at least 0 where something was given back (R009–R014)',
    shareOf('零食'),
    { orders: [returned] },
    0,
  ],
  [
    'a window may reach back to before the year 1 (R009–R014)',
    countIn({ last: 5_000, unit: 'year' }),
    one,
    1,
  ],
  ['a window may be longer than any calendar (R009–R014)', countIn({ last: 1e18, unit: 'day' }), one, 1],
  [
    'nothing lies in a year before the year 1 (R009–R014)',
    countIn({ calendar: 'year', offset: -2025 }),
    one,
    0,
  ],
  ['nothing lies before any calendar (R009–R014)', countIn({ calendar: 'month', offset: -1e18 }), one, 0],
  ['scores may look at scores through many levels (R009–R014)', scoresOfScores(24), one, 5],
  [
    'metrics may differ in case alone (R009–R014)',
    schemeWith({
      metrics: { M: { of: 'orders', take: 'first-date' }, m: { of: 'orders', take: 'sum' } },
    }),
    one,
    100,
  ],
  [
    'fields may have dots and quotes, differ in case alone and be long (R009–R014)',
    schemeWithRule({ all: Object.entries(fields).map(([field, is]) => ({ field, is })) }),
    { customers: [{ id: 'ada', registeredDay: null, fields }] },
    1,
  ],
  ['i begins İ (R009–R014)', inRegion({ startsWith: 'iz' }), living('İzmir'), 1],
  ['İ begins i (R009–R014)', inRegion({ startsWith: 'İZ' }), living('izmir'), 1],
  ['σ is the small Σ also at the end (R009–R014)', inRegion({ contains: 'οδοσ' }), living('ΟΔΟΣ'), 1],
  ['ς is a letter of its own (R009–R014)', inRegion({ contains: 'οδος' }), living('ΟΔΟΣ'), 0],
];

describe.each(engines)('the SQL on %s', (_, open) => {
  it('gives every customer the tier and metrics of the reference, whatever the data and the scheme', async () => {
    const db = await open();
    const cases = asOfDays.chain((asOf) => fc.tuple(fc.constant(asOf), registers(asOf), schemes(asOf)));
    try {
      await fc.assert(
        fc.asyncProperty(cases, async ([asOf, register, document]) => {
          await agree(db, scheme(document), register, asOf);
        }),
        { numRuns: runs },
      );
    } finally {
      await db.close();
    }
  }, 600_000);

  it.each(told)('%s', async (_, document, bought, value) => {
    const db = await open();
    try {
      await agree(db, scheme(document), register(bought), day('2025-06-30'));
    } finally {
      await db.close();
    }
    const ada = evaluate(scheme(document), register(bought), day('2025-06-30')).get('ada');
    expect(ada?.values.has('m') ? plain(ada.values.get('m')) : ada?.tier).toBe(value);
  });
});

it('compares fractions of different denominators as equal', () => {
  expect(compareFractions(fraction(1n, 3n), fraction(2n, 6n))).toBe(0);
  expect(shown(fraction(2n, 6n))).toBe(shown(fraction(1n, 3n)));
});
