import { describe, expect, it } from 'vitest';
import { type Caller, caller, localCaller, serveShop } from '../support/serve-shop.ts';

interface Answer {
  readonly results: readonly {
    readonly status?: string;
    readonly remarks?: readonly { code: string; path: string; message: string }[];
  }[];
}

/** The codes and places of each result's remarks. */
async function remarked(by: Caller, what: string, items: readonly object[]): Promise<string[][]> {
  const sent = await by.send('POST', `/${what}`, { [what]: items });
  expect(sent.statusCode, sent.body).toBe(200);
  return sent.json<Answer>().results.map(({ status, remarks = [] }) => {
    expect(status).toBe('added');
    return remarks.map(({ code, path }) => `${path} ${code}`);
  });
}

/** It is the 15th of January 2026 there. */
describe('R036 what is hardly meant is kept and told', () => {
  it('of orders, as the checks of quality find them', async () => {
    const till = localCaller(await serveShop());
    const order = { customerId: 'ada', paidAt: '2026-01-15', amount: 10 };
    const given = [
      order,
      { ...order, paidAt: '2026-01-16' },
      { ...order, orderedAt: '2027-01-01' },
      { ...order, amount: -5 },
      { ...order, refunded: 10 },
      { ...order, refunded: '10.01', orderedAt: '2026-02-01' },
    ].map((each, index) => ({ ...each, orderId: `n${index}` }));
    expect(await remarked(till, 'orders', given)).toEqual([
      [],
      ['orders[1].paidAt order-in-future'],
      ['orders[2].orderedAt order-in-future'],
      ['orders[3].amount negative-total'],
      [],
      ['orders[5].orderedAt order-in-future', 'orders[5].refunded refund-beyond-paid'],
    ]);
    const failing = async (check: string): Promise<string[]> => {
      const { orders } = (await till.get(`/quality/${check}/orders`)).json<{
        orders: { reference: string }[];
      }>();
      return orders.map(({ reference }) => reference).sort();
    };
    expect(await failing('order-in-future')).toEqual(['n1', 'n2', 'n5']);
    expect(await failing('negative-total')).toEqual(['n3']);
    expect(await failing('refund-beyond-paid')).toEqual(['n5']);
  });

  it('of customers and events, in the language of the caller', async () => {
    const served = await serveShop();
    const till = localCaller(served);
    const customers = [
      { externalId: 'ada', birthday: '2026-01-15' },
      { externalId: 'bob', birthday: '2090-01-01', registeredAt: '2026-01-16' },
    ];
    expect(await remarked(till, 'customers', customers)).toEqual([
      [],
      ['customers[1].birthday birthday-implausible', 'customers[1].registeredAt registered-implausible'],
    ]);
    const id = (await till.get('/customers?search=bob')).json<{ customers: { id: string }[] }>().customers[0]
      ?.id;
    const changed = async (body: object): Promise<unknown> =>
      (await till.send('PATCH', `/customers/${id}`, body)).json<{ remarks?: unknown }>().remarks;
    expect(await changed({ birthday: '2091-01-01' })).toMatchObject([
      { path: 'birthday', code: 'birthday-implausible' },
    ]);
    expect(await changed({ birthday: '1990-01-01', name: 'Bob' })).toBeUndefined();
    const event = { customerId: 'ada', at: '2026-01-10' };
    const events = [
      { ...event, source: 'complaints', resolvedAt: '2026-01-10' },
      { ...event, source: 'complaints', resolvedAt: '2026-01-09' },
      { ...event, source: 'usage', measure: 'GB', quantity: -1 },
      { ...event, source: 'points', quantity: -1 },
      { ...event, source: 'visits', at: '2026-01-16' },
    ];
    expect(await remarked(till, 'events', events)).toEqual([
      [],
      ['events[1].resolvedAt resolved-before'],
      ['events[2].quantity usage-below-zero'],
      [],
      ['events[4].at event-in-future'],
    ]);
    const inChinese = caller(served.app, {
      authorization: `Bearer ${served.served.localToken}`,
      'accept-language': 'zh-CN',
    });
    const visit = { ...event, source: 'visits', at: '2026-01-17' };
    const { results } = (await inChinese.send('POST', '/events', { events: [visit] })).json<Answer>();
    expect(results[0]?.remarks?.[0]?.message).toBe(
      '发生的日期在今天之后，到那一天之前都不算数。已保存；如果写错了，请更正后再发一次',
    );
  });
});
