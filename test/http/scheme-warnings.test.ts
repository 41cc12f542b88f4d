import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { asOf, fill } from '../support/listed-shop.ts';
import { type Served, serveShop, signInAs } from '../support/serve-shop.ts';

const year = { last: 12, unit: 'month' };
const document = {
  tierbook: 1,
  id: 'levels',
  name: { zh: '销售层级', en: 'Sales levels' },
  metrics: {
    spend_12m: { of: 'orders', take: 'sum', window: year },
    orders_12m: { of: 'orders', take: 'count', window: year },
  },
  tiers: [
    { id: 'third', name: '三级' },
    {
      id: 'second',
      name: '二级',
      when: {
        all: [
          { metric: 'spend_12m', atLeast: 50, atMost: 100 },
          { metric: 'orders_12m', atLeast: 1, atMost: 2 },
        ],
      },
    },
    {
      id: 'first',
      name: '一级',
      when: {
        all: [
          { metric: 'spend_12m', over: 100 },
          { metric: 'orders_12m', over: 2 },
        ],
      },
    },
  ],
};

interface Warning {
  readonly code: string;
  readonly path: string;
  readonly line: number | null;
  readonly message: string;
  readonly mend: { readonly edits: readonly object[]; readonly text: string } | null;
  readonly customers: {
    readonly count: number;
    readonly shown: readonly { readonly externalId: string; readonly metrics: object }[];
    readonly filter: object;
  } | null;
}

/** Ada spends 120 in one order and Bob 150 in two, each with an owner; Cleo is where she should be. */
async function gradedLevels(): Promise<Served> {
  const served = await serveShop();
  const { shop } = served;
  const customer = (id: string, owner: string) => ({
    external_id: id,
    name: id,
    owner,
    phone: '13812345678',
  });
  const bought = (customer: string, amounts: readonly number[], from: number) =>
    amounts.map((amount, index) => ({ id: from + index, customer, day: '2026-01-05', amount: amount * 100 }));
  await fill(
    shop,
    [customer('ada', 'ann'), customer('bob', 'ben'), customer('cleo', 'ann')],
    [...bought('ada', [120], 1), ...bought('bob', [100, 50], 2), ...bought('cleo', [60], 4)],
  );
  await publishScheme(shop.folder, { document, author: 'test', at: shop.clock.now });
  await evaluateAll(shop.folder, { asOf, clock: () => shop.clock.now });
  return served;
}

describe('warnings of a checked standard', () => {
  it('come with the customers who fall in, in the language that was asked for, and with a mend', async () => {
    const served = await gradedLevels();
    const owner = await signInAs(served, 'ada', 'owner');
    const checked = await owner.send('POST', '/schemes/checks', { document });
    const { problems, warnings } = checked.json<{ problems: object[]; warnings: Warning[] }>();
    expect(problems).toEqual([]);
    const [end] = warnings;
    expect(end).toMatchObject({ code: 'upper-end', path: 'tiers[1].when', line: null });
    expect(end?.customers?.count).toBe(2);
    expect(end?.customers?.shown).toMatchObject([
      { externalId: 'bob', tier: 'third', metrics: { spend_12m: 150, orders_12m: 2 } },
      { externalId: 'ada', tier: 'third', metrics: { spend_12m: 120, orders_12m: 1 } },
    ]);
    expect(checked.body).not.toContain('1381234');
    const query = new URLSearchParams({ filter: JSON.stringify(end?.customers?.filter) });
    expect((await owner.get(`/customers/count?${query}`)).json()).toEqual({ count: 2 });
    expect(served.faults).toEqual([]);
  });

  it('count and show a rep own customers only', async () => {
    const served = await gradedLevels();
    const rep = await signInAs(served, 'ann', 'rep');
    const { warnings } = (await rep.send('POST', '/schemes/checks', { document })).json<{
      warnings: Warning[];
    }>();
    expect(warnings[0]?.customers?.count).toBe(1);
    expect(warnings[0]?.customers?.shown.map(({ externalId }) => externalId)).toEqual(['ada']);
  });

  it('say in which line of a text they stand, and count nobody by metrics that were not stored', async () => {
    const served = await gradedLevels();
    const owner = await signInAs(served, 'ada', 'owner');
    const changed = {
      ...document,
      metrics: { ...document.metrics, spend_12m: { of: 'orders', take: 'max', window: year } },
    };
    const text = JSON.stringify(changed, null, 1);
    const { warnings } = (await owner.send('POST', '/schemes/checks', { text })).json<{
      warnings: Warning[];
    }>();
    expect(warnings[0]?.line).toBe(text.slice(0, text.indexOf('"when"')).split('\n').length);
    expect(warnings.map(({ customers }) => customers)).toEqual(warnings.map(() => null));
  });

  it('do not hinder a publication', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'ada', 'owner');
    const { warnings } = (await owner.send('POST', '/schemes/checks', { document })).json<{
      warnings: Warning[];
    }>();
    expect(warnings.length).toBeGreaterThan(0);
    expect(warnings.every(({ customers }) => customers === null)).toBe(true);
    expect((await owner.send('POST', '/schemes', { document })).statusCode).toBe(201);
  });

  it('tell the owner, not a rep, of a tier that nobody is in today, with a threshold that somebody reaches', async () => {
    const served = await serveShop();
    const { shop } = served;
    const customers = Array.from({ length: 50 }, (_, index) => ({ external_id: `c${index}`, owner: 'ann' }));
    await fill(shop, customers, [{ id: 1, customer: 'c1', day: '2026-01-05', amount: 98_765 }]);
    const tiers = [
      { id: 'normal', name: '普通' },
      { id: 'vip', name: '贵宾', when: { metric: 'spend', atLeast: 1000 } },
    ];
    const vips = { tierbook: 1, id: 'vips', name: 'VIPs', tiers };
    await publishScheme(shop.folder, { document: vips, author: 'test', at: shop.clock.now });
    await evaluateAll(shop.folder, { asOf, clock: () => shop.clock.now });
    const check = async (name: string, role: 'owner' | 'rep') => {
      const caller = await signInAs(served, name, role);
      return (await caller.send('POST', '/schemes/checks', { document: vips })).json<{
        warnings: Warning[];
      }>();
    };
    expect((await check('ada', 'owner')).warnings).toMatchObject([
      {
        code: 'nobody-today',
        path: 'tiers[1].when',
        mend: { text: 'tiers[1].when: { metric: spend, atLeast: 980 }' },
      },
    ]);
    expect((await check('ann', 'rep')).warnings).toEqual([]);
  });
});
