import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { type Graded, gradeFiles } from '../support/grade-files.ts';
import { referencePath } from '../support/reference-data.ts';

const file = referencePath('rfm', 'rfm_data_orders.csv');
const segmentsFile = referencePath('conformance', 'rfm-summary', 'segments.json');
const needed = ({ skip }: TestContext): void => {
  if (file === undefined) skip('reference data rfm is not beside the checkout');
};

const gives = ['recency', 'frequency', 'monetary', 'code', 'segment'];
const methods = ['thresholds', 'rank'] as const;
const scheme = {
  currency: 'USD',
  metrics: {
    total: { of: 'orders', take: 'sum', what: 'amount' },
    purchases: { of: 'orders', take: 'count' },
    days: { of: 'orders', take: 'days-since-last' },
    top: { 'top-share-of': 'total' },
    ...Object.fromEntries(
      methods.flatMap((method) => gives.map((rfm) => [`${method}_${rfm}`, { rfm, method }])),
    ),
  },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'top20', name: 'Top 20 %', when: { metric: 'top', atMost: 20 } },
    { id: 'champion', name: 'Champions', when: { metric: 'rank_segment', is: 'Champions' } },
  ],
};

interface Facts {
  readonly id: string;
  readonly days: number;
  readonly orders: number;
  readonly dollars: number;
}

let graded: Graded;
let facts: Facts[];

beforeAll(async () => {
  if (file === undefined) return;
  graded = await gradeFiles({ files: [file], scheme });
  facts = await readFacts(file);
});

async function readFacts(path: string): Promise<Facts[]> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split(/\r?\n/).slice(1);
  const orders = lines.map((line) => line.split(','));
  const latest = Math.max(...orders.map(([, day = '']) => Date.parse(day)));
  const customers = new Map<string, string[][]>();
  for (const order of orders)
    customers.set(order[0] ?? '', [...(customers.get(order[0] ?? '') ?? []), order]);
  return [...customers]
    .map(([id, bought]) => ({
      id,
      days: (latest - Math.max(...bought.map(([, day = '']) => Date.parse(day)))) / 86_400_000,
      orders: bought.length,
      dollars: bought.reduce((sum, [, , revenue]) => sum + Number(revenue), 0),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

type Score = (values: readonly number[], own: number, place: number) => number;

/** 1 and one more for each of the 20/40/60/80 % points below the value. */
const byThresholds: Score = (values, own) => {
  const sorted = [...values].sort((a, b) => a - b);
  const points = [0.2, 0.4, 0.6, 0.8].map((share) => sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return 1 + points.filter((point) => point < own).length;
};

/** Fifths of the customers in the order of value and id. */
const byRank: Score = (values, own, place) => {
  const before = values.filter((value, index) => value < own || (value === own && index < place)).length;
  const rank = before + 1;
  return [1, 2, 3, 4, 5].find((k) => (rank - 1) * 5 <= k * (values.length - 1)) ?? 0;
};

function codes(score: Score): string[] {
  const [days, orders, dollars] = [
    facts.map((one) => one.days),
    facts.map((one) => one.orders),
    facts.map((one) => one.dollars),
  ];
  return facts.map((one, place) =>
    [
      6 - score(days, one.days, place),
      score(orders, one.orders, place),
      score(dollars, one.dollars, place),
    ].join(''),
  );
}

describe('4,906 orders of 995 customers (R009–R014)', () => {
  it('add up as plain arithmetic adds them', (context) => {
    needed(context);
    expect(graded.report).toMatchObject({ customers: 995, files: [{ rows: 4906, rejected: 0 }] });
    expect(graded.rows.map((row) => [row.customer_id, row.total, row.purchases, row.days])).toEqual(
      facts.map(({ id, dollars, orders, days }) => [id, dollars.toFixed(2), String(orders), String(days)]),
    );
  });

  it.for([
    ['thresholds', byThresholds],
    ['rank', byRank],
  ] as const)('RFM scores by %s are those computed by the book', ([method, score], context) => {
    needed(context);
    const expected = codes(score);
    expect(new Set(expected).size).toBeGreaterThan(50);
    expect(graded.rows.map((row) => row[`${method}_code`])).toEqual(expected);
    const digits = gives.slice(0, 3).map((give) => graded.rows.map((row) => row[`${method}_${give}`]));
    expect(facts.map((_, index) => digits.map((column) => column[index]).join(''))).toEqual(expected);
  });

  it('segments are those the published map gives the codes', async (context) => {
    needed(context);
    const { segments } = JSON.parse(
      await readFile(segmentsFile ?? context.skip('no segments.json'), 'utf8'),
    ) as { segments: Record<string, string[]> };
    const byCode = new Map(
      Object.entries(segments).flatMap(([name, list]) => list.map((code) => [code, name])),
    );
    for (const method of methods) {
      for (const row of graded.rows)
        expect(row[`${method}_segment`]).toBe(byCode.get(row[`${method}_code`] ?? ''));
    }
  });

  it('the top 20 % are those with a fifth of all or fewer above them, champions stand over them', (context) => {
    needed(context);
    const champions = graded.rows.map((row) => row.rank_segment === 'Champions');
    const expected = facts.map(({ dollars }, index) => {
      if (champions[index]) return 'champion';
      const above = facts.filter((other) => other.dollars > dollars).length;
      return above * 100 <= 20 * facts.length ? 'top20' : 'base';
    });
    expect(graded.rows.map(({ tier }) => tier)).toEqual(expected);
    expect(new Set(expected).size).toBe(3);
  });
});
