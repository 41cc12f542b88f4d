import { describe, expect, it } from 'vitest';
import { cast, type Name, order, schemeWith, schemeWithRule, tiersOf } from '../../../test/support/cast.ts';
import { day } from '../calendar.ts';

const fields = {
  income: { type: 'money' },
  visits: { type: 'number' },
  member: { type: 'yes-no' },
  born: { type: 'date' },
};
const customers = [
  {
    ...cast.ada,
    fields: { ...cast.ada.fields, income: 123_456n, visits: 2_500_000n, member: 'yes', born: '2000-02-29' },
  },
  { ...cast.eve, fields: { name: 'ÉCLAIR Tea 50%_', income: 0n, visits: 0n } },
  cast.cleo,
];
const orders = [order('ada', '2025-01-05', 1000, { channel: '淘宝' })];

/** Who of ada, eve and cleo meets the rule. */
function meets(when: object): string[] {
  const document = schemeWith({
    fields,
    tiers: [
      { id: 'base', name: 'base' },
      { id: 'met', name: 'met', when },
    ],
  });
  const tiers = tiersOf(document, { customers, orders }, '2025-06-30');
  return (['ada', 'eve', 'cleo'] as const satisfies Name[]).filter((name) => tiers[name] === 'met');
}

describe('operators (R009–R014)', () => {
  it.each([
    [{ metric: 'spend', atLeast: 1000 }, ['ada']],
    [{ metric: 'spend', over: 1000 }, []],
    [{ metric: 'spend', over: 999.99 }, ['ada']],
    [{ metric: 'spend', atMost: 1000 }, ['ada', 'eve', 'cleo']],
    [{ metric: 'spend', under: 1000 }, ['eve', 'cleo']],
    [{ metric: 'spend', is: 1000 }, ['ada']],
    [{ metric: 'spend', isNot: 1000 }, ['eve', 'cleo']],
    [{ metric: 'spend', in: [0, 1000] }, ['ada', 'eve', 'cleo']],
    [{ metric: 'spend', notIn: [0, 5] }, ['ada']],
    [{ metric: 'orders', over: 0.5 }, ['ada']],
    [{ metric: 'orders', over: -1 }, ['ada', 'eve', 'cleo']],
    [{ field: 'income', atLeast: 1234.56 }, ['ada']],
    [{ field: 'income', over: 1234.56 }, []],
    [{ field: 'visits', is: 2.5 }, ['ada']],
    [{ field: 'visits', in: [0, 2.5] }, ['ada', 'eve']],
  ])('numbers and money: %j is met by %j', (when, who) => {
    expect(meets(when)).toEqual(who);
  });

  it.each([
    [{ metric: 'last_order', before: '2025-01-05' }, []],
    [{ metric: 'last_order', before: '2025-01-06' }, ['ada']],
    [{ metric: 'last_order', after: '2025-01-05' }, []],
    [{ metric: 'last_order', after: '2025-01-04' }, ['ada']],
    [{ metric: 'last_order', atLeast: '2025-01-05' }, ['ada']],
    [{ metric: 'last_order', atMost: '2025-01-05' }, ['ada']],
    [{ metric: 'last_order', over: '2025-01-04', under: '2025-01-06' }, ['ada']],
    [{ metric: 'last_order', is: '2025-01-05' }, ['ada']],
    [{ metric: 'last_order', isNot: '2025-01-05' }, []],
    [{ metric: 'last_order', in: ['2025-01-05', '2025-01-06'] }, ['ada']],
    [{ metric: 'last_order', notIn: ['2025-01-06'] }, ['ada']],
    [{ field: 'born', before: '2000-03-01' }, ['ada']],
    [{ field: 'registered_at', before: '2024-01-01' }, ['ada']],
    [{ field: 'registered_at', isEmpty: true }, ['eve']],
  ])('dates: %j is met by %j', (when, who) => {
    expect(meets(when)).toEqual(who);
  });

  it.each([
    [{ field: 'name', is: 'ÉCLAIR Tea 50%_' }, ['eve']],
    [{ field: 'name', is: 'éclair tea 50%_' }, []],
    [{ field: 'name', isNot: 'x' }, ['eve']],
    [{ field: 'name', in: ['x', 'ÉCLAIR Tea 50%_'] }, ['eve']],
    [{ field: 'name', notIn: ['x', 'ÉCLAIR Tea 50%_'] }, []],
    [{ field: 'name', contains: 'tEA' }, ['eve']],
    [{ field: 'name', contains: 'éclair' }, ['eve']],
    [{ field: 'name', contains: '%_' }, ['eve']],
    [{ field: 'name', contains: '%tea' }, []],
    [{ field: 'name', startsWith: 'écl' }, ['eve']],
    [{ field: 'name', startsWith: 'tea' }, []],
    [{ field: 'region', startsWith: '上' }, ['ada']],
    [{ field: 'member', is: true }, ['ada']],
  ])('texts, of which contains and startsWith take no notice of case: %j is met by %j', (when, who) => {
    expect(meets(when)).toEqual(who);
  });

  it.each([
    ['İzmir', 'iz', true],
    ['izmir', 'İZ', true],
    ['ΟΔΟΣ', 'οδοσ', true],
    ['ΟΔΟΣ', 'οδος', false],
    ['STRASSE', 'straße', false],
    ['𐐀', '𐐨', true],
  ])('of %s each letter has one small letter: %s begins it: %j', (region, startsWith, begins) => {
    const eve = { ...cast.eve, fields: { region } };
    const tiers = tiersOf(
      schemeWithRule({ field: 'region', startsWith }),
      { customers: [eve] },
      '2025-06-30',
    );
    expect(tiers.eve === 'top').toBe(begins);
  });

  it.each([
    [{ field: 'phone', is: '13800138000' }, ['ada']],
    [{ field: 'phone', isNot: '13900139000' }, ['ada']],
    [{ field: 'phone', in: ['13800138000'] }, ['ada']],
    [{ field: 'phone', notIn: ['13800138000'] }, []],
    [{ field: 'email', isEmpty: false }, ['cleo']],
  ])('sealed fields match whole: %j is met by %j', (when, who) => {
    expect(meets(when)).toEqual(who);
  });

  it('several operators in one condition are a band', () => {
    expect(meets({ metric: 'spend', atLeast: 1000, under: 5000 })).toEqual(['ada']);
    expect(meets({ metric: 'spend', atLeast: 500, under: 1000 })).toEqual([]);
    expect(meets({ metric: 'spend', over: 0, isNot: 1000 })).toEqual([]);
  });

  it('a field is the customer’s column: channel is not that of the order', () => {
    expect(meets({ field: 'channel', is: '门店' })).toEqual(['ada']);
    expect(meets({ field: 'channel', is: '淘宝' })).toEqual([]);
  });

  it('a column that nobody has is empty, whatever its name', () => {
    for (const field of ['shoe_size', 'constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(meets({ field, isEmpty: true }), field).toEqual(['ada', 'eve', 'cleo']);
      expect(meets({ field, isNot: 'x' }), field).toEqual([]);
    }
  });
});

describe('empty values (R009–R014)', () => {
  const onEmpty = { metric: 'largest_order' };

  it.each([
    { ...onEmpty, atLeast: -1 },
    { ...onEmpty, over: -1 },
    { ...onEmpty, atMost: 10_000 },
    { ...onEmpty, under: 10_000 },
    { ...onEmpty, is: 1000 },
    { ...onEmpty, isNot: 5 },
    { ...onEmpty, in: [1000] },
    { ...onEmpty, notIn: [5] },
    { metric: 'last_order', before: '2099-01-01' },
    { metric: 'last_order', after: '1999-01-01' },
    { metric: 'last_order', isNot: '1999-01-01' },
    { field: 'member', contains: 'y' },
    { field: 'member', startsWith: 'y' },
    { field: 'member', notIn: ['no'] },
  ])('%j is false of them', (when) => {
    expect(meets(when)).toEqual(['ada']);
  });

  it('isEmpty tells them', () => {
    expect(meets({ ...onEmpty, isEmpty: true })).toEqual(['eve', 'cleo']);
    expect(meets({ ...onEmpty, isEmpty: false })).toEqual(['ada']);
  });

  it('not of a condition that is false of them is true', () => {
    expect(meets({ not: { ...onEmpty, atLeast: 1 } })).toEqual(['eve', 'cleo']);
    expect(meets({ not: { ...onEmpty, isNot: 5 } })).toEqual(['eve', 'cleo']);
    expect(meets({ not: { field: 'member', notIn: ['no'] } })).toEqual(['eve', 'cleo']);
    expect(meets({ not: { not: { ...onEmpty, isNot: 5 } } })).toEqual(['ada']);
  });

  it('nothing bought is not empty where the metric gives 0', () => {
    expect(meets({ metric: 'spend', isEmpty: true })).toEqual([]);
    expect(meets({ metric: 'orders', is: 0 })).toEqual(['eve', 'cleo']);
  });
});

describe('all, any and not combine (R009–R014)', () => {
  const [yes, no] = [
    { metric: 'orders', atLeast: 1 },
    { metric: 'orders', atLeast: 2 },
  ];

  it.each([
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ not: no }, true],
    [{ not: { all: [yes, no] } }, true],
    [{ not: { any: [yes, no] } }, false],
    [{ all: [{ any: [no, yes] }, { not: no }] }, true],
    [{ any: [{ all: [yes, no] }, { not: yes }] }, false],
    [{ all: [yes] }, true],
  ])('%j', (when, expected) => {
    expect(meets(when).includes('ada')).toBe(expected);
  });

  it('thirty levels deep', () => {
    let rule: object = no;
    for (let level = 0; level < 31; level++) rule = { not: rule };
    expect(meets(rule)).toEqual(['ada', 'eve', 'cleo']);
  });
});

it('days compare as days however far apart', () => {
  expect(day('0999-12-31') < day('2000-01-01')).toBe(true);
});
