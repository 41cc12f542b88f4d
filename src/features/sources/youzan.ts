import { parseExactJson } from '../../domain/exact-json.ts';
import type { OrderStatus } from '../../domain/order.ts';
import { type BroughtAll, nothingBrought } from './brought.ts';
import { valueAt } from './json-path.ts';
import { customerOf, linesOf, moneyOf, type Reader, type Reading, readerOf, zoned } from './reader.ts';
import { moneyText } from './shopify.ts';

/** `status` of its trades: https://doc.youzanyun.com/detail/MSG/302. Money there is before the goods go out, but for the first. */
const statuses: Readonly<Record<string, OrderStatus>> = {
  WAIT_BUYER_PAY: 'unpaid',
  TRADE_PAID: 'paid',
  WAIT_CONFIRM: 'paid',
  WAIT_SELLER_SEND_GOODS: 'paid',
  WAIT_BUYER_CONFIRM_GOODS: 'shipped',
  TRADE_SUCCESS: 'completed',
  TRADE_CLOSED: 'cancelled',
};

/** Messages that say money was given back; others of a refund are on its way. */
const refunded = new Set([
  'trade_refund_RefundSuccess',
  'trade_refund_RefundSellerAgree',
  'trade_refund_SysRefund',
  'youzan_trade_RefundSuccess',
]);

/** All its times are in China. */
const ZONE = '+08:00';

/**
 * Messages of Youzan about trades (https://doc.youzanyun.com/detail/MSG/302 and those beside it): `msg` is the order, or what became of it,
 * as JSON in a URL's encoding or as it is. Money is in yuan. A later message of an order has a higher `update_time`.
 */
export function readYouzan(reading: Reading): BroughtAll {
  const envelope = readerOf(reading.document, reading.form);
  const type = envelope.text('type') ?? reading.topic;
  if (!/trade_/i.test(type) || valueAt(reading.document, ['test']) === true) return nothingBrought;
  const message = messageOf(valueAt(reading.document, ['msg']));
  if (message === undefined) {
    envelope.say('not-json', 'msg', 'msg 解码后不是 JSON', 'msg is no JSON when it is decoded');
    return { brought: [], problems: envelope.problems };
  }
  const { currency } = reading.form;
  if (currency !== 'CNY') {
    envelope.say(
      'currency-other',
      'msg',
      `有赞的金额是人民币，本店按 ${currency} 记账；金额不会换算`,
      `Youzan's amounts are in CNY, and the business keeps its books in ${currency}; amounts are not converted`,
    );
    return { brought: [], problems: envelope.problems };
  }
  const reader = envelope.within(message, 'msg');
  if (/refund/i.test(type)) return refunded.has(type) ? readRefund(reader) : nothingBrought;
  const full = valueAt(message, ['full_order_info']);
  if (full !== null) return readOrder(reader.within(full, 'full_order_info'), reading);
  return readStatus(reader, envelope);
}

/** Some libraries write blanks as `+`. */
function messageOf(msg: unknown): unknown {
  if (typeof msg !== 'string') return msg ?? undefined;
  const plain = parseExactJson(msg);
  if (plain !== undefined) return plain;
  try {
    const decoded = parseExactJson(decodeURIComponent(msg));
    return decoded ?? parseExactJson(decodeURIComponent(msg.replaceAll('+', ' ')));
  } catch {
    return undefined;
  }
}

function readOrder(reader: Reader, reading: Reading): BroughtAll {
  const { form, settings } = reading;
  const ref = tidOf(reader, 'order_info.tid');
  const total =
    reader.money('pay_info.payment') ??
    reader.say('missing', 'pay_info.payment', '没有实付金额', 'there is no amount paid');
  const status = statusOf(reader, 'order_info.status');
  const lines = reader.list('orders').map((item, index) => {
    const line = reader.within(item, `orders[${index}]`);
    return {
      worth: line.money('payment') ?? 0n,
      said: { product: line.text('title'), quantity: line.text('num') },
    };
  });
  const customer = customerOf(buyerOf(reader), reading);
  const version = reader.moment('order_info.update_time', ZONE);
  if (ref === null || total === null || status === null || reader.problems.length > 0) {
    return { brought: [], problems: reader.problems };
  }
  const money = moneyOf(form);
  const order = {
    orderId: ref,
    ...(customer !== null && { customerId: customer.externalId }),
    orderedAt: china(reader.text('order_info.created')),
    paidAt: china(reader.text('order_info.pay_time')),
    status,
    channel: settings.channel || null,
    shipping: moneyText(reader, 'pay_info.post_fee', money),
    ...(lines.length === 0 && { amount: money(total) }),
    ...linesOf(total, lines, form),
  };
  const brought = [{ what: 'order', ref, version, order, refunds: {}, buyer: customer }] as const;
  return { brought, problems: reader.problems };
}

/** What became of an order, by its number alone: sent, finished, closed. */
function readStatus(reader: Reader, envelope: Reader): BroughtAll {
  const ref = reader.text('tid') ?? envelope.text('id');
  const type = envelope.text('type') ?? '';
  const told = { trade_TradeSellerShip: 'WAIT_BUYER_CONFIRM_GOODS', trade_TradeSuccess: 'TRADE_SUCCESS' }[
    type
  ];
  const word = told ?? (type === 'trade_TradeClose' ? 'TRADE_CLOSED' : envelope.text('status'));
  const status = statuses[word ?? ''];
  const version = reader.moment('update_time', ZONE) ?? versionOf(envelope.text('version'));
  // Changed remarks and addresses, part of the goods sent.
  if (status === undefined || type === 'trade_TradePartlySellerShip' || /Memo|Address/.test(type))
    return nothingBrought;
  if (ref === null || reader.problems.length > 0) return { brought: [], problems: reader.problems };
  return { brought: [{ what: 'status', ref, version, status }], problems: [] };
}

function readRefund(reader: Reader): BroughtAll {
  const ref = tidOf(reader, 'tid');
  const id = reader.text('refund_id') ?? reader.say('missing', 'refund_id', '没有退款编号', 'no refund id');
  const amount =
    reader.money('refunded_fee') ??
    reader.say('missing', 'refunded_fee', '没有退款金额', 'it does not say how much was given back');
  if (ref === null || id === null || amount === null || reader.problems.length > 0) {
    return { brought: [], problems: reader.problems };
  }
  const at = china(reader.text('update_time'));
  return {
    brought: [{ what: 'refunds', ref, refunds: { [id]: { amount: String(amount), at } } }],
    problems: [],
  };
}

function tidOf(reader: Reader, path: string): string | null {
  return (
    reader.text(path) ?? reader.say('missing', path, '没有订单号（tid）', 'there is no order number (tid)')
  );
}

function statusOf(reader: Reader, path: string): OrderStatus | null {
  const word = reader.text(path) ?? '';
  return (
    statuses[word] ??
    reader.say('status-unknown', path, `不认识的订单状态“${word}”`, `the status “${word}” is not known`)
  );
}

/** Newer messages name buyers by `yz_open_id`; receivers are other people as often as not, and masked. */
function buyerOf(reader: Reader) {
  const first = (...paths: readonly string[]): string | null =>
    paths.map((path) => reader.text(`buyer_info.${path}`)).find((id) => id !== null && id !== '0') ?? null;
  return {
    id: first('yz_open_id', 'buyer_id', 'fans_id'),
    phone: first('buyer_phone'),
    email: null,
    name: first('fans_nickname'),
  };
}

/** Seconds or milliseconds since 1970. */
function versionOf(written: string | null): number | null {
  if (written === null || !/^\d{10,13}$/.test(written)) return null;
  return written.length === 10 ? Number(written) * 1000 : Number(written);
}

function china(written: string | null): string | null {
  return written === null ? null : zoned(written, ZONE);
}
