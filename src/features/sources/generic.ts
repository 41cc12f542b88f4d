import { roundHalfAway } from '../../domain/exact.ts';
import type { OrderStatus } from '../../domain/order.ts';
import { QUANTITY_SCALE } from '../../domain/order.ts';
import { customerFields } from '../../domain/source-fields.ts';
import { readQuantity } from '../../domain/tidy/read-amount.ts';
import { readMoment } from '../../domain/tidy/read-moment.ts';
import { readStatus } from '../../domain/tidy/read-status.ts';
import { rejectText } from '../../domain/tidy/reading.ts';
import {
  type Brought,
  type BroughtAll,
  nothingBrought,
  type Refunds,
  type WrittenCustomer,
} from './brought.ts';
import { readPath, valueAt } from './json-path.ts';
import {
  checkCurrency,
  customerOf,
  linesOf,
  moneyOf,
  type Reader,
  type Reading,
  readerOf,
  type WorthLine,
} from './reader.ts';
import type { Mapping } from './source-settings.ts';

/** More in one delivery would hold up everybody else. */
const MOST = 1000;
/** As quantities are kept. */
const ONE_PIECE = 10n ** BigInt(QUANTITY_SCALE);

type Field = keyof Mapping['fields'];

/** Deliveries of any system, by where its documents say what. */
export function readGeneric(reading: Reading): BroughtAll {
  const { document, form, settings } = reading;
  const { mapping } = settings;
  // An amount in minor units has no decimals that are kept.
  const reader = readerOf(document, mapping?.minorUnits ? { ...form, decimals: 0 } : form);
  if (mapping === undefined) {
    reader.say('no-mapping', '', '还没有设置对应关系', 'there is no mapping yet');
    return { brought: [], problems: reader.problems };
  }
  const { only, list, what } = mapping;
  if (only !== undefined && !only.values.includes(reader.text(only.path) ?? '')) return nothingBrought;
  const items = list === undefined ? [reader] : itemsOf(reader, document, list);
  const brought = items.flatMap((item): Brought[] => {
    const before = reader.problems.length;
    const read = what === 'orders' ? readOrder(item, mapping, reading) : readCustomer(item, mapping, reading);
    return read === null || reader.problems.length > before ? [] : [read];
  });
  return { brought, problems: reader.problems };
}

function itemsOf(reader: Reader, document: unknown, list: string): readonly Reader[] {
  const found = valueAt(document, readPath(list) ?? []);
  if (!Array.isArray(found)) {
    reader.say('bad-type', list, '这里应是一个列表 […]', 'a list […] belongs here');
    return [];
  }
  if (found.length <= MOST) return found.map((item, index) => reader.within(item, `${list}[${index}]`));
  reader.say(
    'too-many',
    list,
    `一次最多 ${MOST} 条，这里有 ${found.length} 条；请让对方分批推送`,
    `${MOST} at a time at most, and here are ${found.length}; have them sent in parts`,
  );
  return [];
}

function readOrder(reader: Reader, mapping: Mapping, reading: Reading): Brought | null {
  const { form, settings } = reading;
  const { text, minor } = fieldsOf(reader, mapping);
  const said = minor('amount');
  const lines = linesAt(reader, mapping, said === null);
  const amount = said ?? (lines.length > 0 ? lines.reduce((sum, { worth }) => sum + worth, 0n) : null);
  if (mapping.currency !== undefined) checkCurrency(reader, mapping.currency, form);
  const ref = text('orderId') ?? sayMissing(reader, mapping.fields.orderId);
  const total = amount ?? sayMissing(reader, mapping.fields.amount ?? mapping.lines?.list);
  const status = statusOf(reader, mapping);
  const buyer = customerOf({ ...buyerAt(reader, mapping), id: text('customerId') }, reading);
  const version = versionOf(reader, mapping, form.timeZone);
  const back = minor('refunded');
  const [shipping, tax] = [minor('shipping'), minor('tax')];
  if (ref === null || total === null) return null;
  const money = moneyOf(form);
  // One sum for all refunds, which the newest version says.
  const refunds: Refunds =
    mapping.fields.refunded === undefined
      ? {}
      : { all: { amount: String(back === null ? 0n : back < 0n ? -back : back), at: text('refundedAt') } };
  const order = {
    orderId: ref,
    ...(buyer !== null && { customerId: buyer.externalId }),
    orderedAt: text('orderedAt'),
    ...(mapping.fields.paidAt !== undefined && { paidAt: text('paidAt') }),
    status,
    channel: settings.channel || null,
    store: text('store'),
    shipping: shipping === null ? null : money(shipping),
    tax: tax === null ? null : money(tax),
    ...(lines.length === 0 && {
      amount: money(total),
      product: text('product'),
      category: text('category'),
      quantity: text('quantity'),
    }),
    ...linesOf(total, lines, form),
  };
  return { what: 'order', ref, version, order, refunds, buyer };
}

function readCustomer(reader: Reader, mapping: Mapping, reading: Reading): Brought | null {
  const { text } = fieldsOf(reader, mapping);
  const person = { id: text('externalId'), email: text('email'), phone: text('phone'), name: text('name') };
  const known = customerOf(person, reading);
  const version = versionOf(reader, mapping, reading.form.timeZone);
  if (known === null) return sayMissing(reader, mapping.fields.externalId);
  // What is mapped and not there clears; the id is ours.
  const mapped = customerFields.filter(
    (field) => field !== 'externalId' && mapping.fields[field] !== undefined,
  );
  const values = Object.fromEntries(mapped.map((field) => [field, text(field)]));
  const customer: WrittenCustomer = { ...values, ...known, externalId: known.externalId };
  return { what: 'customer', version, customer };
}

function fieldsOf(reader: Reader, { fields }: Mapping) {
  return {
    text: (field: Field): string | null => {
      const path = fields[field];
      return path === undefined ? null : reader.text(path);
    },
    minor: (field: Field): bigint | null => {
      const path = fields[field];
      return path === undefined ? null : reader.money(path);
    },
  };
}

/** Without an amount of the whole order each line needs its own. */
function linesAt(reader: Reader, { lines }: Mapping, isNeeded: boolean): readonly WorthLine[] {
  if (lines === undefined) return [];
  const { list, fields } = lines;
  return reader.list(list).map((item, index) => {
    const line = reader.within(item, `${list}[${index}]`);
    const text = (path: string | undefined): string | null => (path === undefined ? null : line.text(path));
    const quantity = text(fields.quantity);
    const amount = fields.amount === undefined ? null : line.money(fields.amount);
    const price = fields.price === undefined ? null : line.money(fields.price);
    const worth = amount ?? (price === null ? null : timesPrice(line, price, fields.quantity, quantity));
    if (worth === null && isNeeded) sayMissing(line, fields.amount ?? fields.price);
    return {
      worth: worth ?? 0n,
      said: { quantity, product: text(fields.product), category: text(fields.category) },
    };
  });
}

/** In minor units; one piece where no quantity is written. */
function timesPrice(line: Reader, price: bigint, path: string | undefined, quantity: string | null): bigint {
  const pieces = readQuantity(quantity ?? '');
  if (!pieces.ok) {
    line.say(pieces.reason, path ?? '', rejectText[pieces.reason].zh, rejectText[pieces.reason].en);
    return 0n;
  }
  return pieces.value === null ? price : roundHalfAway(price * pieces.value, ONE_PIECE);
}

function buyerAt(reader: Reader, { buyer = {} }: Mapping) {
  const text = (path: string | undefined): string | null => (path === undefined ? null : reader.text(path));
  return { name: text(buyer.name), phone: text(buyer.phone), email: text(buyer.email) };
}

/** By the mapping's own words, else any shop's; without one by whether it was paid. */
function statusOf(reader: Reader, { fields, statuses = {} }: Mapping): OrderStatus {
  const isUnpaid = fields.paidAt !== undefined && reader.text(fields.paidAt) === null;
  const said = isUnpaid ? 'unpaid' : 'completed';
  const word = fields.status === undefined ? null : reader.text(fields.status);
  if (fields.status === undefined || word === null) return said;
  const status = readStatus(Object.hasOwn(statuses, word) ? (statuses[word] ?? '') : word);
  if (!status.ok)
    reader.say(status.reason, fields.status, rejectText[status.reason].zh, rejectText[status.reason].en);
  return (status.ok ? status.value : null) ?? said;
}

/** A number that rises, or a time; of one system all are of one kind. */
function versionOf(reader: Reader, { updatedAt }: Mapping, zone: string): number | null {
  if (updatedAt === undefined) return null;
  const written = reader.text(updatedAt) ?? sayMissing(reader, updatedAt);
  if (written === null) return null;
  if (/^\d{1,15}$/.test(written)) return Number(written);
  const instant = Date.parse(written);
  if (/(?:Z|[+-]\d\d:?\d\d)$/i.test(written) && Number.isFinite(instant)) return instant;
  const moment = readMoment(written, zone);
  if (moment.ok && moment.value !== null)
    return Date.parse(`${moment.value.day}T${moment.value.time ?? '00:00:00'}Z`);
  return reader.say('date-unreadable', updatedAt, '看不懂这个时间', 'this time cannot be read');
}

function sayMissing(reader: Reader, path: string | undefined): null {
  if (path !== undefined) return reader.say('missing', path, '这里没有值', 'there is no value here');
  return reader.say(
    'not-mapped',
    '',
    '对应关系里没有订单编号、客户编号或金额的位置',
    'the mapping does not say where the order id, the customer id or the amount stands',
  );
}
