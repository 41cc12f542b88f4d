import { describe, expect, it } from 'vitest';
import {
  problemsOf,
  refusedWhen,
  schemeWith,
  schemeWithMetric,
  schemeWithRule,
  wrongPlaces,
} from '../../../test/support/cast.ts';
import { formatProblem } from '../problem.ts';

const base = { id: 'base', name: 'base' };
const withWhere = (where: unknown, of = 'orders') => schemeWithMetric({ of, take: 'count', where });
const withPolicy = (policy: unknown) => schemeWith({ policy });

describe('the document around it is refused when (R009–R014)', () => {
  refusedWhen([
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
    expect(wrongPlaces(five)).toEqual([
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
    for (const { message } of problemsOf(five)) {
      expect(message.zh).toMatch(/\p{Script=Han}/u);
      expect(message.en).toMatch(/[a-z]{3}/);
      expect(message.en).not.toMatch(/\p{Script=Han}/u);
    }
  });

  it('with the place before the message', () => {
    const [first] = problemsOf(schemeWith({ tiers: [{ ...base, color: 1 }] }));
    expect(first && formatProblem(first, 'en')).toMatch(/^tiers\[0\]\.color: “color” is not known here/);
    expect(first && formatProblem(first, 'zh')).toMatch(/^tiers\[0\]\.color：不认识“color”/);
  });

  it.each([
    [schemeWith({ metric: {} }), 'metrics'],
    [schemeWith({ Tiers: [] }), 'tiers'],
    [schemeWithRule({ metric: 'spend', atleast: 1 }), 'atLeast'],
    [schemeWithRule({ metric: 'spnd', over: 1 }), 'spend'],
    [schemeWithMetric({ of: 'order', take: 'count' }), 'orders'],
    [schemeWithMetric({ of: 'orders', take: 'averge' }), 'average'],
    [withWhere({ field: 'categroy', is: 'x' }), 'category'],
    [withPolicy({ downgrade: 'anniversry' }), 'anniversary'],
    [schemeWith({ count: { statuses: ['complete'] } }), 'completed'],
  ])('%j is asked whether it means %s', (document, meant) => {
    const [first] = problemsOf(document);
    expect(first?.message.en).toContain(`did you mean “${meant}”?`);
    expect(first?.message.zh).toContain(`是不是“${meant}”？`);
  });

  it('without a guess where nothing known is near', () => {
    const [first] = problemsOf(schemeWith({ zzzzzzzz: 1 }));
    expect(first?.message.en).not.toContain('did you mean');
    expect(first?.message.en).toContain('Known: tierbook, id, name');
  });

  it('a rule over a metric that is itself wrong is not reported as well', () => {
    expect(
      wrongPlaces(schemeWithRule({ metric: 'm', over: 1 }, { metrics: { m: { of: 'orders', take: 'x' } } })),
    ).toEqual(['metrics.m.take unknown-choice']);
  });
});
