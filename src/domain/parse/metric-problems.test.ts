import { describe, expect, it } from 'vitest';
import {
  problemsOf,
  refusedWhen,
  schemeWith,
  schemeWithMetric,
  wrongPlaces,
} from '../../../test/support/cast.ts';

const step = [[1, 1]];
const withWindow = (window: unknown) => schemeWithMetric({ of: 'orders', take: 'count', window });
const withScore = (...parts: unknown[]) => schemeWithMetric({ score: parts });

describe('a window is refused when (R009–R014)', () => {
  refusedWhen([
    ['n is 0', withWindow({ last: 0, unit: 'day' }), 'metrics.m.window.last not-a-whole-number'],
    ['n is negative', withWindow({ last: -1, unit: 'month' }), 'metrics.m.window.last not-a-whole-number'],
    [
      'n is no whole number',
      withWindow({ last: 1.5, unit: 'month' }),
      'metrics.m.window.last not-a-whole-number',
    ],
    [
      'n is infinite',
      withWindow({ last: Infinity, unit: 'day' }),
      'metrics.m.window.last not-a-whole-number',
    ],
    ['n is a text', withWindow({ last: '12', unit: 'month' }), 'metrics.m.window.last not-a-whole-number'],
    ['the unit is another', withWindow({ last: 1, unit: 'week' }), 'metrics.m.window.unit unknown-choice'],
    [
      'the unit is a quarter, which only calendar periods know',
      withWindow({ last: 1, unit: 'quarter' }),
      'metrics.m.window.unit unknown-choice',
    ],
    ['the unit is missing', withWindow({ last: 12 }), 'metrics.m.window no-unit'],
    [
      'the unit is missing and n wrong',
      withWindow({ last: 0 }),
      'metrics.m.window.last not-a-whole-number',
      'metrics.m.window no-unit',
    ],
    ['the unit stands alone', withWindow({ unit: 'month' }), 'metrics.m.window unknown-window'],
    [
      'the calendar period is another',
      withWindow({ calendar: 'day' }),
      'metrics.m.window.calendar unknown-choice',
    ],
    [
      'the offset is positive',
      withWindow({ calendar: 'year', offset: 1 }),
      'metrics.m.window.offset not-a-whole-number',
    ],
    [
      'the offset is no whole number',
      withWindow({ calendar: 'year', offset: -0.5 }),
      'metrics.m.window.offset not-a-whole-number',
    ],
    [
      'the membership is no year',
      withWindow({ membership: 'month' }),
      'metrics.m.window.membership unknown-choice',
    ],
    ['it is since something else', withWindow({ since: 'upgrade' }), 'metrics.m.window.since unknown-choice'],
    ['it begins in the year 0', withWindow({ from: '0000-12-31' }), 'metrics.m.window.from not-a-day'],
    [
      'it ends before it begins',
      withWindow({ from: '2025-02-01', to: '2025-01-31' }),
      'metrics.m.window window-reversed',
    ],
    ['a day does not exist', withWindow({ from: '2025-02-29' }), 'metrics.m.window.from not-a-day'],
    ['a day is a moment', withWindow({ to: '2025-02-28T10:00:00Z' }), 'metrics.m.window.to not-a-day'],
    [
      'both days are wrong',
      withWindow({ from: 'x', to: 20250101 }),
      'metrics.m.window.from not-a-day',
      'metrics.m.window.to not-a-day',
    ],
    ['it is empty', withWindow({}), 'metrics.m.window unknown-window'],
    ['it is nothing', withWindow(null), 'metrics.m.window not-a-mapping'],
    [
      'it is two at once',
      withWindow({ last: 12, unit: 'month', calendar: 'year' }),
      'metrics.m.window.calendar unknown-key',
    ],
  ]);
});

describe('metrics are refused when (R009–R014)', () => {
  refusedWhen([
    ['they are a list', schemeWith({ metrics: [] }), 'metrics not-a-mapping'],
    ['one is nothing', schemeWithMetric(null), 'metrics.m not-a-mapping'],
    ['one is of no kind', schemeWithMetric({ sum: 'amount' }), 'metrics.m unknown-metric-kind'],
    [
      'one has no proper id',
      schemeWith({ metrics: { '1st': { of: 'orders', take: 'count' } } }),
      'metrics.1st bad-id',
    ],
    [
      'an id is built in',
      schemeWith({ metrics: { spend: { of: 'orders', take: 'sum' } } }),
      'metrics.spend built-in-id',
    ],
    [
      'an id is that of another column of the result',
      schemeWith({ metrics: { tier: { of: 'orders', take: 'count' } } }),
      'metrics.tier reserved-id',
    ],
    [
      'the source is unknown',
      schemeWithMetric({ of: 'order', take: 'count' }),
      'metrics.m.of unknown-choice',
    ],
    ['take is unknown', schemeWithMetric({ of: 'orders', take: 'total' }), 'metrics.m.take unknown-choice'],
    ['take is missing', schemeWithMetric({ of: 'orders' }), 'metrics.m no-take'],
    [
      'it does not say what of reviews is added up',
      schemeWithMetric({ of: 'reviews', take: 'average' }),
      'metrics.m no-what',
    ],
    [
      'nothing of referrals is a number',
      schemeWithMetric({ of: 'referrals', take: 'sum' }),
      'metrics.m what-not-numeric',
    ],
    [
      'points have no such kind',
      schemeWithMetric({ of: 'points', take: 'sum', where: { field: 'kind', is: 'won' } }),
      'metrics.m.where.is unknown-choice',
    ],
    [
      'reviews have no such column',
      schemeWithMetric({ of: 'reviews', take: 'average', what: 'minutes' }),
      'metrics.m.what unknown-choice',
    ],
    [
      'texts of events are added up',
      schemeWithMetric({ of: 'usage', take: 'sum', what: 'kind' }),
      'metrics.m.what what-not-numeric',
    ],
    [
      'not where usage has a measure of any name',
      schemeWithMetric({ of: 'usage', take: 'sum', what: '通话分钟' }),
    ],
    [
      'what is unknown',
      schemeWithMetric({ of: 'orders', take: 'sum', what: 'price' }),
      'metrics.m.what unknown-choice',
    ],
    [
      'what is missing of distinct',
      schemeWithMetric({ of: 'orders', take: 'distinct' }),
      'metrics.m no-what',
    ],
    ...['sum', 'average', 'max', 'min', 'share'].map(
      (take) =>
        [
          `${take} is to be of texts`,
          schemeWithMetric({ of: 'orders', take, what: 'category', where: { field: 'amount', over: 1 } }),
          'metrics.m.what what-not-numeric',
        ] as const,
    ),
    [
      'a sum is to be of days',
      schemeWithMetric({ of: 'lines', take: 'sum', what: 'day' }),
      'metrics.m.what what-not-numeric',
    ],
    [
      'a share has no where',
      schemeWithMetric({ of: 'orders', take: 'share' }),
      'metrics.m share-without-where',
    ],
    [
      'a key is unknown',
      schemeWithMetric({ of: 'orders', take: 'count', windows: {} }),
      'metrics.m.windows unknown-key',
    ],
    [
      'its own count is wrong',
      schemeWithMetric({ of: 'orders', take: 'count', count: { statuses: ['x'] } }),
      'metrics.m.count.statuses[0] unknown-choice',
    ],
    [
      'its name is wrong',
      schemeWithMetric({ of: 'orders', take: 'count', name: 5 }),
      'metrics.m.name not-a-mapping',
    ],
    [
      'everything in one is wrong',
      schemeWithMetric({
        of: 'orders',
        take: 'summ',
        what: 'amuont',
        window: { last: 0, unit: 'week' },
        where: {},
        count: { amount: 1 },
      }),
      'metrics.m.take unknown-choice',
      'metrics.m.window.last not-a-whole-number',
      'metrics.m.window.unit unknown-choice',
      'metrics.m.count.amount unknown-choice',
      'metrics.m.where no-subject',
      'metrics.m.what unknown-choice',
    ],
    ['a rfm gives something else', schemeWithMetric({ rfm: 'r' }), 'metrics.m.rfm unknown-choice'],
    [
      'a rfm has another method',
      schemeWithMetric({ rfm: 'code', method: 'kmeans' }),
      'metrics.m.method unknown-choice',
    ],
    [
      'a top share is of nothing known',
      schemeWithMetric({ 'top-share-of': 'spending' }),
      'metrics.m.top-share-of unknown-metric',
    ],
    [
      'a top share is of dates',
      schemeWithMetric({ 'top-share-of': 'last_order' }),
      'metrics.m.top-share-of not-numeric',
    ],
    ['a clv has a key unknown', schemeWithMetric({ clv: { month: 12 } }), 'metrics.m.clv.month unknown-key'],
    [
      'a clv is of 0 months',
      schemeWithMetric({ clv: { months: 0 } }),
      'metrics.m.clv.months not-a-whole-number',
    ],
    [
      'a clv has a margin above 1',
      schemeWithMetric({ clv: { margin: 30 } }),
      'metrics.m.clv.margin not-a-share',
    ],
    [
      'a p-alive counts by a key unknown',
      schemeWithMetric({ 'p-alive': {}, count: { status: ['paid'] } }),
      'metrics.m.count.status unknown-key',
    ],
    [
      'a p-alive has a key',
      schemeWithMetric({ 'p-alive': { months: 1 } }),
      'metrics.m.p-alive.months unknown-key',
    ],
  ]);
});

describe('a score is refused when (R009–R014)', () => {
  refusedWhen([
    ['it has no parts', withScore(), 'metrics.m empty-list'],
    ['its parts are no list', schemeWithMetric({ score: {} }), 'metrics.m.score not-a-list'],
    ['a part has no steps', withScore({ metric: 'spend' }), 'metrics.m.score[0] score-part'],
    [
      'a part has an unknown metric and no steps',
      withScore({ metric: 'x' }),
      'metrics.m.score[0].metric unknown-metric',
      'metrics.m.score[0] score-part',
    ],
    ['a part has no metric', withScore({ steps: step }), 'metrics.m.score[0] score-part'],
    [
      'a part’s metric is unknown',
      withScore({ metric: 'spent', steps: step }),
      'metrics.m.score[0].metric unknown-metric',
    ],
    [
      'a part’s metric is nothing',
      withScore({ metric: null, steps: step }),
      'metrics.m.score[0].metric unknown-metric',
    ],
    [
      'a part’s metric is a date',
      withScore({ metric: 'first_order', steps: step }),
      'metrics.m.score[0].metric not-numeric',
    ],
    [
      'a part’s metric is a text',
      schemeWith({ metrics: { m: { score: [{ metric: 'code', steps: step }] }, code: { rfm: 'code' } } }),
      'metrics.m.score[0].metric not-numeric',
    ],
    [
      'a weight is a text',
      withScore({ metric: 'spend', weight: '2', steps: step }),
      'metrics.m.score[0].weight not-a-number',
    ],
    ['there are no steps', withScore({ metric: 'spend', steps: [] }), 'metrics.m.score[0].steps empty-list'],
    [
      'a step is no pair',
      withScore({ metric: 'spend', steps: [[1]] }),
      'metrics.m.score[0].steps[0] score-step',
    ],
    [
      'a step is of three',
      withScore({ metric: 'spend', steps: [[1, 2, 3]] }),
      'metrics.m.score[0].steps[0] score-step',
    ],
    [
      'points are a text',
      withScore({ metric: 'spend', steps: [[1, 'x']] }),
      'metrics.m.score[0].steps[0][1] not-a-number',
    ],
    [
      'steps fall',
      withScore({
        metric: 'spend',
        steps: [
          [2, 1],
          [1, 2],
        ],
      }),
      'metrics.m.score[0].steps steps-order',
    ],
    [
      'steps repeat',
      withScore({
        metric: 'spend',
        steps: [
          [1, 1],
          [1, 2],
        ],
      }),
      'metrics.m.score[0].steps steps-order',
    ],
    [
      'a step of money has too many decimals',
      withScore({ metric: 'spend', steps: [[0.001, 1]] }),
      'metrics.m.score[0].steps[0][0] money-decimals',
    ],
    [
      'the points do not fit into 64 bits',
      withScore({ metric: 'spend', weight: 1e12, steps: [[1, 1e12]] }),
      'metrics.m score-range',
    ],
    [
      'the points are too fine for 64 bits',
      withScore(
        { metric: 'spend', weight: 1e-15, steps: [[1, 1]] },
        { metric: 'orders', steps: [[1, 5000]] },
      ),
      'metrics.m score-range',
    ],
  ]);
});

describe('metrics that refer to each other in a circle are refused (R009–R014)', () => {
  const share = (of: string) => ({ 'top-share-of': of });
  refusedWhen([
    ['to itself', schemeWith({ metrics: { a: share('a') } }), 'metrics.a metric-circle'],
    [
      'two to each other',
      schemeWith({ metrics: { a: share('b'), b: share('a') } }),
      'metrics.a metric-circle',
    ],
    [
      'three through scores',
      schemeWith({ metrics: { a: share('b'), b: { score: [{ metric: 'c', steps: step }] }, c: share('a') } }),
      'metrics.a metric-circle',
    ],
    [
      'two circles',
      schemeWith({ metrics: { a: share('a'), b: share('c'), c: share('b') } }),
      'metrics.a metric-circle',
      'metrics.b metric-circle',
    ],
    [
      'not where two refer to one',
      schemeWith({ metrics: { a: share('c'), b: share('c'), c: share('spend') } }),
    ],
  ]);

  it('with the circle written out', () => {
    const [circle] = problemsOf(schemeWith({ metrics: { a: share('b'), b: share('c'), c: share('b') } }));
    expect(circle?.message.en).toContain('b → c → b');
  });

  it('and so is a chain of hundreds', () => {
    const ids = Array.from({ length: 500 }, (_, n) => `m${n}`);
    const chain = ids.map((id, n): [string, object] => [id, share(ids[n + 1] ?? 'spend')]);
    for (const metrics of [chain, chain.toReversed()]) {
      expect(wrongPlaces(schemeWith({ metrics: Object.fromEntries(metrics) }))[0]).toMatch(
        /^metrics\.m\d+ too-deep$/,
      );
    }
  });
});
