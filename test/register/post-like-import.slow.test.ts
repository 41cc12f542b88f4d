import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { gradedRegister } from '../support/graded-register.ts';
import { localCaller, serveShop } from '../support/serve-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const scheme = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: {
    year: { of: 'orders', take: 'sum', window: { last: 12, unit: 'month' } },
    kinds: { of: 'lines', take: 'distinct', what: 'category' },
    line: { of: 'lines', take: 'average' },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    {
      id: 'silver',
      name: 'Silver',
      when: {
        any: [
          { metric: 'year', atLeast: 100 },
          { metric: 'kinds', atLeast: 2 },
        ],
      },
    },
    { id: 'gold', name: 'Gold', when: { metric: 'line', over: 500 } },
  ],
};

const maybe = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constant(undefined));
const line = fc.record({
  amount: fc.constantFrom(0, '0.01', '12.5', '¥1,234.50', '1.2万', 99.99),
  quantity: maybe(fc.constantFrom('2件', 1, '0.5')),
  margin: maybe(fc.constantFrom('3.5', -1)),
  category: maybe(fc.constantFrom('茶', 'food', ' food ')),
  product: maybe(fc.constantFrom('龙井 "明前"', 'a,b')),
});
const order = fc.record({
  orderId: fc.integer({ min: 1, max: 30 }).map((n) => (n % 3 === 0 ? `A-${n}` : String(n))),
  customerId: fc.constantFrom('ada', 'bob', 'cleo', 'dan', 'eve 🎉'),
  orderedAt: fc.constantFrom(
    '2025-12-31 23:59:59',
    '2026/1/2 9:05',
    '2025-01-15',
    '2025-01-16T00:00:00+08:00',
  ),
  paidAt: fc.constantFrom('', '2026-01-03 10:00:00', '2026年1月7日'),
  status: fc.constantFrom('', 'completed', '交易成功', '退款成功', '交易关闭', 'Shipped'),
  refunded: maybe(fc.constantFrom('1', 0)),
  refundedAt: maybe(fc.constantFrom('2026-01-08')),
  channel: maybe(fc.constantFrom('天猫', 'shop')),
  store: maybe(fc.constantFrom('中心店')),
  shipping: maybe(fc.constantFrom('8', 0)),
  tax: maybe(fc.constantFrom('0.35')),
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
});
type Order = typeof order extends fc.Arbitrary<infer T> ? T : never;

const numbered = fc.uniqueArray(order, {
  selector: ({ orderId, channel }) => `${orderId} ${channel}`,
  minLength: 1,
  maxLength: 12,
});
const unnumbered = fc.array(order, { maxLength: 4 });

/** As a till would send it: an order of one line says all of it itself. */
function sent({ lines, ...rest }: Order, hasNumber: boolean): object {
  const { orderId: _, ...unnamed } = rest;
  const written = hasNumber ? rest : unnamed;
  const [only] = lines;
  return lines.length === 1 ? { ...written, ...only } : { ...written, lines };
}

const columns = {
  order_id: 'orderId',
  customer_id: 'customerId',
  ordered_at: 'orderedAt',
  paid_at: 'paidAt',
  status: 'status',
  channel: 'channel',
  store: 'store',
} as const;
const once = { refunded: 'refunded', refunded_at: 'refundedAt', shipping: 'shipping', tax: 'tax' } as const;
const ofLine = ['amount', 'quantity', 'margin', 'category', 'product'] as const;

/** The same as rows of a file: what an order has once stands in its first. */
function csv(orders: readonly Order[], others: readonly Order[]): string {
  const cell = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const rows = [
    ...orders.map((each) => [each, true] as const),
    ...others.map((each) => [each, false] as const),
  ];
  const texts = rows.flatMap(([each, hasNumber]) =>
    each.lines.map((of, index) =>
      [
        ...Object.entries(columns).map(([name, key]) => (name === 'order_id' && !hasNumber ? '' : each[key])),
        ...Object.values(once).map((key) => (index === 0 ? each[key] : later(key, each))),
        ...ofLine.map((key) => of[key]),
      ]
        .map(cell)
        .join(','),
    ),
  );
  return [[...Object.keys(columns), ...Object.keys(once), ...ofLine].join(','), ...texts].join('\n');
}

/** Of a refunded order each row that says nothing has given back all of its own. */
function later(key: keyof Order, { refunded }: Order): string {
  return key === 'refunded' && refunded !== undefined ? '0' : '';
}

async function prepare({ folder, clock }: Shop): Promise<void> {
  await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
}

async function imported(file: string) {
  const served = await serveShop();
  await prepare(served.shop);
  const headers = {
    authorization: `Bearer ${served.served.localToken}`,
    'content-type': 'application/octet-stream',
  };
  const url = '/api/v1/uploads?name=orders.csv';
  const { id } = (await served.app.inject({ method: 'POST', url, headers, payload: file })).json<{
    id: string;
  }>();
  const by = localCaller(served);
  const started = await by.send('POST', '/imports', { uploads: [id], kind: 'orders', amount: 'per-line' });
  const { job } = started.json<{ job: string }>();
  for (;;) {
    const found = (await by.get(`/jobs/${job}`)).json<{
      state: string;
      result: { files: { rejected: number }[] };
    }>();
    if (found.state === 'running') await new Promise((resolve) => setTimeout(resolve, 10));
    else {
      expect(found).toMatchObject({ state: 'done', result: { files: [{ rejected: 0 }] } });
      return await gradedRegister(served.shop);
    }
  }
}

async function posted(requests: readonly (readonly object[])[]) {
  const shop = await openShop();
  await prepare(shop);
  const keep = collectOrders(shop.folder, () => shop.clock.now);
  const visibility = { all: true } as const;
  const all = await Promise.all(requests.map((orders) => keep({ orders, visibility, author: 'till' })));
  expect(all.flatMap(({ results }) => results).filter((result) => 'problems' in result)).toEqual([]);
  return await gradedRegister(shop);
}

describe('orders that are sent', () => {
  it('R032 stand in the register and count as if they were imported, one by one or many together', async () => {
    await fc.assert(
      fc.asyncProperty(numbered, unnumbered, fc.integer({ min: 2, max: 5 }), async (orders, others, size) => {
        const plain = others.map((each): Order => ({ ...each, lines: each.lines.slice(0, 1) }));
        const file = await imported(csv(orders, plain));
        const single = orders.map((each) => [sent(each, true)]);
        const rest = plain.map((each) => sent(each, false));
        const last = rest.length === 0 ? [] : [rest];
        expect(await posted([...single, ...last])).toEqual(file);
        const batches = Array.from({ length: Math.ceil(orders.length / size) }, (_, index) =>
          single.slice(index * size, (index + 1) * size).flat(),
        );
        expect(await posted([...batches, ...last])).toEqual(file);
        expect(await posted([[...single.flat(), ...rest]])).toEqual(file);
      }),
      { numRuns: fewOrMany(1, 2), endOnFailure: true },
    );
  }, 600_000);
});
