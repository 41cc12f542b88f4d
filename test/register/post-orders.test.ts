import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../src/domain/problem.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import type { OrderResult } from '../../src/features/register/keep-orders.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { gradedRegister } from '../support/graded-register.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import { twoTiers as scheme } from '../support/two-tiers.ts';

async function openGraded(): Promise<Shop & { readonly send: ReturnType<typeof sender> }> {
  const shop = await openShop();
  await publishScheme(shop.folder, { document: scheme, author: 'owner', at: shop.clock.now });
  await evaluateAll(shop.folder, { asOf: null, clock: () => shop.clock.now });
  return { ...shop, send: sender(shop) };
}

function sender({ folder, clock }: Shop) {
  const keep = collectOrders(folder, () => clock.now);
  return async (orders: readonly unknown[], owner?: string) => {
    const visibility = owner === undefined ? ({ all: true } as const) : { owner };
    return await keep({ orders, visibility, author: owner ?? 'till' });
  };
}

function statuses(results: readonly OrderResult[]): string[] {
  return results.map((result) =>
    'status' in result
      ? result.status
      : result.problems.map(({ code, path }) => `${code} ${path}`).join(', '),
  );
}

async function tierOf(shop: Shop, customer: string): Promise<number | undefined> {
  const { grades } = await gradedRegister(shop);
  const found = (grades as { external_id: string; tier: bigint }[]).find(
    (row) => row.external_id === customer,
  );
  return found === undefined ? undefined : Number(found.tier);
}

const first = { orderId: 'a1', customerId: 'ada', orderedAt: '2026-01-02T10:30:00+08:00', amount: 600 };

describe('orders that are sent', () => {
  it('R016 are kept and graded at once: ada is gold after her second order', async () => {
    const shop = await openGraded();
    expect(await shop.send([first])).toEqual({ results: [{ status: 'added', orderId: 'a1' }], graded: true });
    expect(await tierOf(shop, 'ada')).toBe(0);
    await shop.send([{ ...first, orderId: 'a2', amount: '¥400.00' }]);
    expect(await tierOf(shop, 'ada')).toBe(1);
    await shop.send([{ ...first, orderId: 'a2', amount: '¥400.00', status: '交易关闭' }]);
    expect(await tierOf(shop, 'ada')).toBe(0);
  });

  it('R032 change nothing when they are sent again, and become a new version when they differ', async () => {
    const shop = await openGraded();
    const send = async (order: object) => statuses((await shop.send([order])).results);
    expect(await send(first)).toEqual(['added']);
    expect(await send(first)).toEqual(['unchanged']);
    expect(await send({ ...first, status: 'refunded' })).toEqual(['changed']);
    expect(await send({ ...first, status: '退款成功' })).toEqual(['unchanged']);
    expect(await send({ ...first, channel: '天猫' })).toEqual(['added']);
    const { rows } = await sql`select order_ref, status, ordered_time, recorded_by, ended_by
      from orders_history`.execute(shop.folder.database().reader);
    expect(rows).toEqual([
      { order_ref: 'a1', status: 'completed', ordered_time: '10:30:00', recorded_by: 1n, ended_by: 3n },
    ]);
  });

  it('R032 have a number made for them where they have none, the same for the same again', async () => {
    const shop = await openGraded();
    const { orderId: _, ...unnumbered } = first;
    const sent = await shop.send([unnumbered, unnumbered, { ...unnumbered, orderedAt: '2026-01-02 11:00' }]);
    expect(statuses(sent.results)).toEqual(['added', 'added', 'added']);
    const again = await shop.send([unnumbered, unnumbered]);
    expect(statuses(again.results)).toEqual(['unchanged', 'unchanged']);
    expect(again.results[0]).toEqual({
      status: 'unchanged',
      orderId: expect.stringMatching(/^#[0-9a-f]{32}$/),
    });
  });

  it('R032 of one number in one request: the last stands', async () => {
    const shop = await openGraded();
    const { results } = await shop.send([
      { ...first, amount: 1 },
      { ...first, amount: -1 },
      { ...first, amount: 7 },
    ]);
    expect(statuses(results)).toEqual(['superseded', 'superseded', 'added']);
    expect((await gradedRegister(shop)).orders).toMatchObject([{ order_ref: 'a1', amount: 700n }]);
  });

  it('R032 of one number in requests at the same time: each becomes a version', async () => {
    const shop = await openGraded();
    const sent = [1, 2, 2, 3].map((amount) =>
      shop.send([
        { ...first, amount },
        { ...first, orderId: `b${amount}` },
      ]),
    );
    const results = (await Promise.all(sent)).map((kept) => statuses(kept.results));
    expect(results).toEqual([
      ['added', 'added'],
      ['changed', 'added'],
      ['unchanged', 'unchanged'],
      ['changed', 'added'],
    ]);
  });

  it('R032 have lines that add up to them', async () => {
    const shop = await openGraded();
    const lines = [
      { amount: 10, quantity: 2, product: '茶' },
      { amount: '20.5', category: 'food' },
    ];
    const sent = await shop.send([
      { ...first, amount: 30.5, lines },
      { ...first, orderId: 'a2', amount: 30, lines },
    ]);
    expect(statuses(sent.results)).toEqual(['added', 'lines-differ orders[1].amount']);
    expect((await gradedRegister(shop)).orders).toMatchObject([
      {
        amount: 3050n,
        line_count: 2,
        quantity: 2_000_000n,
        lines: '1|1000|2000000|-1||茶;2|2050|-1|-1|food|',
      },
    ]);
  });

  it('R007 that cannot be read are told what is wrong, all of it, in both languages, and the others are kept', async () => {
    const shop = await openGraded();
    const { results } = await shop.send([
      { orderId: 1e21, customerId: '散客', orderedAt: '3/4/2026', amount: '1,23', staus: 'paid', lines: 3 },
      'nothing',
      { customerId: 'bob' },
      { ...first, lines: [{ quantity: 'x' }, {}], paidAt: true },
      first,
    ]);
    expect(statuses(results)).toEqual([
      [
        'unknown-key orders[0].staus',
        'placeholder orders[0].customerId',
        'date-ambiguous orders[0].orderedAt',
        'bad-type orders[0].lines',
        'amount-ambiguous orders[0].amount',
        'number-inexact orders[0].orderId',
      ].join(', '),
      'bad-type orders[1]',
      'missing orders[2].amount, missing orders[2].orderedAt',
      'bad-type orders[3].paidAt, amount-unreadable orders[3].lines[0].quantity, missing orders[3].lines[1].amount',
      'added',
    ]);
    const [bad] = results;
    const problems = bad !== undefined && 'problems' in bad ? bad.problems : [];
    for (const problem of problems) {
      expect(formatProblem(problem, 'zh')).toMatch(/[一-鿿]/);
      expect(formatProblem(problem, 'en')).not.toMatch(/[一-鿿].*[一-鿿].*[一-鿿]/);
    }
    expect(problems.map((problem) => formatProblem(problem, 'en'))[0]).toBe(
      'orders[0].staus: there is no “staus”; did you mean status?',
    );
  });

  it('R009 are read in the money of the standard that holds when they come', async () => {
    const shop = await openShop();
    const send = sender(shop);
    await send([{ customerId: 'bob' }]);
    const yen = { ...scheme, currency: 'JPY' };
    await publishScheme(shop.folder, { document: yen, author: 'owner', at: shop.clock.now });
    expect(statuses((await send([first])).results)).toEqual(['added']);
    const { rows } = await sql`select amount from orders`.execute(shop.folder.database().reader);
    expect(rows).toEqual([{ amount: 600n }]);
  });

  it('S01 of several senders at the same time are each recorded as its own sender’s, new customers once', async () => {
    const shop = await openGraded();
    const order = (orderId: string, customerId: string) => ({ ...first, orderId, customerId });
    await shop.send([order('a0', 'ada')]);
    await shop.folder.writer.write((trx) =>
      sql`update customers set owner = 'Rita' where external_id = 'ada'`.execute(trx),
    );
    await Promise.all([
      shop.send([order('x', 'eve')]),
      shop.send([order('a1', 'ada'), order('b1', 'bob')]),
      shop.send([order('a2', 'ada'), order('b2', 'bob')], 'Rita'),
      shop.send([order('b3', 'bob')]),
    ]);
    const { rows } =
      await sql`select order_ref, external_id, author from orders join customers using (customer_id)
      join recordings on recording_id = orders.recorded_by order by order_ref`.execute(
        shop.folder.database().reader,
      );
    expect(rows).toEqual([
      { order_ref: 'a0', external_id: 'ada', author: 'till' },
      { order_ref: 'a1', external_id: 'ada', author: 'till' },
      { order_ref: 'a2', external_id: 'ada', author: 'Rita' },
      { order_ref: 'b1', external_id: 'bob', author: 'till' },
      { order_ref: 'b3', external_id: 'bob', author: 'till' },
      { order_ref: 'x', external_id: 'eve', author: 'till' },
    ]);
  });

  it('are kept before anything is graded, which the answer says', async () => {
    const shop = await openShop();
    expect(await sender(shop)([first])).toEqual({
      results: [{ status: 'added', orderId: 'a1' }],
      graded: false,
    });
  });

  it('S02 by a rep are of own customers only, and nothing tells whether there are others', async () => {
    const shop = await openGraded();
    const order = (customerId: string, orderId: string) => ({ ...first, customerId, orderId });
    await shop.send([order('ada', 'a1'), order('bob', 'b1')]);
    await shop.folder.writer.write((trx) =>
      sql`update customers set owner = 'Rita' where external_id = 'ada'`.execute(trx),
    );
    const { results } = await shop.send(
      [order('ada', 'a2'), order('bob', 'b2'), order('nobody', 'n1'), order('ada', 'b1')],
      'Rita',
    );
    expect(statuses(results)).toEqual([
      'added',
      'forbidden orders[1].customerId',
      'forbidden orders[2].customerId',
      'forbidden orders[3].customerId',
    ]);
    const said = results
      .slice(1)
      .map((result) => ('problems' in result ? result.problems[0]?.message : null));
    expect(new Set(said.map((message) => JSON.stringify(message))).size).toBe(1);
    expect((await gradedRegister(shop)).orders).toHaveLength(3);
    expect(statuses((await shop.send([order('bob', 'b2')], 'rita')).results)).toEqual([
      'forbidden orders[0].customerId',
    ]);
  });
});
