import { describe, expect, it } from 'vitest';
import { parseScheme } from '../../src/domain/parse/parse-scheme.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { suggest } from '../../src/features/suggestions/suggest.ts';
import type { SuggestionRequest, Suggestions, Wanted } from '../../src/features/suggestions/suggestion.ts';
import { codeOf } from '../support/accounts.ts';
import { asOf, fill } from '../support/listed-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const gold = {
  id: 'gold',
  name: 'Gold',
  when: { metric: 'spend', atLeast: 700 },
  benefits: [
    { id: 'agent', kind: 'service', name: 'Agent', cost: { per: 'month', amount: 12 } },
    { id: 'off', kind: 'discount', name: 'Off', cost: { per: 'order', percent: 6 } },
    { id: 'gift', kind: 'gift', name: 'Gift', cost: { per: 'use', amount: 5 } },
  ],
};
const diamond = { id: 'diamond', name: 'Diamond', when: { metric: 'spend', atLeast: 1000 } };
const document = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: { gap: { of: 'orders', take: 'average-gap-days' }, latest: { of: 'orders', take: 'last-date' } },
  tiers: [{ id: 'base', name: 'Base' }, gold, diamond],
};

/** What ten customers spent; the first before the last twelve months, all others within. */
const spent = [4000, 1000, 800, 500, 300, 300, 300, 200, 100, 100];

async function gradedShop(): Promise<Shop> {
  const shop = await openShop();
  const bought = spent.map((amount, index) => ({
    ...{ id: index, customer: `c${index}`, amount: amount * 100 },
    day: index === 0 ? '2025-01-15' : '2025-01-16',
  }));
  await fill(shop, [], bought);
  await publishScheme(shop.folder, { document, author: 'test', at: shop.clock.now });
  await evaluateAll(shop.folder, { asOf, clock: () => shop.clock.now });
  return shop;
}

async function asked(
  { folder }: Shop,
  wanted: Wanted,
  rest: Partial<SuggestionRequest> = {},
): Promise<Suggestions> {
  const written = rest.document ?? document;
  const parsed = parseScheme(written);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const request = { draft: parsed.scheme, metric: 'spend', operator: 'atLeast', wanted, ...rest } as const;
  return await suggest(folder, { ...request, document: written });
}

function exacts({ suggestions }: Suggestions): (readonly [number, number] | null)[] {
  return suggestions.map(({ exact }) => exact && [exact.threshold, exact.customers]);
}

describe('a threshold for a share of the customers', () => {
  it('is the lowest that at most so many reach; whoever is alike stays together', async () => {
    const shop = await gradedShop();
    const wanted: Wanted = { kind: 'top-share', shares: [5, 20, 40, 50, 99] };
    const found = await asked(shop, wanted);
    expect(found).toMatchObject({ customers: 10, asOf: '2026-01-15', fit: null });
    expect(exacts(found)).toEqual([null, [1000, 2], [500, 4], [500, 4], [200, 8]]);
    expect(found.suggestions[3]).toMatchObject({ share: 50, exact: { share: 0.4, cost: null } });
    // Whoever spent over 300 is whoever spent 500.
    expect(exacts(await asked(shop, wanted, { operator: 'over' }))).toEqual([
      null,
      [800, 2],
      [300, 4],
      [300, 4],
      [100, 8],
    ]);
  });

  it('comes with a round number that nobody more reaches', async () => {
    const shop = await openShop();
    const bought = [123.45, 118.2, 96.1].map((amount, id) => ({
      ...{ id, customer: `c${id}`, day: '2025-06-01', amount: Math.round(amount * 100) },
    }));
    await fill(shop, [], bought);
    await publishScheme(shop.folder, { document, author: 'test', at: shop.clock.now });
    await evaluateAll(shop.folder, { asOf, clock: () => shop.clock.now });
    const { suggestions } = await asked(shop, { kind: 'top-share', shares: [67] });
    expect(suggestions).toMatchObject([
      { exact: { threshold: 118.2, customers: 2 }, round: { threshold: 120, customers: 1 } },
    ]);
  });
});

describe('a threshold for a budget', () => {
  /** Without a higher tier: 12 a month and 6 % of a twelfth of the last twelve months' spend. */
  const alone = { ...document, tiers: [document.tiers[0], gold] };
  const within = (budget: number): Wanted => ({ kind: 'budget', tier: 'gold', budget });

  it('is the lowest at which all who reach it cost no more in a month', async () => {
    const shop = await gradedShop();
    const found = async (budget: number) => {
      const { suggestions } = await asked(shop, within(budget), { document: alone });
      const [first] = suggestions;
      return first?.exact && [first.exact.threshold, first.exact.customers, first.exact.cost];
    };
    // From the top 12, 17, 16, 14.5, three times 13.5, 13, twice 12.5.
    expect(await found(11.99)).toBeNull();
    expect(await found(12)).toEqual([4000, 1, 12]);
    expect(await found(50)).toEqual([800, 3, 45]);
    expect(await found(59.49)).toEqual([800, 3, 45]);
    expect(await found(59.5)).toEqual([500, 4, 59.5]);
    expect(await found(99.99)).toEqual([500, 4, 59.5]);
    expect(await found(138)).toEqual([100, 10, 138]);
    const { uncounted } = await asked(shop, within(50), { document: alone });
    expect(uncounted).toEqual([{ zh: 'Gift', en: 'Gift' }]);
  });

  it('leaves out whom the draft gives a higher tier', async () => {
    const shop = await gradedShop();
    const { suggestions } = await asked(shop, within(31));
    expect(suggestions).toMatchObject([
      { tier: 'gold', exact: { threshold: 500, customers: 4, cost: 30.5 } },
    ]);
    expect(exacts(await asked(shop, within(31), { operator: 'over' }))).toEqual([[300, 4]]);
  });
});

describe('natural breaks', () => {
  it('part customers into as many classes as the draft, at round numbers within the gaps', async () => {
    const shop = await gradedShop();
    const found = await asked(shop, { kind: 'natural-breaks', classes: null });
    expect(found.suggestions).toMatchObject([
      { tier: 'gold', exact: { threshold: 800, customers: 3 }, round: { threshold: 600, customers: 3 } },
      { tier: 'diamond', exact: { threshold: 4000, customers: 1 }, round: { threshold: 2000, customers: 1 } },
    ]);
    // Within 135,000 and 20,000 of 12,444,000 squared deviations.
    const within = deviations(spent.slice(3)) + deviations(spent.slice(1, 3));
    expect(found.fit).toBeCloseTo(1 - within / deviations(spent), 9);
    const two = await asked(shop, { kind: 'natural-breaks', classes: 2 });
    expect(two.suggestions).toMatchObject([{ tier: null, exact: { threshold: 4000 } }]);
  });

  it('are none where all are alike, and no more than there are values', async () => {
    const shop = await openShop();
    await fill(
      shop,
      [],
      [
        { id: 1, customer: 'ada', day: '2025-06-01', amount: 100 },
        { id: 2, customer: 'bob', day: '2025-06-01', amount: 100 },
      ],
    );
    await publishScheme(shop.folder, { document, author: 'test', at: shop.clock.now });
    await evaluateAll(shop.folder, { asOf, clock: () => shop.clock.now });
    const found = await asked(shop, { kind: 'natural-breaks', classes: 4 });
    expect(found).toMatchObject({ suggestions: [], fit: 1 });
  });
});

function deviations(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

describe('suggestions', () => {
  it('are refused with all that stands against them', async () => {
    const shop = await openShop();
    expect(await codeOf(asked(shop, { kind: 'top-share', shares: [5] }))).toBe('no-evaluation');
    const graded = await gradedShop();
    const other = { ...document, metrics: { ...document.metrics, late: { of: 'orders', take: 'max' } } };
    const ask = async (metric: string, wanted: Wanted = { kind: 'top-share', shares: [5] }) =>
      await codeOf(asked(graded, wanted, { metric, document: other }));
    expect(await ask('nothing')).toBe('unknown-metric');
    expect(await ask('latest')).toBe('not-numeric');
    expect(await ask('late')).toBe('metric-not-stored');
    const budget = (tier: string): Wanted => ({ kind: 'budget', tier, budget: 1 });
    expect(await ask('latest', budget('base'))).toBe('not-numeric unknown-tier');
    expect(await ask('nothing', budget('diamond'))).toBe('unknown-metric no-costs');
    const yen = { ...document, currency: 'JPY' };
    expect(await codeOf(asked(graded, budget('gold'), { document: yen }))).toMatch(/^other-currency/);
  });

  it('look at fractions exactly', async () => {
    const shop = await openShop();
    // Gaps of 10/3 and 5 days.
    const days = [
      ['ada', 1],
      ['ada', 3],
      ['ada', 7],
      ['ada', 11],
      ['bob', 1],
      ['bob', 6],
    ] as const;
    await fill(
      shop,
      [],
      days.map(([customer, day], id) => ({
        id,
        customer,
        day: `2025-06-0${day}`.replace('011', '11'),
        amount: 1,
      })),
    );
    await publishScheme(shop.folder, { document, author: 'test', at: shop.clock.now });
    await evaluateAll(shop.folder, { asOf, clock: () => shop.clock.now });
    const both: Wanted = { kind: 'natural-breaks', classes: 2 };
    expect(exacts(await asked(shop, both, { metric: 'gap' }))).toEqual([[5, 1]]);
    expect(exacts(await asked(shop, both, { metric: 'gap', operator: 'over' }))).toEqual([[3.333334, 1]]);
    const top: Wanted = { kind: 'top-share', shares: [99] };
    expect(exacts(await asked(shop, top, { metric: 'gap', operator: 'over' }))).toEqual([[3.333334, 1]]);
  });
});
