import { expect, it } from 'vitest';
import { sql } from 'kysely';
import { evaluateAll } from '../src/features/evaluations/evaluate-all.ts';
import { DAY } from './support/accounts.ts';
import { localCaller, type Served, serveShop, type Caller } from './support/serve-shop.ts';

const orders = (bought: readonly (readonly [string, string, number])[], paidAt = '2026-01-15') => ({
  orders: bought.map(([orderId, customerId, amount]) => ({ orderId, customerId, amount, paidAt })),
});
async function nextDay({ shop }: Served, days = 1) {
  shop.clock.now += days * DAY;
  await evaluateAll(shop.folder, { asOf: null, clock: () => shop.clock.now, keepsCuts: true });
}
async function idOf(by: Caller, externalId: string): Promise<string> {
  const found = await by.get(`/customers?externalId=${externalId}`);
  return found.json<{ customers: { id: string }[] }>().customers[0]?.id ?? '';
}
const tiers = [
  { id: 'base', name: 'Base' },
  { id: 'silver', name: 'Silver', when: { metric: 'average_order', atLeast: 1000 } },
  { id: 'gold', name: 'Gold', when: { metric: 'average_order', atLeast: 100000 } },
];
it('floor by hand', async () => {
  const all = await serveShop();
  const by = localCaller(all);
  await by.send('POST', '/schemes', { document: { tierbook: 1, id: 'm', name: 'M', tiers, policy: { downgrade: 'period-end', period: { calendar: 'month' } } } });
  await by.send('POST', '/customers', { customers: [{ externalId: 'ada' }, { externalId: 'bob' }] });
  await by.send('POST', '/orders', orders([['a1', 'ada', 10], ['b1', 'bob', 1000]]));
  await nextDay(all, 0); await nextDay(all);
  const [ada, bob] = [await idOf(by, 'ada'), await idOf(by, 'bob')];
  const set = await by.send('POST', `/customers/${ada}/overrides`, { kind: 'floor', tier: 'gold', reason: 'vip' });
  console.log(set.statusCode, set.body);
  const tier = async () => (await by.get(`/customers/${ada}`)).json<{ tier: string }>().tier;
  console.log('before', await tier());
  const m = await by.send('POST', `/customers/${ada}/merge`, { merged: bob, reason: 'same' });
  console.log(m.statusCode, m.body, 'after', await tier());
  for (const id of ['9223372036854775807', '9223372036854775808', '9999999999999999999']) {
    const gone = await by.send('DELETE', `/customers/${ada}/events/${id}`);
    console.log(id, gone.statusCode, gone.body);
  }
  console.log('faults', all.faults);
});
it('referrer of merged', async () => {
  const all = await serveShop();
  const by = localCaller(all);
  const document = { tierbook: 1, id: 'm', name: 'M', metrics: { brought: { of: 'referrals', take: 'count' } },
    tiers: [{ id: 'base', name: 'Base' }, { id: 'gold', name: 'G', when: { metric: 'brought', atLeast: 1 } }] };
  const p = await by.send('POST', '/schemes', { document }); expect(p.statusCode, p.body).toBe(201);
  await by.send('POST', '/customers', { customers: [{ externalId: 'xin' }, { externalId: 'yan' }, { externalId: 'ada', referredBy: 'xin', registeredOn: '2026-01-01' }, { externalId: 'bob', referredBy: 'yan', registeredOn: '2026-01-02' }] });
  console.log((await by.send('POST', '/customers', { customers: [{ externalId: 'ada', referredBy: 'xin', registeredAt: '2026-01-01' }, { externalId: 'bob', referredBy: 'yan', registeredAt: '2026-01-02' }] })).body);
  await nextDay(all, 0); await nextDay(all);
  const [ada, bob, yan, xin] = [await idOf(by, 'ada'), await idOf(by, 'bob'), await idOf(by, 'yan'), await idOf(by, 'xin')];
  const tell = async (id: string) => JSON.stringify((await by.get(`/customers/${id}`)).json<{ tier: string; metrics: object }>().tier + JSON.stringify((await by.get(`/customers/${id}`)).json<any>().metrics?.brought));
  console.log('yan', await tell(yan), 'xin', await tell(xin));
  const m = await by.send('POST', `/customers/${ada}/merge`, { merged: bob, reason: 'same' });
  console.log(m.body, 'yan after merge', await tell(yan), 'xin', await tell(xin));
  await nextDay(all);
  console.log('yan next day', await tell(yan));
});
