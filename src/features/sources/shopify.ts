import type { OrderStatus } from '../../domain/order.ts';
import { type BroughtAll, nothingBrought, type Refunds } from './brought.ts';
import { valueAt } from './json-path.ts';
import {
  checkCurrency,
  customerOf,
  joinedName,
  linesOf,
  moneyOf,
  type Reader,
  type Reading,
  readerOf,
} from './reader.ts';

/** Those that come with the whole order. */
const orderEvents = new Set(['create', 'updated', 'paid', 'cancelled', 'fulfilled', 'partially_fulfilled']);

/**
 * Deliveries of Shopify (https://shopify.dev/docs/api/webhooks): orders/*, refunds/create and customers/*, in the shapes of its REST
 * resources. Orders are numbered and put into channels as in its exports, customers by their ids.
 */
export function readShopify(reading: Reading): BroughtAll {
  const reader = readerOf(reading.document, reading.form);
  const [resource, event = ''] = reading.topic.split('/');
  if (resource === 'orders') {
    const isTest = valueAt(reading.document, ['test']) === true;
    return isTest || !orderEvents.has(event) ? nothingBrought : readOrder(reader, reading);
  }
  if (resource === 'refunds') return readRefund(reader);
  if (resource !== 'customers') return nothingBrought;
  if (event === 'create' || event === 'update' || event === 'enable' || event === 'disable') {
    return readCustomer(reader, reading);
  }
  if (event === 'delete' || event === 'redact') sayDeleted(reader);
  return { brought: [], problems: reader.problems };
}

/** What nobody but a person should decide. */
export function sayDeleted(reader: Reader): void {
  reader.say(
    'customer-deleted-there',
    'id',
    '对方删除了这位客户或要求删除其资料；这里不会自动删除，请有权的人处理后忽略这一条',
    'the customer was deleted there, or is to be; nothing is deleted here by itself: have somebody see to it, then drop this',
  );
}

function readOrder(reader: Reader, reading: Reading): BroughtAll {
  const { form, settings } = reading;
  const ref = reader.text('id') ?? reader.say('missing', 'id', '没有订单编号', 'there is no order id');
  const total = reader.money('total_price') ?? reader.say('missing', 'total_price', '没有金额', 'no amount');
  checkCurrency(reader, 'currency', form);
  const status = statusOf(reader);
  const lines = reader.list('line_items').map((item, index) => {
    const line = reader.within(item, `line_items[${index}]`);
    const discounts = line
      .list('discount_allocations')
      .reduce<bigint>(
        (sum, each) => sum + (line.within(each, 'discount_allocations').money('amount') ?? 0n),
        0n,
      );
    const quantity = line.text('quantity');
    const worth =
      (line.money('price') ?? 0n) * BigInt(/^\d{1,9}$/.exec(quantity ?? '')?.[0] ?? 1) - discounts;
    return { worth, said: { product: line.text('title'), quantity } };
  });
  const refunds = Object.assign(
    {},
    ...reader.list('refunds').map((each, index) => refundOf(reader.within(each, `refunds[${index}]`))),
  ) as Refunds;
  const customer = customerOf(personOf(reader, 'customer.'), reading);
  const version = reader.moment('updated_at');
  if (ref === null || total === null || status === null || reader.problems.length > 0) {
    return { brought: [], problems: reader.problems };
  }
  const money = moneyOf(form);
  const order = {
    orderId: reader.text('name') ?? ref,
    ...(customer !== null && { customerId: customer.externalId }),
    orderedAt: reader.text('created_at'),
    // Not paid yet: no day of payment. It has none of its own here.
    paidAt: status === 'unpaid' || status === 'cancelled' ? null : reader.text('processed_at'),
    status,
    channel: settings.channel || reader.text('source_name'),
    shipping: moneyText(reader, 'total_shipping_price_set.shop_money.amount', money),
    tax: moneyText(reader, 'total_tax', money),
    ...(lines.length === 0 && { amount: money(total) }),
    ...linesOf(total, lines, form),
  };
  return {
    brought: [{ what: 'order', ref, version, order, refunds, buyer: customer }],
    problems: reader.problems,
  };
}

export function moneyText(reader: Reader, path: string, money: (minor: bigint) => string): string | null {
  const found = reader.money(path);
  return found === null ? null : money(found);
}

/** `financial_status`, where the goods are, and whether it was cancelled: https://shopify.dev/docs/api/admin-rest/latest/resources/order */
function statusOf(reader: Reader): OrderStatus | null {
  const financial = reader.text('financial_status') ?? 'pending';
  const isCancelled = reader.text('cancelled_at') !== null;
  switch (financial) {
    case 'refunded':
      return 'refunded';
    case 'voided':
    case 'expired':
      return 'cancelled';
    case 'pending':
    case 'authorized':
    case 'partially_paid':
    case 'unpaid':
      return isCancelled ? 'cancelled' : 'unpaid';
    case 'paid':
    case 'partially_refunded':
      if (isCancelled) return 'cancelled';
      return reader.text('fulfillment_status') === null ? 'paid' : 'shipped';
    default:
      return reader.say(
        'status-unknown',
        'financial_status',
        `不认识的付款状态“${financial}”`,
        `the payment status “${financial}” is not known`,
      );
  }
}

function readRefund(reader: Reader): BroughtAll {
  const ref =
    reader.text('order_id') ??
    reader.say('missing', 'order_id', '没有说明是哪笔订单的退款', 'it does not say which order was refunded');
  const refunds = refundOf(reader);
  if (ref === null || reader.problems.length > 0) return { brought: [], problems: reader.problems };
  // Goods taken back without money say nothing here.
  if (Object.keys(refunds).length === 0) return nothingBrought;
  return { brought: [{ what: 'refunds', ref, refunds }], problems: [] };
}

/** Its successful transactions; those under way come again when they have succeeded. */
function refundOf(reader: Reader): Refunds {
  const id = reader.text('id');
  const given = reader
    .list('transactions')
    .map((each, index) => reader.within(each, `transactions[${index}]`))
    .filter((each) => each.text('kind') === 'refund' && each.text('status') === 'success')
    .map((each) => each.money('amount') ?? 0n);
  const amount = given.reduce((sum, each) => sum + each, 0n);
  if (id === null || amount === 0n) return {};
  return { [id]: { amount: String(amount), at: reader.text('processed_at') ?? reader.text('created_at') } };
}

function readCustomer(reader: Reader, reading: Reading): BroughtAll {
  const customer = customerOf(personOf(reader, ''), reading);
  if (customer === null) {
    reader.say('missing', 'id', '没有客户编号', 'there is no customer id');
    return { brought: [], problems: reader.problems };
  }
  const version = reader.moment('updated_at');
  const registeredAt = reader.text('created_at');
  const region = reader.text('default_address.province');
  const more = { ...(registeredAt !== null && { registeredAt }), ...(region !== null && { region }) };
  return {
    brought: [{ what: 'customer', version, customer: { ...customer, ...more } }],
    problems: reader.problems,
  };
}

/** Of an order's customer, or of the document itself; a guest's order has its contact data alone. */
function personOf(reader: Reader, prefix: string) {
  const own = prefix === '' ? null : { email: reader.text('email'), phone: reader.text('phone') };
  return {
    id: reader.text(`${prefix}id`),
    email: reader.text(`${prefix}email`) ?? own?.email ?? null,
    phone: reader.text(`${prefix}phone`) ?? own?.phone ?? null,
    name: joinedName(reader.text(`${prefix}first_name`), reader.text(`${prefix}last_name`)),
  };
}
