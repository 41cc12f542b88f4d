import fc from 'fast-check';
import { addDays, type Day, day } from '../../src/domain/calendar.ts';
import type { Register } from '../../src/domain/evaluate/evaluate.ts';
import {
  type CustomerEvent,
  type EventSource,
  eventSources,
  recordedSources,
} from '../../src/domain/event.ts';
import { type Order, type OrderLine, orderStatuses } from '../../src/domain/order.ts';
import { pointKinds } from '../../src/domain/points.ts';

/** Registers and schemes that sit on every boundary the language has. */

const asOfs = [
  '2024-02-29',
  '2025-02-28',
  '2025-03-31',
  '2024-12-31',
  '2025-01-01',
  '2023-03-01',
  '2025-07-15',
];

export const asOfDays: fc.Arbitrary<Day> = fc.constantFrom(...asOfs.map(day));

/** Days around the ends of the windows that generated schemes use. */
function days(asOf: Day): fc.Arbitrary<Day> {
  const offsets = [-1, 0, 1, 6, 7, 29, 30, 31, 58, 59, 60, 89, 90, 91, 364, 365, 366, 367, 730, 731, 1461];
  return fc
    .oneof(
      { weight: 4, arbitrary: fc.constantFrom(...offsets) },
      { weight: 1, arbitrary: fc.integer({ min: -40, max: 1600 }) },
    )
    .map((back) => addDays(asOf, -back));
}

const amounts = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(0n, 1n, 99_999n, 100_000n, 100_001n, 500_000n, 500_001n, 33n, 3_333n),
  },
  { weight: 2, arbitrary: fc.bigInt(0n, 200_000n) },
  { weight: 1, arbitrary: fc.constantFrom(-5_000n, -1n, 10n ** 13n, -(10n ** 13n)) },
);
const small = fc.bigInt(0n, 120_000n);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null, freq: 2 });
const words = maybe(fc.constantFrom('茶叶', '零食', 'Tea', 'tea-set', 'É', '😀'));
const places = maybe(fc.constantFrom('淘宝', '门店', 'Shop', 'İZMİR', 'ΟΔΟΣ'));

const goods = {
  category: words,
  product: words,
  quantity: maybe(fc.constantFrom(1_000_000n, 2_000_000n, 500_000n, 333_333n, 0n)),
  margin: maybe(fc.bigInt(-5_000n, 20_000n)),
};

const lines: fc.Arbitrary<OrderLine> = fc.record({ ...goods, amount: amounts });

const customers = fc.constantFrom('a', 'B', 'b', '10', '9', '客户', '😀', '﹏');

function orders(asOf: Day): fc.Arbitrary<Order> {
  return fc
    .record({
      ...goods,
      customer: customers,
      orderedDay: maybe(days(asOf)),
      paidDay: maybe(days(asOf)),
      status: fc.constantFrom(...orderStatuses, 'completed' as const, 'completed' as const),
      amount: amounts,
      refunded: maybe(small),
      refundDay: maybe(days(asOf)),
      shipping: maybe(fc.bigInt(0n, 2_000n)),
      tax: maybe(fc.bigInt(0n, 2_000n)),
      channel: places,
      store: places,
      lines: fc.oneof(fc.constant<OrderLine[]>([]), fc.array(lines, { minLength: 1, maxLength: 4 })),
    })
    .map((order) => ({
      ...order,
      refundDay: order.refunded === null && order.status !== 'refunded' ? null : order.refundDay,
      amount:
        order.lines.length === 0 ? order.amount : order.lines.reduce((sum, line) => sum + line.amount, 0n),
    }));
}

/** Also of people who are no customers. */
function events(asOf: Day): fc.Arbitrary<CustomerEvent> {
  return fc.record({
    customer: fc.oneof({ weight: 9, arbitrary: customers }, { weight: 1, arbitrary: fc.constant('nobody') }),
    source: fc.constantFrom(...recordedSources),
    day: days(asOf),
    kind: fc.oneof(words, fc.constantFrom(...pointKinds)),
    aspect: words,
    product: words,
    rating: maybe(fc.constantFrom(1_000_000n, 3_000_000n, 4_500_000n, 5_000_000n, 333_333n, 0n)),
    text: places,
    measure: maybe(fc.constantFrom('GB', 'amount', 'Tea')),
    quantity: maybe(fc.constantFrom(1_000_000n, 500_000n, 333_333n, 0n, -1_000_000n, 10n ** 15n)),
    resolvedDay: maybe(days(asOf)),
  });
}

const visit = fc.record({ back: fc.integer({ min: 0, max: 400 }), amount: small, margin: maybe(small) });

/** Orders of so many people, most of whom came again, that models can be fitted to them. */
export const crowd = (asOf: Day): fc.Arbitrary<Order[]> =>
  fc.array(fc.array(visit, { minLength: 1, maxLength: 5 }), { minLength: 14, maxLength: 16 }).map((people) =>
    people.flatMap((visits, index) =>
      visits.map(({ back, amount, margin }) => ({
        ...{
          customer: `k${index}`,
          orderedDay: addDays(asOf, -back),
          paidDay: null,
          status: 'completed' as const,
        },
        ...{ amount, margin, refunded: null, refundDay: null, shipping: null, tax: null, lines: [] },
        ...{ channel: null, store: null, category: null, product: null, quantity: null },
      })),
    ),
  );

export function registers(asOf: Day): fc.Arbitrary<Register> {
  return fc
    .tuple(registersOf(asOf), fc.option(crowd(asOf), { nil: [], freq: 1 }))
    .map(([register, more]) => ({
      ...register,
      orders: [...register.orders, ...more],
    }));
}

function registersOf(asOf: Day): fc.Arbitrary<Register> {
  return fc.record({
    customers: fc.uniqueArray(
      fc.record({
        id: customers,
        registeredDay: maybe(days(asOf)),
        tierBegan: maybe(days(asOf)),
        fields: fc.record({
          region: places,
          phone: maybe(fc.constantFrom('13800138000', '13900139000')),
          birthday: maybe(days(asOf)),
          income: maybe(fc.bigInt(-1_000n, 1_000_000n)),
          visits: maybe(fc.bigInt(-3_000_000n, 30_000_000n)),
          'visits.Shop': places,
          'visits.shop': places,
          referred_by: maybe(customers),
        }),
      }),
      { selector: ({ id }) => id, maxLength: 6 },
    ),
    orders: fc.array(orders(asOf), { maxLength: 25 }),
    refunds: fc.array(
      fc.record({
        customer: customers,
        day: days(asOf),
        amount: small,
        channel: places,
        store: places,
        category: words,
        product: words,
      }),
      { maxLength: 3 },
    ),
    events: fc.array(events(asOf), { maxLength: 25 }),
  });
}

const windows = (asOf: Day): fc.Arbitrary<object | undefined> =>
  fc.oneof(
    fc.constant(undefined),
    fc.record({ last: fc.constantFrom(1, 7, 30, 90, 365), unit: fc.constant('day') }),
    fc.record({ last: fc.constantFrom(1, 3, 12), unit: fc.constant('month') }),
    fc.record({ last: fc.constantFrom(1, 2), unit: fc.constant('year') }),
    fc.record({
      last: fc.constantFrom(30_000, 800_000, 1e15),
      unit: fc.constantFrom('day', 'month', 'year'),
    }),
    fc.record({
      calendar: fc.constantFrom('month', 'quarter', 'year'),
      offset: fc.constantFrom(0, -1, -4, -9_000, -1e15),
    }),
    fc.constant({ membership: 'year' }),
    fc.constant({ since: 'tier-start' }),
    fc.record({ from: days(asOf) }),
    fc.record({ to: days(asOf) }),
  );

const counts = fc.option(
  fc.record(
    {
      statuses: fc.uniqueArray(fc.constantFrom(...orderStatuses), { minLength: 1 }),
      amount: fc.constantFrom('net', 'gross'),
      without: fc.uniqueArray(fc.constantFrom('shipping', 'tax')),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined, freq: 2 },
);

const numberTests = (values: readonly number[]): fc.Arbitrary<object> => {
  const value = fc.constantFrom(...values);
  return fc.oneof(
    fc.record({ atLeast: value }),
    fc.record({ over: value }),
    fc.record({ atMost: value }),
    fc.record({ under: value }),
    fc.record({ is: value }),
    fc.record({ isNot: value }),
    fc.record({ in: fc.array(value, { minLength: 1, maxLength: 2 }) }),
    fc.record({ notIn: fc.array(value, { minLength: 1, maxLength: 2 }) }),
    fc.record({ isEmpty: fc.boolean() }),
    fc.record({ atLeast: value, under: value }),
  );
};
const dayTests = (asOf: Day): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record({ before: days(asOf) }),
    fc.record({ after: days(asOf) }),
    fc.record({ atLeast: days(asOf) }),
    fc.record({ is: days(asOf) }),
    fc.record({ isEmpty: fc.boolean() }),
  );
const textTests = fc.oneof(
  fc.record({ is: fc.constantFrom('茶叶', 'Tea', '淘宝', 'Shop') }),
  fc.record({ isNot: fc.constantFrom('茶叶', 'Tea', '淘宝') }),
  fc.record({ in: fc.constant(['茶叶', 'tea-set', '门店']) }),
  fc.record({ notIn: fc.constant(['茶叶', 'Shop']) }),
  fc.record({ contains: fc.constantFrom('TEA', '茶', 'é', 'mir', 'Δος') }),
  fc.record({ startsWith: fc.constantFrom('TEA', '淘', 'sh', 'izm', 'Iz', 'οδοΣ') }),
  fc.record({ isEmpty: fc.boolean() }),
);

function nested(test: fc.Arbitrary<object>): fc.Arbitrary<object> {
  const list = fc.array(test, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    { weight: 3, arbitrary: test },
    { weight: 1, arbitrary: list.map((all) => ({ all })) },
    { weight: 1, arbitrary: list.map((any) => ({ any })) },
    { weight: 2, arbitrary: test.map((not) => ({ not })) },
    {
      weight: 1,
      arbitrary: fc.tuple(test, list).map(([first, any]) => ({ all: [{ not: first }, { any }] })),
    },
  );
}

const field = (id: string, tests: fc.Arbitrary<object>): fc.Arbitrary<object> =>
  tests.map((test) => ({ field: id, ...test }));

function wheres(asOf: Day, of: 'orders' | 'lines'): fc.Arbitrary<object> {
  const money = numberTests([0, 0.01, 33.33, 1000, 999.99]);
  const tests = [
    field('amount', money),
    field('margin', money),
    field('quantity', numberTests([0, 0.5, 1, 0.3333335])),
    field('category', textTests),
    field('product', textTests),
    field('channel', textTests),
    field('store', textTests),
    field('status', fc.record({ is: fc.constantFrom(...orderStatuses) })),
    field('day', dayTests(asOf)),
    field('paid_at', dayTests(asOf)),
    field('ordered_at', dayTests(asOf)),
    field('refunded_at', dayTests(asOf)),
  ];
  const orderOnly = [field('refunded', money), field('shipping', money), field('tax', money)];
  return nested(fc.oneof(...tests, ...(of === 'orders' ? orderOnly : [])));
}

/** Columns of events by how their values are tested. */
function eventTests(asOf: Day, of: EventSource): fc.Arbitrary<object> {
  if (of === 'referrals') return nested(fc.oneof(...referralTests(asOf)));
  const pointsTest = fc.record({ is: fc.constantFrom(...pointKinds) });
  return nested(
    fc.oneof(
      field('rating', numberTests([1, 3, 4.5, 5, 0.3333335])),
      field('quantity', numberTests([0, 0.5, 1, 0.3333335])),
      field('kind', of === 'points' ? pointsTest : textTests),
      ...['aspect', 'product', 'text', 'measure'].map((id) => field(id, textTests)),
      ...['day', 'at', 'resolved_at'].map((id) => field(id, dayTests(asOf))),
    ),
  );
}

function referralTests(asOf: Day): fc.Arbitrary<object>[] {
  const who = fc.oneof(
    fc.record({ is: fc.constantFrom('a', 'B', '客户') }),
    fc.record({ isNot: fc.constantFrom('b', '😀') }),
    fc.record({ startsWith: fc.constantFrom('A', '1') }),
  );
  return [field('customer', who), ...['day', 'at', 'first_order'].map((id) => field(id, dayTests(asOf)))];
}

/** Metrics over events; of usage, `amount` and `GB` are measures, and of referrals nothing is a number. */
function eventMeasures(asOf: Day): fc.Arbitrary<object> {
  return fc.constantFrom(...eventSources, 'referrals' as const).chain((of) => {
    const numbers = ['rating', 'quantity', ...(of === 'usage' ? ['amount', 'GB'] : [])];
    const texts = [...numbers, 'kind', 'aspect', 'product', 'text', 'measure', 'day', 'at', 'resolved_at'];
    const any = of === 'referrals' ? ['customer', 'day', 'at', 'first_order'] : texts;
    const [number, what] = [fc.constantFrom(...numbers), fc.constantFrom(...any)];
    const rows = [
      'count',
      'first-date',
      'last-date',
      'days-since-first',
      'days-since-last',
      'average-gap-days',
    ];
    const byNumber = [
      fc.record({ take: fc.constantFrom('sum', 'average', 'max', 'min'), what: number }),
      fc.record({ take: fc.constant('share'), what: fc.option(number, { nil: undefined }) }),
    ];
    return fc
      .oneof(
        fc.record({ take: fc.constantFrom(...rows), what: fc.option(what, { nil: undefined }) }),
        fc.record({ take: fc.constant('distinct'), what }),
        ...(of === 'referrals' ? [fc.record({ take: fc.constant('share') })] : byNumber),
      )
      .chain((head) => {
        const where = eventTests(asOf, of);
        return fc
          .record({
            window: windows(asOf),
            where: head.take === 'share' ? where : fc.option(where, { nil: undefined }),
            count: counts,
          })
          .map((rest) => ({ of, ...head, ...rest }));
      });
  });
}

/** Metrics over orders and lines. */
export function measures(asOf: Day): fc.Arbitrary<object> {
  const any = ['amount', 'margin', 'quantity', 'category', 'product', 'channel', 'store', 'day'];
  return fc.constantFrom('orders' as const, 'lines' as const).chain((of) =>
    fc
      .oneof(
        fc.record({
          take: fc.constantFrom('sum', 'average', 'max', 'min'),
          what: fc.constantFrom(undefined, 'amount', 'margin', 'quantity'),
        }),
        fc.record({
          take: fc.constantFrom(
            'count',
            'first-date',
            'last-date',
            'days-since-first',
            'days-since-last',
            'average-gap-days',
          ),
          what: fc.constantFrom(undefined, ...any),
        }),
        fc.record({ take: fc.constant('distinct'), what: fc.constantFrom(...any) }),
        fc.record({
          take: fc.constant('share'),
          what: fc.constantFrom(undefined, 'amount', 'margin', 'quantity'),
        }),
      )
      .chain((head) =>
        fc
          .record({
            window: windows(asOf),
            where: head.take === 'share' ? wheres(asOf, of) : fc.option(wheres(asOf, of), { nil: undefined }),
            count: counts,
          })
          .map((rest) => ({ of, ...head, ...rest })),
      ),
  );
}

const rfms = (asOf: Day): fc.Arbitrary<object> =>
  fc.record({
    rfm: fc.constantFrom('recency', 'frequency', 'monetary', 'code', 'segment'),
    method: fc.constantFrom('thresholds', 'rank'),
    window: windows(asOf),
    count: counts,
  });

const steps = fc.constantFrom(
  [
    [1, 1],
    [100, 2.5],
    [1000, 5],
  ],
  [[0, 1]],
  [
    [-5, 0.25],
    [2, 3],
  ],
);

const metricTests = numberTests([0, 1, 2, 3, 0.5, 1000, 999.99, 1000.01, 33.33, 20, 50, 100]);

/** Scheme documents with metrics of every kind, or of every kind but predictions; the ids say which kind each has. */
export function schemes(asOf: Day, predicts = true): fc.Arbitrary<object> {
  const predicted = <T>(metric: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
    predicts ? fc.option(metric, { nil: undefined }) : fc.constant(undefined);
  return fc
    .record({
      measures: fc.array(
        fc.oneof({ weight: 2, arbitrary: measures(asOf) }, { weight: 1, arbitrary: eventMeasures(asOf) }),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      rfm: fc.array(rfms(asOf), { maxLength: 2 }),
      steps,
      weight: fc.constantFrom(1, 0.5, 2.25),
      count: counts,
      share: fc.boolean(),
      alive: predicted(fc.record({ 'p-alive': fc.constant({}), count: counts })),
      worth: predicted(
        fc.record({
          clv: fc.record({ months: fc.constantFrom(1, 12), margin: fc.constantFrom(undefined, 0, 0.3) }),
          count: counts,
        }),
      ),
      currency: fc.constantFrom('CNY', 'BHD'),
      scored: fc.integer({ min: -6, max: 0 }),
    })
    .chain(({ measures: written, rfm, steps: points, weight, count, share, currency, scored, ...rest }) => {
      const metrics: Record<string, object> = {};
      const { alive, worth } = rest;
      if (alive !== undefined) metrics.alive = alive;
      if (worth !== undefined) metrics.worth = worth;
      for (const [index, measure] of written.entries()) metrics[`measure_${index}`] = measure;
      for (const [index, definition] of rfm.entries()) metrics[`rfm_${index}`] = definition;
      const numeric = [
        ...written.flatMap((m, i) => (/date$/.test((m as { take: string }).take) ? [] : [`measure_${i}`])),
        ...rfm.flatMap((m, i) => (/code|segment/.test((m as { rfm: string }).rfm) ? [] : [`rfm_${i}`])),
        ...(alive === undefined ? [] : ['alive']),
        ...(worth === undefined ? [] : ['worth']),
        'spend',
        'tenure_days',
        'refund_rate',
      ];
      const score = (...inputs: readonly string[]): object => ({
        score: inputs.map((metric) => ({ metric, weight, steps: points })),
      });
      metrics.score = score(...numeric.slice(0, 2), 'average_order');
      metrics.score_again = score('score', numeric.at(scored) ?? 'orders', 'score');
      if (share) {
        metrics.top = { 'top-share-of': numeric[0] };
        if (worth !== undefined) metrics.top_worth = { 'top-share-of': 'worth' };
        metrics.top_score = { 'top-share-of': 'score_again' };
        metrics.score_late = score('top', 'score_again', 'top_score');
        metrics.score_last = score('score_late', 'score', 'score_late');
        metrics.top_last = { 'top-share-of': 'score_last' };
      }
      const subject = fc.oneof(
        fc
          .constantFrom(
            ...numeric,
            'score_again',
            'orders',
            'largest_order',
            ...(share ? ['top', 'score_last', 'top_last'] : []),
          )
          .chain((metric) => metricTests.map((test) => ({ metric, ...test }))),
        dayTests(asOf).map((test) => ({ metric: 'last_order', ...test })),
        fc.oneof(
          field('region', textTests),
          field('phone', fc.record({ is: fc.constant('13800138000') })),
          field('birthday', dayTests(asOf)),
          field('income', numberTests([0, 100, 99.99, 5000])),
          field('visits', numberTests([0, 1, 2.5])),
          field('visits.Shop', textTests),
          field('visits.shop', textTests),
        ),
      );
      const rule = nested(subject);
      return fc.array(rule, { minLength: 1, maxLength: 3 }).map((rules) => ({
        tierbook: 1,
        id: 'generated',
        name: 'generated',
        currency,
        ...(count === undefined ? {} : { count }),
        fields: { income: { type: 'money' }, visits: { type: 'number' } },
        metrics,
        tiers: [
          { id: 't0', name: 't0' },
          ...rules.map((when, index) => ({ id: `t${index + 1}`, name: 't', when })),
        ],
      }));
    })
    .map((document) => JSON.parse(JSON.stringify(document)) as object);
}
