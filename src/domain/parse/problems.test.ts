import { describe, expect, it } from 'vitest';
import { schemeWith } from '../../../test/support/cast.ts';
import { formatProblem, type Problem } from '../problem.ts';
import { parseScheme } from './parse-scheme.ts';

function problems(document: unknown): readonly Problem[] {
  const parsed = parseScheme(document);
  return parsed.ok ? [] : parsed.problems;
}

/** Every problem as `path code`. */
function found(document: unknown): string[] {
  return problems(document).map(({ path, code }) => `${path} ${code}`.trim());
}

const base = { id: 'base', name: 'base' };
const withWhen = (when: unknown, rest: object = {}) =>
  schemeWith({ ...rest, tiers: [base, { id: 'b', name: 'b', when }] });
const withMetric = (m: unknown, rest: object = {}) => schemeWith({ ...rest, metrics: { m } });
const withWindow = (window: unknown) => withMetric({ of: 'orders', take: 'count', window });
const withWhere = (where: unknown, of = 'orders') => withMetric({ of, take: 'count', where });
const withScore = (...parts: unknown[]) => withMetric({ score: parts });
const withPolicy = (policy: unknown) => schemeWith({ policy });
const withBenefit = (...benefits: unknown[]) => schemeWith({ tiers: [{ ...base, benefits }] });
const benefit = { id: 'x', kind: 'gift', name: 'x' };
const step = [[1, 1]];

/** Cases of a table: what is wrong, the document, and all problems it has. */
type Cases = readonly (readonly [wrong: string, document: unknown, ...problems: string[]])[];

function each(cases: Cases): void {
  it.each(cases)('%s', (_wrong, document, ...expected) => {
    expect(found(document)).toEqual(expected);
  });
}

describe('the document around it is refused when (R009–R014)', () => {
  each([
    ['it is no mapping', [1], 'not-a-mapping'],
    ['it is nothing', null, 'not-a-mapping'],
    ['it is a text', 'tierbook: 1', 'not-a-mapping'],
    ['its version is missing', { ...schemeWith(), tierbook: undefined }, 'tierbook version'],
    ['its version is another', { ...schemeWith(), tierbook: 2 }, 'tierbook version'],
    ['its version is a text', { ...schemeWith(), tierbook: '1' }, 'tierbook version'],
    ['a key is unknown', schemeWith({ colour: 1 }), 'colour unknown-key'],
    ['the id is missing', without('id'), 'no-id'],
    ['the id has blanks', schemeWith({ id: 'a b' }), 'id bad-id'],
    ['the id is a number', schemeWith({ id: 5 }), 'id bad-id'],
    ['the id is longer than 64', schemeWith({ id: 'a'.repeat(65) }), 'id bad-id'],
    ['the name is missing', without('name'), 'no-name'],
    ['the name is blank', schemeWith({ name: ' ' }), 'name not-a-text'],
    ['the name is in no language', schemeWith({ name: {} }), 'name no-name'],
    ['the name is in an unknown language', schemeWith({ name: { zh: 'a', fr: 'b' } }), 'name.fr unknown-key'],
    ['the name has a NUL in it', schemeWith({ name: 'a\0b' }), 'name not-a-text'],
    [
      'the name has half a character in it',
      schemeWith({ name: { en: 'a\ud83d' } }),
      'name.en not-a-text',
      'name no-name',
    ],
    ['the currency is none', schemeWith({ currency: 'RMB' }), 'currency currency'],
    ['the currency is in small letters', schemeWith({ currency: 'cny' }), 'currency currency'],
    ['the time zone is none', schemeWith({ timeZone: 'Asia/Peking' }), 'timeZone time-zone'],
    ['the time zone is a number', schemeWith({ timeZone: 8 }), 'timeZone time-zone'],
    ['count is a list', schemeWith({ count: [] }), 'count not-a-mapping'],
    [
      'a status is unknown',
      schemeWith({ count: { statuses: ['paid', 'done'] } }),
      'count.statuses[1] unknown-choice',
    ],
    ['no status counts', schemeWith({ count: { statuses: [] } }), 'count.statuses empty-list'],
    [
      'the statuses are no list',
      schemeWith({ count: { statuses: 'paid' } }),
      'count.statuses not-a-list',
      'count.statuses empty-list',
    ],
    [
      'the amount is neither net nor gross',
      schemeWith({ count: { amount: 'nett' } }),
      'count.amount unknown-choice',
    ],
    [
      'something else is to be left out',
      schemeWith({ count: { without: ['tip'] } }),
      'count.without[0] unknown-choice',
    ],
    ['a key of count is unknown', schemeWith({ count: { status: ['paid'] } }), 'count.status unknown-key'],
    ['a declared field has no type', schemeWith({ fields: { x: {} } }), 'fields.x no-type'],
    [
      'a declared field has an unknown type',
      schemeWith({ fields: { x: { type: 'colour' } } }),
      'fields.x.type unknown-choice',
    ],
    [
      'a declared field is built in',
      schemeWith({ fields: { phone: { type: 'text' } } }),
      'fields.phone built-in-field',
    ],
    [
      'a declared field has no proper id',
      schemeWith({ fields: { 'a b': { type: 'text' } } }),
      'fields.a b bad-id',
    ],
  ]);

  function without(key: string): Record<string, unknown> {
    return Object.fromEntries(Object.entries(schemeWith()).filter(([name]) => name !== key));
  }
});

describe('tiers are refused when (R009–R014)', () => {
  each([
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
    ['a rule is nothing', withWhen(null), 'tiers[1].when not-a-mapping'],
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
  each([
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
  each([
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

describe('a window is refused when (R009–R014)', () => {
  each([
    ['n is 0', withWindow({ last: 0, unit: 'day' }), 'metrics.m.window.last not-a-whole-number'],
    ['n is negative', withWindow({ last: -1, unit: 'month' }), 'metrics.m.window.last not-a-whole-number'],
    [
      'n is no whole number',
      withWindow({ last: 1.5, unit: 'month' }),
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
  each([
    ['they are a list', schemeWith({ metrics: [] }), 'metrics not-a-mapping'],
    ['one is nothing', withMetric(null), 'metrics.m not-a-mapping'],
    ['one is of no kind', withMetric({ sum: 'amount' }), 'metrics.m unknown-metric-kind'],
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
    ['the source is unknown', withMetric({ of: 'order', take: 'count' }), 'metrics.m.of unknown-choice'],
    ['take is unknown', withMetric({ of: 'orders', take: 'total' }), 'metrics.m.take unknown-choice'],
    ['take is missing', withMetric({ of: 'orders' }), 'metrics.m no-take'],
    [
      'what is unknown',
      withMetric({ of: 'orders', take: 'sum', what: 'price' }),
      'metrics.m.what unknown-choice',
    ],
    ['what is missing of distinct', withMetric({ of: 'orders', take: 'distinct' }), 'metrics.m no-what'],
    ...['sum', 'average', 'max', 'min', 'share'].map(
      (take) =>
        [
          `${take} is to be of texts`,
          withMetric({ of: 'orders', take, what: 'category', where: { field: 'amount', over: 1 } }),
          'metrics.m.what what-not-numeric',
        ] as const,
    ),
    [
      'a sum is to be of days',
      withMetric({ of: 'lines', take: 'sum', what: 'day' }),
      'metrics.m.what what-not-numeric',
    ],
    ['a share has no where', withMetric({ of: 'orders', take: 'share' }), 'metrics.m share-without-where'],
    [
      'a key is unknown',
      withMetric({ of: 'orders', take: 'count', windows: {} }),
      'metrics.m.windows unknown-key',
    ],
    [
      'its own count is wrong',
      withMetric({ of: 'orders', take: 'count', count: { statuses: ['x'] } }),
      'metrics.m.count.statuses[0] unknown-choice',
    ],
    [
      'its name is wrong',
      withMetric({ of: 'orders', take: 'count', name: 5 }),
      'metrics.m.name not-a-mapping',
    ],
    [
      'everything in one is wrong',
      withMetric({
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
    ['a rfm gives something else', withMetric({ rfm: 'r' }), 'metrics.m.rfm unknown-choice'],
    [
      'a rfm has another method',
      withMetric({ rfm: 'code', method: 'kmeans' }),
      'metrics.m.method unknown-choice',
    ],
    [
      'a top share is of nothing known',
      withMetric({ 'top-share-of': 'spending' }),
      'metrics.m.top-share-of unknown-metric',
    ],
    [
      'a top share is of dates',
      withMetric({ 'top-share-of': 'last_order' }),
      'metrics.m.top-share-of not-numeric',
    ],
    ['a clv has a key unknown', withMetric({ clv: { month: 12 } }), 'metrics.m.clv.month unknown-key'],
    ['a clv is of 0 months', withMetric({ clv: { months: 0 } }), 'metrics.m.clv.months not-a-whole-number'],
    ['a p-alive has a key', withMetric({ 'p-alive': { months: 1 } }), 'metrics.m.p-alive.months unknown-key'],
  ]);
});

describe('a score is refused when (R009–R014)', () => {
  each([
    ['it has no parts', withScore(), 'metrics.m empty-list'],
    ['its parts are no list', withMetric({ score: {} }), 'metrics.m.score not-a-list'],
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
  each([
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
    const [circle] = problems(schemeWith({ metrics: { a: share('b'), b: share('c'), c: share('b') } }));
    expect(circle?.message.en).toContain('b → c → b');
  });

  it('and so is a chain of hundreds', () => {
    const ids = Array.from({ length: 500 }, (_, n) => `m${n}`);
    const chain = ids.map((id, n): [string, object] => [id, share(ids[n + 1] ?? 'spend')]);
    for (const metrics of [chain, chain.toReversed()]) {
      expect(found(schemeWith({ metrics: Object.fromEntries(metrics) }))[0]).toMatch(
        /^metrics\.m\d+ too-deep$/,
      );
    }
  });
});

describe('conditions are refused when (R009–R014)', () => {
  const rule = { metric: 'spend', over: 1 };
  const first = (path: string) => `tiers[1].when${path}`;
  each([
    [
      'the metric is unknown',
      withWhen({ all: [{ any: [rule, { metric: 'spent', over: 1 }] }] }),
      first('.all[0].any[1].metric unknown-metric'),
    ],
    ['the metric is no text', withWhen({ metric: 5, over: 1 }), first('.metric bad-id')],
    ['there is no subject', withWhen({ atLeast: 5 }), first(' no-subject')],
    ['there are two subjects', withWhen({ metric: 'spend', field: 'region', is: 5 }), first(' two-subjects')],
    ['all and any stand in one object', withWhen({ all: [rule], any: [rule] }), first(' two-subjects')],
    ['all is empty', withWhen({ all: [] }), first('.all empty-list')],
    ['any is empty', withWhen({ not: { any: [] } }), first('.not.any empty-list')],
    ['all is no list', withWhen({ all: rule }), first('.all not-a-list')],
    ['not is a list', withWhen({ not: [rule] }), first('.not not-a-mapping')],
    ['an operator stands beside all', withWhen({ all: [rule], over: 1 }), first('.over unknown-key')],
    ['there is no operator', withWhen({ metric: 'spend' }), first(' no-operator')],
    [
      'the operator is unknown',
      withWhen({ metric: 'spend', atleast: 1 }),
      first('.atleast unknown-key'),
      first(' no-operator'),
    ],
    ['the number is a text', withWhen({ metric: 'spend', atLeast: '5000' }), first('.atLeast not-a-number')],
    [
      'the number is not finite',
      withWhen({ metric: 'spend', atLeast: Number.POSITIVE_INFINITY }),
      first('.atLeast not-a-number'),
    ],
    [
      'the number is larger than numbers are exact',
      withWhen({ metric: 'spend', atLeast: 2 ** 53 }),
      first('.atLeast not-a-number'),
    ],
    [
      'money has too many decimals',
      withWhen({ metric: 'spend', in: [1, 1.005] }),
      first('.in[1] money-decimals'),
    ],
    ['a list is no list', withWhen({ metric: 'spend', in: 5 }), first('.in not-a-list')],
    ['a list is empty', withWhen({ metric: 'spend', notIn: [] }), first('.notIn empty-list')],
    ['isEmpty is no yes or no', withWhen({ metric: 'spend', isEmpty: 'true' }), first('.isEmpty not-yes-no')],
    ['a day is a number', withWhen({ metric: 'last_order', before: 20250101 }), first('.before not-a-day')],
    [
      'before stands with money',
      withWhen({ metric: 'spend', before: '2025-01-01' }),
      first('.before operator-type'),
    ],
    [
      'contains stands with a number',
      withWhen({ metric: 'orders', contains: '5' }),
      first('.contains operator-type'),
    ],
    [
      'atLeast stands with a text',
      withWhen({ field: 'region', atLeast: 5 }),
      first('.atLeast operator-type'),
    ],
    [
      'contains stands with a date',
      withWhen({ field: 'birthday', contains: '05' }),
      first('.contains operator-type'),
    ],
    ['a text is blank', withWhen({ field: 'region', is: ' ' }), first('.is not-a-text')],
    ['a text is nothing', withWhen({ field: 'region', in: ['a', null] }), first('.in[1] not-a-text')],
    ['a text has a NUL in it', withWhen({ field: 'region', is: 'a\0' }), first('.is not-a-text')],
    ['a long number stands for a text', withWhen({ field: 'owner', is: 2 ** 60 }), first('.is not-a-text')],
    ['a metric is called a field', withWhen({ field: 'spend', over: 1 }), first('.field metric-as-field')],
    [
      'a field is taken for a number and for a text',
      withWhen({
        all: [
          { field: 'x', over: 1 },
          { field: 'x', is: 'a' },
        ],
      }),
      first('.all[1].field field-type'),
    ],
    [
      'a segment is unknown, as all are',
      withWhen({ any: [rule, { segment: 'vip' }] }),
      first('.any[1].segment unknown-segment'),
    ],
    ['they nest deeper than 32 levels', withWhen(nested(33)), `${first('.not'.repeat(33))} too-deep`],
    [
      'not where a field is also asked to be empty',
      withWhen({
        any: [
          { field: 'x', isEmpty: true },
          { field: 'x', over: 1 },
          { field: 'x', isEmpty: false },
        ],
      }),
    ],
    ['not where they nest 32 levels deep', withWhen(nested(32))],
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
        expect(found(withWhen({ field, [operator]: value }, { fields }))).toEqual([
          `tiers[1].when.${operator} operator-type`,
        ]);
      }
      for (const rest of [{ is: 'a' }, { isNot: 'a' }, { in: ['a'] }, { notIn: ['a'] }, { isEmpty: true }]) {
        expect(found(withWhen({ field, ...rest }, { fields }))).toEqual([]);
      }
    },
  );

  it('but region is open', () => {
    expect(found(withWhen({ field: 'region', contains: '州', startsWith: '杭' }))).toEqual([]);
  });
});

describe('a where is refused when (R009–R014)', () => {
  each([
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
    ['not where it looks at columns of events', withWhere({ field: 'resolution', is: 'x' }, 'service')],
  ]);
});

describe('all problems are reported, each with what to do about it (R009–R014)', () => {
  const five = schemeWith({
    currency: 'RMB',
    metrics: { spend_12m: { of: 'orders', take: 'sum', window: { last: 12, unit: 'months' } } },
    tiers: [
      base,
      { id: 'silver', name: 'silver', when: { metric: 'spend_12m', atLeast: '5000' } },
      {
        id: 'gold',
        name: 'gold',
        when: {
          all: [
            { metric: 'spend_21m', over: 1 },
            { metric: 'orders', more: 5 },
          ],
        },
      },
    ],
    policy: { upgrade: 'at once' },
  });

  it('five mistakes and more at once', () => {
    expect(found(five)).toEqual([
      'currency currency',
      'metrics.spend_12m.window.unit unknown-choice',
      'tiers[1].when.atLeast not-a-number',
      'tiers[2].when.all[0].metric unknown-metric',
      'tiers[2].when.all[1].more unknown-key',
      'tiers[2].when.all[1] no-operator',
      'policy.upgrade unknown-choice',
    ]);
  });

  it('in Chinese and in English', () => {
    for (const { message } of problems(five)) {
      expect(message.zh).toMatch(/\p{Script=Han}/u);
      expect(message.en).toMatch(/[a-z]{3}/);
      expect(message.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('with the place before the message', () => {
    const [first] = problems(schemeWith({ tiers: [{ ...base, color: 1 }] }));
    expect(first && formatProblem(first, 'en')).toMatch(/^tiers\[0\]\.color: “color” is not known here/);
    expect(first && formatProblem(first, 'zh')).toMatch(/^tiers\[0\]\.color：不认识“color”/);
  });

  it.each([
    [schemeWith({ metric: {} }), 'metrics'],
    [schemeWith({ Tiers: [] }), 'tiers'],
    [withWhen({ metric: 'spend', atleast: 1 }), 'atLeast'],
    [withWhen({ metric: 'spnd', over: 1 }), 'spend'],
    [withMetric({ of: 'order', take: 'count' }), 'orders'],
    [withMetric({ of: 'orders', take: 'averge' }), 'average'],
    [withWhere({ field: 'categroy', is: 'x' }), 'category'],
    [withPolicy({ downgrade: 'anniversry' }), 'anniversary'],
    [schemeWith({ count: { statuses: ['complete'] } }), 'completed'],
  ])('%j is asked whether it means %s', (document, meant) => {
    const [first] = problems(document);
    expect(first?.message.en).toContain(`did you mean “${meant}”?`);
    expect(first?.message.zh).toContain(`是不是“${meant}”？`);
  });

  it('without a guess where nothing known is near', () => {
    const [first] = problems(schemeWith({ zzzzzzzz: 1 }));
    expect(first?.message.en).not.toContain('did you mean');
    expect(first?.message.en).toContain('Known: tierbook, id, name');
  });

  it('a rule over a metric that is itself wrong is not reported as well', () => {
    expect(
      found(withWhen({ metric: 'm', over: 1 }, { metrics: { m: { of: 'orders', take: 'x' } } })),
    ).toEqual(['metrics.m.take unknown-choice']);
  });
});
