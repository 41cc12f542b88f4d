import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { currentGeneration } from '../../src/features/evaluations/generation.ts';
import { writeExport } from '../../src/features/exports/write-export.ts';
import { undoImport } from '../../src/features/imports/undo-import.ts';
import { replayLedger } from '../../src/features/ledger/replay.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { everybody } from '../support/export-all.ts';
import { importText, testSeal } from '../support/import-text.ts';
import { localCaller, serveShop, signInAs } from '../support/serve-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

/** Looks at everything that one customer's orders could change of another's grade. */
const scheme = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: {
    place: { 'top-share-of': 'spend' },
    cell: { rfm: 'code' },
    worth: { clv: { months: 12, margin: 0.3 } },
    teas: { of: 'lines', take: 'sum', what: 'amount', where: { field: 'product', is: 'tea' } },
  },
  tiers: [
    {
      ...{ id: 'base', name: 'Base' },
      benefits: [{ id: 'points', kind: 'points', name: 'Points', value: 1 }],
    },
    { id: 'top', name: 'Top', when: { metric: 'place', atMost: 30 } },
    {
      id: 'best',
      name: 'Best',
      when: {
        all: [
          { metric: 'worth', atLeast: 1 },
          { metric: 'teas', over: 0 },
        ],
      },
    },
  ],
};

async function graded(shop: Shop): Promise<Shop> {
  await publishScheme(shop.folder, { document: scheme, author: 'owner', at: shop.clock.now });
  return shop;
}

async function evaluate({ folder, clock }: Shop): Promise<void> {
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
}

async function rows(shop: Shop, from: string): Promise<readonly Record<string, unknown>[]> {
  const found = await sql<Record<string, unknown>>`${sql.raw(from)}`.execute(shop.folder.database().reader);
  return found.rows;
}

/** Everybody as graded, by the id of the business. */
async function grades(shop: Shop): Promise<readonly Record<string, unknown>[]> {
  const table = (await currentGeneration(shop.folder.database().reader))?.graded.table ?? '';
  const all = await rows(shop, `select * from "${table}" order by external_id`);
  return all.map(({ customer_id: _, graded_at: __, ...row }) => row);
}

const pointsOf =
  'select c.external_id, kind, quantity, cast(day as text) as day from events as e left join customers as c on c.customer_id = e.customer_id order by 1, 2, 3, 4';
const ownersOf =
  'select order_ref as ref, external_id as buyer, amount from orders as o left join customers as c on c.customer_id = o.customer_id order by 1';

async function expectSound({ folder }: Shop): Promise<void> {
  const { tables, rules } = await verifyFolder(folder, testSeal);
  const broken = [...tables, ...rules].filter((each) => !holds(each));
  expect(broken.map(({ id, example }) => [id, example])).toEqual([]);
  expect(await replayLedger(folder)).toMatchObject({ differences: 0 });
}

const header =
  '商品,订单号,订单状态,用户实付金额(元),商家实收金额(元),商品数量(件),店铺优惠折扣(元),订单成交时间\n';
const pinduoduo = (...lines: string[]) => `${header}${lines.map((line) => `${line}\n`).join('')}`;
const file = pinduoduo(
  'tea,P1,已完成,60,60,1,0,2026-01-10 10:00:00',
  'rice,P2,已完成,40,40,1,0,2026-01-11 10:00:00',
);

describe('orders of which nobody knows whose they are (R006)', () => {
  it('are kept of a platform that names no buyer, graded for nobody, and become his when somebody names him', async () => {
    const shop = await graded(await openShop());
    const { folder, clock } = shop;
    const tried = await importText(shop, 'orders', [file], { dryRun: true });
    expect(tried).toMatchObject({ unattributed: 2, effect: { newCustomers: 0, outcome: { added: 2 } } });
    const first = await importText(shop, 'orders', [file]);
    expect(first).toMatchObject({ unattributed: 2, outcome: { added: 2, changed: 0, unchanged: 0 } });
    await evaluate(shop);
    expect(await grades(shop)).toEqual([]);
    expect(await rows(shop, pointsOf)).toEqual([]);
    expect((await importText(shop, 'orders', [file])).outcome).toEqual({
      added: 0,
      changed: 0,
      unchanged: 2,
    });

    const sent = {
      orderId: 'P1',
      customerId: 'ada',
      orderedAt: '2026-01-10 10:00:00',
      amount: 60,
      product: 'tea',
    };
    const all = { visibility: { all: true }, author: 'till' } as const;
    const kept = await collectOrders(folder, () => clock.now)({ orders: [sent], ...all });
    expect(kept.results).toEqual([{ status: 'changed', orderId: 'P1' }]);
    expect(await grades(shop)).toMatchObject([{ external_id: 'ada' }]);
    // A file that does not say it takes nobody's order away.
    const again = await importText(shop, 'orders', [
      pinduoduo('tea,P1,已完成,61,61,1,0,2026-01-10 10:00:00'),
    ]);
    expect(again).toMatchObject({ unattributed: 0, outcome: { changed: 1 } });
    expect(await rows(shop, ownersOf)).toEqual([
      { ref: 'P1', buyer: 'ada', amount: 6100n },
      { ref: 'P2', buyer: null, amount: 4000n },
    ]);
    await evaluate(shop);
    await expectSound(shop);
    const named = 'order_id,customer_id,ordered_at,amount\nP2,bob,2026-01-11 10:00:00,40\n';
    expect((await importText(shop, 'orders', [named])).outcome).toMatchObject({ changed: 1 });
    await evaluate(shop);
    expect((await grades(shop)).map(({ external_id }) => external_id)).toEqual(['ada', 'bob']);
    const { signal } = new AbortController();
    const progress = { step: () => undefined, at: () => undefined };
    await undoImport(folder, { id: 4n, author: 'anna', clock: () => clock.now, signal, progress });
    await evaluate(shop);
    expect(await rows(shop, ownersOf)).toMatchObject([{ buyer: 'ada' }, { ref: 'P2', buyer: null }]);
    expect((await grades(shop)).map(({ external_id }) => external_id)).toEqual(['ada']);
    await expectSound(shop);
  });

  it('are listed, found by a part of their number and given to a customer, whom the file does not take them from', async () => {
    const all = await serveShop();
    const { shop } = all;
    const by = localCaller(all);
    await graded(shop);
    await importText(shop, 'orders', [file]);
    await by.send('POST', '/orders', {
      orders: [{ orderId: 'A1', customerId: 'ada', orderedAt: '2026-01-02', amount: 5 }],
    });
    await evaluate(shop);
    expect((await by.get('/business')).json()).toMatchObject({ customers: 1, orders: 1, unattributed: 2 });
    const found = (await by.get('/orders/unattributed?search=p1')).json();
    expect(found).toMatchObject({ count: 1, next: null, orders: [{ reference: 'P1', amount: 60 }] });
    const id = (await by.get('/customers')).json().customers[0].id;
    const body = { orders: [found.orders[0].id], reason: '' };
    expect((await by.send('POST', `/customers/${id}/orders`, body)).statusCode).toBe(422);
    const why = { ...body, reason: 'a picture of it' };
    expect((await by.send('POST', `/customers/${id}/orders`, why)).json()).toEqual({ given: 1 });
    expect((await by.get('/customers')).json().customers).toMatchObject([{ metrics: { spend: 65 } }]);
    expect((await by.send('POST', `/customers/${id}/orders`, why)).statusCode).toBe(404);
    const rep = await signInAs(all, 'rita', 'rep');
    expect((await rep.get('/orders/unattributed')).statusCode).toBe(403);
    expect((await rep.send('POST', `/customers/${id}/orders`, why)).statusCode).toBe(403);
    expect((await importText(shop, 'orders', [file])).outcome).toEqual({
      added: 0,
      changed: 0,
      unchanged: 2,
    });
    expect((await by.get('/audit')).json().entries).toContainEqual(
      expect.objectContaining({ action: 'orders-given', subject: 'ada' }),
    );
    await evaluate(shop);
    const { tables, rules } = await verifyFolder(shop.folder, all.served.seal);
    expect([...tables, ...rules].filter((each) => !holds(each))).toEqual([]);
    expect(all.faults).toEqual([]);
  });

  it('leave everybody’s grade as it is without them, and come back from an export', async () => {
    const buyer = fc.constantFrom('ada', 'bob', 'cleo', 'dan', '', '散客', '138****0000');
    const order = fc.tuple(
      fc.constantFrom('', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
      buyer,
      fc.constantFrom('2025-10-20', '2025-11-02', '2025-12-24', '2026-01-02', '2026-01-14'),
      fc.constantFrom('10', '99.99', '500', '20000'),
      fc.constantFrom('completed', 'cancelled', 'refunded'),
      fc.constantFrom('tea', 'rice'),
    );
    const isBlank = (who: string) => who === '' || who === '散客' || who.includes('*');
    await fc.assert(
      fc.asyncProperty(fc.array(order, { minLength: 6, maxLength: 14 }), async (given) => {
        // One buyer for each number, so that the rest of a file says the same without the others.
        const owners = new Map<string, string>();
        const orders = given.map(([id, who, ...rest]) => {
          if (id !== '' && !owners.has(id)) owners.set(id, who);
          return [id, id === '' ? who : (owners.get(id) ?? who), ...rest] as const;
        });
        const written = (some: typeof orders) =>
          `order_id,customer_id,paid_at,amount,status,product\n${some.map((row) => `${row.join(',')}\n`).join('')}`;
        const known = orders.filter(([, who]) => !isBlank(who));
        const [mixed, alone] = [await graded(await openShop()), await graded(await openShop())];
        const keep = { withoutBuyer: 'keep' } as const;
        const { outcome, unattributed } = await importText(mixed, 'orders', [written(orders)], keep);
        if (known.length > 0) await importText(alone, 'orders', [written(known)]);
        for (const shop of [mixed, alone]) {
          await evaluate(shop);
          shop.clock.now += 86_400_000;
          await evaluate(shop);
        }
        expect(await grades(mixed)).toEqual(await grades(alone));
        expect(await rows(mixed, pointsOf)).toEqual(await rows(alone, pointsOf));
        const nobodys = (await rows(mixed, ownersOf)).filter((row) => row.buyer === null);
        expect(nobodys).toHaveLength(unattributed);
        const kept = outcome?.added ?? 0;
        expect((await importText(mixed, 'orders', [written(orders)], keep)).outcome).toEqual({
          ...{ added: 0, changed: 0, unchanged: kept },
        });
        await expectSound(mixed);
        await comesBack(mixed);
      }),
      { numRuns: 1 },
    );
  }, 300_000);
});

async function comesBack(shop: Shop): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-nobody-'));
  try {
    const out = join(place, 'orders.csv');
    await writeExport(shop.folder, testSeal, { ...everybody, what: 'orders', out, format: 'csv' });
    const other = await openShop();
    await importText(other, 'orders', [await readFile(out)]);
    const numbered = (all: readonly Record<string, unknown>[]) =>
      all.filter(({ ref }) => !String(ref).startsWith('#'));
    expect(numbered(await rows(other, ownersOf))).toEqual(numbered(await rows(shop, ownersOf)));
    expect(await rows(other, ownersOf)).toHaveLength((await rows(shop, ownersOf)).length);
  } finally {
    await rm(place, { recursive: true });
  }
}
