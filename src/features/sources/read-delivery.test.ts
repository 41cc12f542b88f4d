import { expect, it } from 'vitest';
import { shopifyOrder, wooOrder, youzanTrade } from '../../../test/support/shop-deliveries.ts';
import { parseExactJson } from '../../domain/exact-json.ts';
import { checkSource, type GivenSource } from './check-source.ts';
import { orderOf, unknownOrder, withBrought } from './merge-order.ts';
import { readDelivery } from './read-delivery.ts';
import { moneyOf } from './reader.ts';

const china = { currency: 'CNY', decimals: 2, timeZone: 'Asia/Shanghai' };

function readBy(
  given: Pick<GivenSource, 'kind'> & Partial<GivenSource>,
  topic: string,
  body: unknown,
  form = china,
) {
  const { kind, settings } = checkSource({ name: 'x', settings: {}, ...given });
  const document = parseExactJson(typeof body === 'string' ? body : JSON.stringify(body));
  return readDelivery(kind, { topic, document, settings, form, blind: (contact) => `<${contact}>` });
}

function orderBy(...args: Parameters<typeof readBy>) {
  const { brought, problems } = readBy(...args);
  expect(problems).toEqual([]);
  const [first] = brought;
  if (first?.what !== 'order') throw new Error(`no order but ${JSON.stringify(brought)}`);
  return { ...first, as: orderOf(withBrought(unknownOrder, first, 0), moneyOf(args[3] ?? china)) };
}

it('R032 reads orders of Shopify: ids of 18 digits, shipping and tax spread over lines, refunds, the buyer', () => {
  const { ref, version, as, buyer } = orderBy({ kind: 'shopify' }, 'orders/updated', shopifyOrder());
  expect([ref, version]).toEqual(['820982911946154508', Date.parse('2026-01-06T04:00:00Z')]);
  expect(as).toEqual({
    orderId: '#1001',
    customerId: 'shopify-115310627314723954',
    orderedAt: '2026-01-05T21:30:00-05:00',
    paidAt: '2026-01-05T21:31:00-05:00',
    status: 'shipped',
    channel: 'web',
    shipping: '10.00',
    tax: '0.00',
    lines: [
      { product: '陶瓷杯', quantity: '2', amount: '80.00' },
      { product: '茶盘', quantity: '1', amount: '120.00' },
    ],
    refunded: '30.00',
    refundedAt: '2026-01-06T09:00:00+08:00',
  });
  expect(buyer).toEqual({
    externalId: 'shopify-115310627314723954',
    name: '王小明',
    phone: '+8613800001234',
    email: 'ming@example.com',
  });
});

it('R032 maps what became of an order of Shopify', () => {
  const statusOf = (changes: object): string =>
    String(
      orderBy({ kind: 'shopify' }, 'orders/updated', shopifyOrder({ refunds: [], ...changes })).as?.status,
    );
  expect(statusOf({ financial_status: 'pending' })).toBe('unpaid');
  expect(statusOf({ financial_status: 'pending', cancelled_at: '2026-01-06T00:00:00Z' })).toBe('cancelled');
  expect(statusOf({ financial_status: 'paid', fulfillment_status: null })).toBe('paid');
  expect(statusOf({ financial_status: 'refunded', cancelled_at: '2026-01-06T00:00:00Z' })).toBe('refunded');
  expect(statusOf({ financial_status: 'voided' })).toBe('cancelled');
  const odd = readBy({ kind: 'shopify' }, 'orders/updated', shopifyOrder({ financial_status: 'bartered' }));
  expect(odd.problems).toMatchObject([{ code: 'status-unknown', path: 'financial_status' }]);
});

it('R032 refuses money of another currency, and takes no test order and no other topic', () => {
  const dollars = readBy({ kind: 'shopify' }, 'orders/create', shopifyOrder({ currency: 'USD' }));
  expect(dollars.problems).toMatchObject([{ code: 'currency-other', path: 'currency' }]);
  expect(readBy({ kind: 'shopify' }, 'orders/create', shopifyOrder({ test: true }))).toEqual({
    brought: [],
    problems: [],
  });
  expect(readBy({ kind: 'shopify' }, 'products/update', { id: 1 }).brought).toEqual([]);
  const gone = readBy({ kind: 'shopify' }, 'customers/delete', { id: 1 });
  expect(gone.problems).toMatchObject([{ code: 'customer-deleted-there' }]);
});

it('R032 reads refunds of Shopify by their successful transactions, and customers', () => {
  const transactions = [
    { kind: 'refund', status: 'success', amount: '12.30' },
    { kind: 'refund', status: 'pending', amount: '99.00' },
    { kind: 'void', status: 'success', amount: '5.00' },
  ];
  const refund = {
    id: 890088186047892319n.toString(),
    order_id: 7,
    created_at: '2026-01-07T08:00:00Z',
    transactions,
  };
  expect(readBy({ kind: 'shopify' }, 'refunds/create', refund).brought).toEqual([
    {
      what: 'refunds',
      ref: '7',
      refunds: { '890088186047892319': { amount: '1230', at: '2026-01-07T08:00:00Z' } },
    },
  ]);
  const customer = {
    id: 706405506930370000n.toString(),
    email: 'Biller@Example.com',
    first_name: 'Ada',
    last_name: 'Lovelace',
  };
  const known = { settings: { customersBy: 'email' } } as const;
  expect(readBy({ kind: 'shopify', ...known }, 'customers/update', customer).brought).toEqual([
    {
      what: 'customer',
      version: null,
      customer: { externalId: 'biller@example.com', name: 'Ada Lovelace', email: 'Biller@Example.com' },
    },
  ]);
});

it('R032 reads orders of WooCommerce: times in UTC, refunds below 0, guests by their e-mail', () => {
  const { ref, as, version } = orderBy({ kind: 'woocommerce' }, 'order.updated', wooOrder());
  expect([ref, version]).toEqual(['727', Date.parse('2026-01-05T04:00:00Z')]);
  expect(as).toEqual({
    orderId: '727',
    customerId: 'woo-26',
    orderedAt: '2026-01-05T02:00:00Z',
    paidAt: '2026-01-05T02:05:00Z',
    status: 'paid',
    channel: 'woocommerce',
    shipping: '10.00',
    tax: '1.35',
    lines: [{ product: 'Woo Single #1', quantity: '2', amount: '29.35' }],
    refunded: '10.00',
    refundedAt: '2026-01-05T04:00:00Z',
  });
  const guest = orderBy({ kind: 'woocommerce' }, 'order.created', wooOrder({ customer_id: 0 }));
  expect(guest.buyer).toMatchObject({
    externalId: 'woo-guest-<john@example.com>',
    email: 'John@example.com',
  });
  expect(readBy({ kind: 'woocommerce' }, 'order.deleted', { id: 727 }).brought).toEqual([
    { what: 'status', ref: '727', version: null, status: 'cancelled' },
  ]);
  expect(
    readBy({ kind: 'woocommerce' }, 'order.created', wooOrder({ status: 'checkout-draft' })).brought,
  ).toEqual([]);
});

it('R032 reads trades of Youzan: what msg carries in a URL’s encoding, yuan, China’s clock, masked names left out', () => {
  const { ref, as, buyer, version } = orderBy(
    { kind: 'youzan', settings: { clientId: 'c' } },
    '',
    youzanTrade(),
  );
  expect([ref, version]).toEqual(['E20260105101734022600020', Date.parse('2026-01-05T02:17:46Z')]);
  expect(as).toEqual({
    orderId: 'E20260105101734022600020',
    customerId: 'youzan-290195682',
    orderedAt: '2026-01-05T10:17:34+08:00',
    paidAt: '2026-01-05T10:17:45+08:00',
    status: 'paid',
    channel: '有赞',
    shipping: '6.00',
    lines: [
      { product: '龙井 50g', quantity: '1', amount: '60.88' },
      { product: '茶杯 100% 手工', quantity: '2', amount: '25.12' },
    ],
  });
  expect(buyer).toEqual({ externalId: 'youzan-290195682' });
  const youzan = { kind: 'youzan', settings: { clientId: 'c' } } as const;
  const closed = {
    type: 'trade_TradeClose',
    id: 'E1',
    status: 'TRADE_CLOSED',
    msg: { tid: 'E1', update_time: '2026-01-06 08:00:00' },
  };
  expect(readBy(youzan, '', closed).brought).toEqual([
    { what: 'status', ref: 'E1', version: Date.parse('2026-01-06T00:00:00Z'), status: 'cancelled' },
  ]);
  const refund = {
    type: 'trade_refund_RefundSuccess',
    msg: encodeURIComponent(
      JSON.stringify({
        tid: 'E1',
        refund_id: 'R1',
        refunded_fee: '6.50',
        update_time: '2026-01-07 00:30:00',
      }),
    ),
  };
  expect(readBy(youzan, '', refund).brought).toEqual([
    { what: 'refunds', ref: 'E1', refunds: { R1: { amount: '650', at: '2026-01-07T00:30:00+08:00' } } },
  ]);
  expect(readBy(youzan, '', { ...refund, type: 'trade_refund_BuyerCreated' }).brought).toEqual([]);
  expect(readBy(youzan, '', refund, { ...china, currency: 'USD', decimals: 2 }).problems).toMatchObject([
    { code: 'currency-other' },
  ]);
});

it('R032 reads any system by a mapping: a list, 分, its own words, lines by price and pieces', () => {
  const mapping = {
    what: 'orders',
    list: 'data.orders',
    only: { path: 'event', values: ['order'] },
    fields: { orderId: 'no', customerId: 'member.id', paidAt: 'paid', status: 'state', refunded: 'back' },
    lines: { list: 'items', fields: { price: 'price', quantity: 'n', product: "['品名']" } },
    buyer: { phone: 'member.phone' },
    updatedAt: 'rev',
    minorUnits: true,
    statuses: { '3': 'completed' },
  } as const;
  const order = {
    no: 12,
    member: { id: 'm1', phone: '13800001234' },
    paid: '2026-01-05 10:30',
    state: 3,
    rev: 7,
    back: 250,
    items: [
      { price: 1999, n: 2, 品名: '茶' },
      { price: 333, n: '1.5 kg', 品名: '糖' },
    ],
  };
  const body = { event: 'order', data: { orders: [order, { ...order, no: 13, state: '??' }] } };
  const given = { kind: 'generic', settings: { mapping, channel: 'till' } } as const;
  const { brought, problems } = readBy(given, '', body);
  expect(problems).toMatchObject([{ code: 'status-unknown', path: 'data.orders[1].state' }]);
  expect(brought).toEqual([
    {
      ...{ what: 'order', ref: '12', version: 7, buyer: { externalId: 'm1', phone: '13800001234' } },
      refunds: { all: { amount: '250', at: null } },
      order: {
        ...{
          orderId: '12',
          customerId: 'm1',
          orderedAt: null,
          paidAt: '2026-01-05 10:30',
          status: 'completed',
        },
        ...{ channel: 'till', store: null, shipping: null, tax: null },
        lines: [
          { product: '茶', category: null, quantity: '2', amount: '39.98' },
          { product: '糖', category: null, quantity: '1.5 kg', amount: '5.00' },
        ],
      },
    },
  ]);
  const wrong = [{ n: 2 }, { price: 5, n: 'viele' }];
  const lacking = readBy(given, '', { event: 'order', data: { orders: [{ ...order, items: wrong }] } });
  expect(lacking.problems).toMatchObject([
    { code: 'missing', path: 'data.orders[0].items[0].price' },
    { path: 'data.orders[0].items[1].n' },
  ]);
  expect(readBy(given, '', { event: 'other' })).toEqual({ brought: [], problems: [] });
  expect(readBy(given, '', 'no json').problems).toMatchObject([{ code: 'not-json' }]);
  expect(readBy(given, '', { event: 'order', data: 5 }).problems).toMatchObject([{ path: 'data.orders' }]);
});
