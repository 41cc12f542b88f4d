import { describe, expect, it } from 'vitest';
import { loadDocument } from '../../features/schemes/load-scheme.ts';
import { templateIds } from '../../features/schemes/templates.ts';
import { parseScheme } from '../parse/parse-scheme.ts';
import { editDocument } from './edit-document.ts';
import { writtenPath } from './finding.ts';
import { lintScheme } from './lint-scheme.ts';
import { writeCondition } from './write-condition.ts';

const year = { last: 12, unit: 'month' };
const metrics = {
  spend_12m: { of: 'orders', take: 'sum', window: year },
  orders_12m: { of: 'orders', take: 'count', window: year },
  spend_calendar: { of: 'orders', take: 'sum', window: { calendar: 'year' } },
  spend_since: { of: 'orders', take: 'sum', window: { since: 'tier-start' } },
};

/** A standard of a base tier and one for each rule; a pair is a `when` and its `keep`. */
function standard(whens: readonly (object | readonly [object, object])[], policy: object = {}): object {
  const tiers = whens.map((when, index) => ({
    id: `t${index + 1}`,
    name: `T${index + 1}`,
    ...(Array.isArray(when) ? { when: when[0], keep: when[1] } : { when }),
  }));
  return { tierbook: 1, id: 'x', name: 'X', metrics, tiers: [{ id: 't0', name: 'T0' }, ...tiers], policy };
}

function lint(document: unknown) {
  const parsed = parseScheme(document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return lintScheme(parsed.scheme, document);
}

/** What is told of a standard: the trap, its place and the rule of those who fall in. */
function told(document: unknown): unknown[] {
  return lint(document).map(({ code, path, rule }) => [
    code,
    writtenPath(path),
    rule && writeCondition(rule),
  ]);
}

const metric = (id: string, tests: object): object => ({ metric: id, ...tests });
const spend = (tests: object): object => metric('spend', tests);
const orders = (tests: object): object => metric('orders', tests);
const all = (...of: object[]): object => ({ all: of });

const brief = standard([
  all(metric('spend_12m', { atLeast: 5000, atMost: 10000 }), metric('orders_12m', { atLeast: 3, atMost: 5 })),
  all(metric('spend_12m', { over: 10000 }), metric('orders_12m', { over: 5 })),
]);

const traps: Readonly<Record<string, readonly [object, readonly unknown[]]>> = {
  'a gap between bands of money typed with both ends': [
    standard([spend({ over: 0, atMost: 1000 }), spend({ atLeast: 1001 })]),
    [['gap', 'tiers[1].when', { metric: 'spend', over: 1000, under: 1001 }]],
  ],
  'a gap of one day where fewer days are better': [
    standard([
      metric('days_since_last_order', { atLeast: 32, atMost: 90 }),
      metric('days_since_last_order', { atMost: 30 }),
    ]),
    [['gap', 'tiers[1].when', { metric: 'days_since_last_order', over: 30, under: 32 }]],
  ],
  'a gap above a band that has no start': [
    standard([orders({ atMost: 3 }), orders({ atLeast: 10 })]),
    [['gap', 'tiers[1].when', { metric: 'orders', over: 3, under: 10 }]],
  ],
  'a highest tier with an end': [
    standard([spend({ over: 1000, atMost: 5000 }), spend({ over: 5000, atMost: 10000 })]),
    [['upper-end', 'tiers[2].when', { metric: 'spend', over: 10000 }]],
  ],
  'an amount in two bands': [
    standard([spend({ atLeast: 5000, atMost: 10000 }), spend({ atLeast: 10000 })]),
    [['overlap', 'tiers[1].when', { metric: 'spend', is: 10000 }]],
  ],
  'holes that AND leaves without any upper end': [
    standard([
      all(spend({ atLeast: 5000 }), orders({ atLeast: 3 })),
      all(spend({ over: 10000 }), orders({ over: 5 })),
    ]),
    [
      ['hole', 'tiers[2].when', all(spend({ under: 5000 }), orders({ over: 5 }))],
      ['hole', 'tiers[2].when', all(spend({ over: 10000 }), orders({ under: 3 }))],
    ],
  ],
  'thresholds from high to low': [
    standard([spend({ atLeast: 10000 }), spend({ atLeast: 5000 }), spend({ atLeast: 1000 })]),
    [['order', 'tiers[3].when', { metric: 'spend', atLeast: 1000, under: 10000 }]],
  ],
  'a tier that a higher one covers': [
    standard([spend({ atLeast: 1000 }), { any: [spend({ atLeast: 1000 }), orders({ atLeast: 2 })] }]),
    [['unreachable', 'tiers[1]', { metric: 'spend', atLeast: 1000 }]],
  ],
  'a base tier that nobody is left in': [
    standard([orders({ atLeast: 0 }), orders({ atLeast: 5 })]),
    [['unreachable', 'tiers[0]', null]],
  ],
  'ends the wrong way round': [
    standard([spend({ atLeast: 500, atMost: 100 })]),
    [['contradiction', 'tiers[1].when', null]],
  ],
  'more than 5 and fewer than 6 orders, as a part of a rule': [
    standard([{ any: [spend({ atLeast: 1000 }), orders({ over: 5, under: 6 })] }]),
    [['contradiction', 'tiers[1].when.any[1]', null]],
  ],
  'two regions at once': [
    standard([all({ field: 'region', is: 'north' }, { field: 'region', is: 'south' })]),
    [['contradiction', 'tiers[1].when', null]],
  ],
  'a keep that is harder than the when': [
    standard([[spend({ atLeast: 1000 }), spend({ atLeast: 2000 })]]),
    [['keep-harder', 'tiers[1].keep', { metric: 'spend', atLeast: 1000, under: 2000 }]],
  ],
  'a keep that everybody of the tier below meets': [
    standard([spend({ atLeast: 1000 }), [spend({ atLeast: 5000 }), spend({ atLeast: 500 })]]),
    [['keep-too-easy', 'tiers[2].keep', { metric: 'spend', atLeast: 1000, under: 5000 }]],
  ],
};

/** Of these the rule of those who fall in compares two metrics and is long. */
const mixes: Readonly<Record<string, readonly [object, string, string]>> = {
  'a rolling year in one tier and a calendar year in another': [
    standard([metric('spend_12m', { atLeast: 1000 }), metric('spend_calendar', { atLeast: 5000 })]),
    'window-mix',
    'tiers[2].when',
  ],
  'a lifetime in one tier and a year in another': [
    standard([spend({ atLeast: 1000 }), metric('spend_12m', { atLeast: 5000 })]),
    'lifetime-beside-window',
    'tiers[1].when',
  ],
  'since the upgrade in one tier and a lifetime in another': [
    standard([metric('spend_since', { atLeast: 1000 }), spend({ atLeast: 5000 })], { downgrade: 'never' }),
    'since-upgrade',
    'tiers[1].when',
  ],
  'tiers that are reached since the upgrade and fall at once': [
    standard([metric('spend_since', { atLeast: 1000 })]),
    'since-upgrade-falls',
    'tiers[1].when',
  ],
};

const fine: Readonly<Record<string, object>> = {
  'nothing lies between 4 and 5 orders': standard([
    orders({ atLeast: 1, atMost: 4 }),
    orders({ atLeast: 5 }),
  ]),
  'nothing lies between 999.99 and 1000 yuan': standard([
    spend({ atLeast: 1, atMost: 999.99 }),
    spend({ atLeast: 1000 }),
  ]),
  'bands that fall with the days since the last order': standard([
    metric('days_since_last_order', { over: 30, atMost: 90 }),
    metric('days_since_last_order', { atMost: 30 }),
  ]),
  'a few large orders above many small ones': standard([
    orders({ atLeast: 1 }),
    all(orders({ atMost: 3 }), spend({ atLeast: 5000 })),
  ]),
  'a lifetime and a year asked for by the same tier': standard([
    all(spend({ atLeast: 5000 }), metric('spend_12m', { atLeast: 1000 })),
  ]),
  'a keep that looks at something else': standard([
    [spend({ atLeast: 1000 }), metric('spend_12m', { atLeast: 2000 })],
  ]),
  'pieces of texts, which cannot be told apart': standard([
    all({ field: 'region', contains: '京' }, spend({ atLeast: 10, atMost: 5 })),
  ]),
};

describe('the traps of tier standards', () => {
  it.each(Object.entries(traps))('R009 %s', (_, [document, expected]) => {
    expect(told(document)).toEqual(expected);
  });

  it.each(Object.entries(mixes))('R009 %s', (_, [document, code, path]) => {
    expect(lint(document).map((found) => [found.code, writtenPath(found.path)])).toEqual([[code, path]]);
  });

  it.each(Object.entries(fine))('R009 no false alarm: %s', (_, document) => {
    expect(told(document)).toEqual([]);
  });

  it('R009 tells of bands of spend and orders who is nowhere: 12,000 in 4 orders, and 12,000 in 2', () => {
    const [end, ...holes] = lint(brief);
    expect(end?.code).toBe('upper-end');
    expect(end?.message.en).toMatch(/¥12,000, orders in the last 12 months 4$/);
    expect(end?.message.zh).toMatch(/例如：近12个月消费 ¥12,000、近12个月订单数 4$/);
    expect(holes.map(({ code, message }) => [code, /For example: (.*)$/.exec(message.en)?.[1]])).toEqual([
      ['hole', 'spend in the last 12 months ¥3,000, orders in the last 12 months 6'],
      ['hole', 'spend in the last 12 months ¥12,000, orders in the last 12 months 2'],
    ]);
  });

  const trapped = [...Object.values(traps), ...Object.values(mixes)].map(([document]) => document);
  it.each([brief, ...trapped])(
    'every trap is told in two languages, with a mend that takes it out',
    (document) => {
      const found = lint(document);
      expect(found.length).toBeGreaterThan(0);
      for (const { code, message, mend } of found) {
        expect(message.zh).toMatch(/\p{Script=Han}/u);
        expect(message.en).not.toMatch(/\p{Script=Han}/u);
        const mended = lint(editDocument(document, mend?.edits ?? []));
        const left = mended.filter((other) => other.code === code);
        expect(left.length).toBeLessThan(found.filter((other) => other.code === code).length);
      }
    },
  );
});

describe('the shipped templates', () => {
  it('only sales levels has holes, as its comment says; nothing else is told', async () => {
    const warned: [string, string][] = [];
    for (const id of templateIds) {
      const { document } = await loadDocument(id);
      for (const { code } of lint(document)) warned.push([id, code]);
    }
    expect(warned).toEqual([
      ['sales-levels', 'hole'],
      ['sales-levels', 'hole'],
    ]);
  });
});
