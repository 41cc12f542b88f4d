import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { DAY } from '../support/accounts.ts';
import { expectSoundLedger } from '../support/ledger-shop.ts';
import { type Caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { twoTiers } from '../support/two-tiers.ts';

type Bought = readonly [id: string, customerId: string, amount: number];

const orders = (bought: readonly Bought[]) => ({
  orders: bought.map(([orderId, customerId, amount]) => ({
    orderId,
    customerId,
    amount,
    paidAt: '2026-01-15',
  })),
});

async function served(document: unknown, bought: readonly Bought[]): Promise<Served> {
  const all = await serveShop();
  const by = localCaller(all);
  const published = await by.send('POST', '/schemes', { document });
  expect(published.statusCode, published.body).toBe(201);
  const customers = [
    { externalId: 'ada', owner: 'rita' },
    { externalId: 'bob', name: '阿保', region: '上海' },
  ];
  await by.send('POST', '/customers', { customers });
  await by.send('POST', '/orders', orders(bought));
  await nextDay(all, 0);
  await nextDay(all);
  return all;
}

async function nextDay({ shop }: Served, days = 1): Promise<void> {
  shop.clock.now += days * DAY;
  await evaluateAll(shop.folder, { asOf: null, clock: () => shop.clock.now });
}

async function idOf(by: Caller, externalId: string): Promise<string> {
  const found = await by.get(`/customers?externalId=${externalId}`);
  return found.json<{ customers: { id: string }[] }>().customers[0]?.id ?? '';
}

describe('two customers who are one', () => {
  it('are graded by their joined history, and what comes later under either id is the one’s', async () => {
    const all = await served(twoTiers, [
      ['a1', 'ada', 600],
      ['b1', 'bob', 500],
    ]);
    const by = localCaller(all);
    const [ada, bob] = [await idOf(by, 'ada'), await idOf(by, 'bob')];
    const rita = await signInAs(all, 'rita', 'rep');
    const asked = { merged: bob, reason: '同一个人' };
    expect((await rita.send('POST', `/customers/${ada}/merge`, asked)).statusCode).toBe(403);
    expect(
      (await by.send('POST', `/customers/${ada}/merge`, { merged: ada, reason: '' })).json(),
    ).toMatchObject({
      problems: [{ code: 'reason-missing' }, { code: 'same-customer' }],
    });
    expect((await by.get(`/customers/${bob}/merge-preview`)).json()).toMatchObject({
      externalId: 'bob',
      orders: 1,
    });
    const merged = await by.send('POST', `/customers/${ada}/merge`, asked);
    expect(merged.statusCode, merged.body).toBe(200);
    expect((await by.get(`/customers/${ada}`)).json()).toMatchObject({
      ...{ externalId: 'ada', name: '阿保', region: '上海', owner: 'rita', tier: 'gold' },
      metrics: { spend: 1100, orders: 2 },
    });
    expect((await by.get(`/customers/${ada}/ledger`)).json()).toMatchObject({
      held: { shown: { id: 'gold' } },
      entries: [{ kind: 'merge', from: { id: 'base' }, to: { id: 'gold' }, stands: true }, {}, {}],
    });
    const gone = await by.get(`/customers/${bob}`);
    expect(gone.json()).toMatchObject({ problems: [{ message: 'this customer was merged into ada' }] });
    expect((await by.get(`/customers/${ada}/merges`)).json()).toMatchObject({
      merges: [{ externalId: 'bob', name: '阿保', reason: '同一个人', author: 'command line' }],
    });

    const sent = await rita.send(
      'POST',
      '/orders',
      orders([
        ['b2', 'bob', 70],
        ['b1', 'bob', 500],
      ]),
    );
    expect(sent.json()).toMatchObject({ results: [{ status: 'added' }, { status: 'unchanged' }] });
    expect((await by.get(`/customers/${ada}`)).json()).toMatchObject({ metrics: { spend: 1170, orders: 3 } });
    await by.send('POST', '/customers', {
      customers: [{ externalId: 'bob', name: '别人' }, { externalId: 'cleo' }],
    });
    expect((await by.get('/customers/count')).json()).toEqual({ count: 2 });
    expect(await idOf(by, 'cleo')).not.toBe(bob);
    expect(await idOf(by, 'bob')).toBe(ada);
    expect((await by.get('/customers?search=bo')).json()).toMatchObject({ customers: [{ id: ada }] });
    expect((await by.send('POST', `/customers/${ada}/merge`, asked)).json()).toMatchObject({
      problems: [{ message: 'this customer was merged into ada' }],
    });

    await nextDay(all);
    await expectSoundLedger(all.shop);
    const { tables, rules } = await verifyFolder(all.shop.folder, all.served.seal);
    expect([...tables, ...rules].filter((each) => !holds(each))).toEqual([]);
    expect(all.faults).toEqual([]);
  });

  it('have no lower tier than the higher of the two before the next decision day', async () => {
    const { tiers, ...rest } = twoTiers as { readonly tiers: readonly Record<string, unknown>[] };
    const byAverage = {
      ...rest,
      tiers: tiers.map((tier, index) =>
        index === 0 ? tier : { ...tier, when: { metric: 'average_order', atLeast: 1000 } },
      ),
      policy: { downgrade: 'period-end', period: { calendar: 'month' } },
    };
    const all = await served(byAverage, [
      ['a1', 'ada', 10],
      ['b1', 'bob', 1000],
    ]);
    const by = localCaller(all);
    const [ada, bob] = [await idOf(by, 'ada'), await idOf(by, 'bob')];
    const tier = async () => (await by.get(`/customers/${ada}`)).json<{ tier: string }>().tier;
    expect(await tier()).toBe('base');
    await by.send('POST', `/customers/${ada}/merge`, { merged: bob, reason: 'one and the same' });
    expect(await tier()).toBe('gold');
    await nextDay(all);
    expect(await tier()).toBe('gold');
    await nextDay(all, 14);
    expect(await tier()).toBe('gold');
    await nextDay(all);
    expect(await tier()).toBe('base');
    await expectSoundLedger(all.shop);
    expect(all.faults).toEqual([]);
  });

  it('keep a higher floor that was set by hand', async () => {
    const [base, gold] = twoTiers.tiers;
    const silver = { id: 'silver', name: 'Silver', when: { metric: 'average_order', atLeast: 1000 } };
    const never = { ...gold, when: { metric: 'average_order', atLeast: 9000 } };
    const policy = { downgrade: 'period-end', period: { calendar: 'month' } };
    const all = await served({ ...twoTiers, tiers: [base, silver, never], policy }, [
      ['a1', 'ada', 10],
      ['b1', 'bob', 1000],
    ]);
    const by = localCaller(all);
    const [ada, bob] = [await idOf(by, 'ada'), await idOf(by, 'bob')];
    const tier = async () => (await by.get(`/customers/${ada}`)).json<{ tier: string }>().tier;
    const floor = { kind: 'floor', tier: 'gold', until: '2026-01-20', reason: 'a friend of the house' };
    await by.send('POST', `/customers/${ada}/overrides`, floor);
    await by.send('POST', `/customers/${ada}/merge`, { merged: bob, reason: 'one and the same' });
    expect(await tier()).toBe('gold');
    await nextDay(all, 5);
    expect(await tier()).toBe('silver');
    expect(all.faults).toEqual([]);
  });

  it('are two again within 30 days: what stays is told first, and who may not merge may not', async () => {
    const all = await served(twoTiers, [
      ['a1', 'ada', 600],
      ['b1', 'bob', 500],
    ]);
    const by = localCaller(all);
    const [ada, bob] = [await idOf(by, 'ada'), await idOf(by, 'bob')];
    await by.send('POST', `/customers/${ada}/merge`, { merged: bob, reason: 'one and the same' });
    await by.send('POST', '/customers', { customers: [{ externalId: 'ada', region: '苏州' }] });
    await by.send(
      'POST',
      '/orders',
      orders([
        ['b2', 'bob', 70],
        ['b1', 'ada', 500],
      ]),
    );
    const rita = await signInAs(all, 'rita', 'rep');
    expect((await rita.get('/merges')).json()).toMatchObject({ merges: [{ id: '1', externalId: 'bob' }] });
    for (const refused of [await rita.get('/merges/1/undo'), await rita.send('POST', '/merges/1/undo')]) {
      expect(refused.statusCode).toBe(403);
    }
    const preview = (await by.get('/merges/1/undo')).json();
    expect(preview).toMatchObject({
      ...{ names: ['bob'], since: 1, fields: ['name'] },
      back: { orders: 1, refunds: 0, events: 0, overrides: 0 },
      stays: {
        count: 2,
        first: [
          { what: 'fields', name: 'region', reason: 'edited' },
          { what: 'orders', name: 'b1', reason: 'came-again' },
        ],
      },
    });
    const undone = await by.send('POST', '/merges/1/undo');
    expect([undone.statusCode, undone.json()]).toEqual([200, preview]);
    expect((await by.get(`/customers/${bob}`)).json()).toMatchObject({
      ...{ externalId: 'bob', name: '阿保', region: '上海', tier: 'base', metrics: { spend: 70 } },
    });
    expect((await by.get(`/customers/${ada}`)).json()).toMatchObject({
      name: null,
      metrics: { spend: 1100 },
    });
    expect((await by.get(`/customers/${bob}/ledger`)).json()).toMatchObject({
      entries: [{ kind: 'unmerge' }, {}],
    });
    expect((await by.get(`/customers/${ada}/merges`)).json()).toMatchObject({
      merges: [{ undone: { author: 'command line' }, undoUntil: null }],
    });
    expect((await by.get('/audit')).json().entries[0]).toMatchObject({
      action: 'merge-undone',
      subject: 'ada',
    });
    expect((await by.send('POST', '/merges/1/undo')).json()).toMatchObject({
      problems: [{ code: 'merge-undone' }],
    });
    expect((await by.get('/merges/7/undo')).statusCode).toBe(404);
    await nextDay(all);
    await expectSoundLedger(all.shop);
    await by.send('POST', `/customers/${ada}/merge`, { merged: bob, reason: 'after all' });
    all.shop.clock.now += 30 * DAY + 1;
    expect((await by.get('/merges/2/undo')).json()).toMatchObject({ problems: [{ code: 'merge-too-old' }] });
    expect(all.faults).toEqual([]);
  });

  it('of whom a third is one too are taken apart from the last: nothing of either is left with who was kept', async () => {
    const all = await served(twoTiers, [
      ['a1', 'ada', 600],
      ['b1', 'bob', 500],
    ]);
    const by = localCaller(all);
    const both = { phone: '13800138000', registeredAt: '2026-01-02' };
    const customers = [
      { externalId: 'kim' },
      { externalId: 'ada', ...both },
      { externalId: 'bob', phone: '13900139000', registeredAt: '2026-01-01' },
    ];
    await by.send('POST', '/customers', { customers });
    const [kim, ada, bob] = [await idOf(by, 'kim'), await idOf(by, 'ada'), await idOf(by, 'bob')];
    const before = (await by.get(`/customers/${kim}`)).json();
    for (const merged of [ada, bob]) {
      await by.send('POST', `/customers/${kim}/merge`, { merged, reason: 'one and the same' });
    }
    const shown = await by.get(`/customers/${kim}/merges`);
    expect(shown.json()).toMatchObject({
      merges: [
        { id: '2', undoUntil: expect.any(String) },
        { id: '1', undoUntil: null },
      ],
    });
    const later =
      'after this merge bob was merged into kim as well; take merge 2 (bob) apart first, then this one';
    for (const refused of [await by.get('/merges/1/undo'), await by.send('POST', '/merges/1/undo')]) {
      expect(refused.json()).toMatchObject({ problems: [{ code: 'merge-later', message: later }] });
    }
    for (const id of [2, 1]) expect((await by.send('POST', `/merges/${id}/undo`)).statusCode).toBe(200);
    const { name, phone, registeredAt, region, owner } = before;
    expect((await by.get(`/customers/${kim}`)).json()).toMatchObject({
      name,
      phone,
      registeredAt,
      region,
      owner,
    });
    expect(phone).toBeNull();
    expect((await by.get(`/customers/${ada}`)).json()).toMatchObject({ phone: '138****8000' });
    await nextDay(all);
    await expectSoundLedger(all.shop);
    expect(all.faults).toEqual([]);
  });

  it('are two again on the day on which one of them rose: that he held less before is not forgotten', async () => {
    const all = await served(twoTiers, [
      ['a1', 'ada', 600],
      ['b1', 'bob', 500],
    ]);
    const by = localCaller(all);
    const [ada, bob] = [await idOf(by, 'ada'), await idOf(by, 'bob')];
    const bought = { orderId: 'b2', customerId: 'bob', amount: 600, paidAt: '2026-01-16' };
    await by.send('POST', '/orders', { orders: [bought] });
    await by.send('POST', `/customers/${ada}/merge`, { merged: bob, reason: 'one and the same' });
    await by.send('POST', '/merges/1/undo');
    await nextDay(all);
    const { entries } = (await by.get(`/customers/${bob}/ledger`)).json();
    expect(entries).toMatchObject([
      { kind: 'unmerge', from: { id: 'base' }, to: { id: 'gold' } },
      { kind: 'upgrade', from: { id: 'base' }, to: { id: 'gold' } },
      { kind: 'first grading', from: null },
    ]);
    await expectSoundLedger(all.shop);
    expect(all.faults).toEqual([]);
  });
});
