import type { OrderStatus } from '../../domain/order.ts';
import { type BroughtAll, nothingBrought, type Refunds } from './brought.ts';
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
import { moneyText, sayDeleted } from './shopify.ts';

/** https://developer.woocommerce.com/docs/apis/rest-api/v3/orders/, Order properties; drafts are no orders yet. */
const statuses: Readonly<Record<string, OrderStatus | null>> = {
  pending: 'unpaid',
  'on-hold': 'unpaid',
  processing: 'paid',
  completed: 'completed',
  cancelled: 'cancelled',
  failed: 'cancelled',
  trash: 'cancelled',
  refunded: 'refunded',
  'checkout-draft': null,
  'auto-draft': null,
};

/**
 * Deliveries of WooCommerce: order.* and customer.* in the shapes of its REST API. What it writes as `_gmt` is in UTC without saying so.
 * Guests have the customer number 0 and are known by their e-mail.
 */
export function readWooCommerce(reading: Reading): BroughtAll {
  const reader = readerOf(reading.document, reading.form);
  const [resource, event = ''] = reading.topic.split('.');
  if (resource === 'order') return event === 'deleted' ? readDeleted(reader) : readOrder(reader, reading);
  if (resource !== 'customer') return nothingBrought;
  if (event !== 'deleted') return readCustomer(reader, reading);
  sayDeleted(reader);
  return { brought: [], problems: reader.problems };
}

/** Of an order that was put into the bin only its number is told. */
function readDeleted(reader: Reader): BroughtAll {
  const ref = reader.text('id');
  return ref === null
    ? nothingBrought
    : { brought: [{ what: 'status', ref, version: null, status: 'cancelled' }], problems: [] };
}

function readOrder(reader: Reader, reading: Reading): BroughtAll {
  const { form, settings } = reading;
  const word = reader.text('status') ?? '';
  if (statuses[word] === null) return nothingBrought;
  const status =
    statuses[word] ??
    reader.say(
      'status-unknown',
      'status',
      `不认识的订单状态“${word}”，可能是插件加的；请联系我们或改用“其他系统”的对应关系`,
      `the status “${word}” is not known, a plug-in may have added it; use a mapping (another system) that says what it means`,
    );
  const ref = reader.text('id') ?? reader.say('missing', 'id', '没有订单编号', 'there is no order id');
  const total = reader.money('total') ?? reader.say('missing', 'total', '没有金额', 'there is no amount');
  checkCurrency(reader, 'currency', form);
  const lines = reader.list('line_items').map((item, index) => {
    const line = reader.within(item, `line_items[${index}]`);
    const worth = (line.money('total') ?? 0n) + (line.money('total_tax') ?? 0n);
    return { worth, said: { product: line.text('name'), quantity: line.text('quantity') } };
  });
  const updated = utc(reader, 'date_modified');
  const customer = buyerOf(reader, reading);
  const refunds = refundsOf(reader, updated);
  const version = reader.moment('date_modified_gmt', 'Z');
  if (ref === null || total === null || status === null || reader.problems.length > 0) {
    return { brought: [], problems: reader.problems };
  }
  const money = moneyOf(form);
  const order = {
    orderId: reader.text('number') ?? ref,
    ...(customer !== null && { customerId: customer.externalId }),
    orderedAt: utc(reader, 'date_created'),
    paidAt: utc(reader, 'date_paid'),
    status,
    channel: settings.channel || null,
    shipping: moneyText(reader, 'shipping_total', money),
    tax: moneyText(reader, 'total_tax', money),
    ...(lines.length === 0 && { amount: money(total) }),
    ...linesOf(total, lines, form),
  };
  return {
    brought: [{ what: 'order', ref, version, order, refunds, buyer: customer }],
    problems: reader.problems,
  };
}

/** Each with its sum below 0, without its day: that of the change, which comes again with every later one. */
function refundsOf(reader: Reader, updated: string | null): Refunds {
  const each = reader.list('refunds').map((refund, index) => {
    const one = reader.within(refund, `refunds[${index}]`);
    const [id, total] = [one.text('id'), one.money('total')];
    if (id === null || total === null || total === 0n) return {};
    return { [id]: { amount: String(total < 0n ? -total : total), at: updated, isByThen: true } };
  });
  return Object.assign({}, ...each) as Refunds;
}

function buyerOf(reader: Reader, reading: Reading) {
  const id = reader.text('customer_id');
  return customerOf({ ...billing(reader), id: id === '0' ? null : id }, reading);
}

function billing(reader: Reader) {
  return {
    email: reader.text('billing.email'),
    phone: reader.text('billing.phone'),
    name: joinedName(reader.text('billing.first_name'), reader.text('billing.last_name')),
  };
}

function readCustomer(reader: Reader, reading: Reading): BroughtAll {
  const of = billing(reader);
  const name = joinedName(reader.text('first_name'), reader.text('last_name'));
  const person = {
    ...of,
    id: reader.text('id'),
    email: reader.text('email') ?? of.email,
    name: name ?? of.name,
  };
  const customer = customerOf(person, reading);
  if (customer === null) {
    reader.say('missing', 'id', '没有客户编号', 'there is no customer id');
    return { brought: [], problems: reader.problems };
  }
  const version = reader.moment('date_modified_gmt', 'Z');
  const registeredAt = utc(reader, 'date_created');
  const registered = registeredAt === null ? {} : { registeredAt };
  return {
    brought: [{ what: 'customer', version, customer: { ...customer, ...registered } }],
    problems: reader.problems,
  };
}

/** The time in UTC, with its zone; older shops write local ones alone. */
function utc(reader: Reader, path: string): string | null {
  const written = reader.text(`${path}_gmt`);
  return written === null ? reader.text(path) : `${written}Z`;
}
