import type { OrderStatus } from '../../domain/order.ts';
import type { Problem } from '../../domain/problem.ts';
import { problem } from '../../domain/problem.ts';
import type { Moment } from '../../domain/tidy/moment.ts';
import { readAmount, readQuantity } from '../../domain/tidy/read-amount.ts';
import { readMoment } from '../../domain/tidy/read-moment.ts';
import { readStatus } from '../../domain/tidy/read-status.ts';
import { readCustomerId, readId, readText } from '../../domain/tidy/read-text.ts';
import { NO_BUYER } from './buyers.ts';
import { type WrittenIn, type WrittenValues, writtenValues } from './written-values.ts';

/** What an order and its lines have alike. Money in minor units, quantities in millionths. */
interface ReadGoods {
  readonly quantity: bigint | null;
  readonly margin: bigint | null;
  readonly category: string | null;
  readonly product: string | null;
}

export interface ReadLine extends ReadGoods {
  readonly amount: bigint;
}

/** An order of a request whose every value could be read. */
export interface ReadOrder extends ReadGoods {
  /** The customer's external id; `NO_BUYER` where none is named and that may be. */
  readonly customer: string;
  /** Null: the order has no number of its own. */
  readonly number: string | null;
  readonly ordered: Moment | null;
  readonly paid: Moment | null;
  readonly status: OrderStatus;
  readonly amount: bigint;
  readonly refunded: bigint | null;
  readonly refundDay: string | null;
  readonly shipping: bigint | null;
  readonly tax: bigint | null;
  readonly channel: string | null;
  readonly store: string | null;
  /** Two or more; empty for an order that is its own only line. */
  readonly lines: readonly ReadLine[];
  /** What it says of a customer whom nobody may know yet; null where it says nothing. */
  readonly contact?: { readonly phone: string | null; readonly email: string | null } | null;
}

const goodsKeys = ['category', 'product', 'quantity', 'margin'] as const;
const lineKeys = ['amount', ...goodsKeys];
/** The members of an order in a request. */
const orderKeys = [
  'orderId',
  'customerId',
  'orderedAt',
  'paidAt',
  'amount',
  'refunded',
  'refundedAt',
  'status',
  'channel',
  'store',
  ...goodsKeys,
  'shipping',
  'tax',
  'phone',
  'email',
  'lines',
];

/**
 * Reads one order of a request, or gives everything that is wrong with it. `path` is where it stands; `withoutBuyer` says whether it may
 * name no customer.
 */
export function readOrder(
  given: unknown,
  path: string,
  form: WrittenIn,
  withoutBuyer = false,
): ReadOrder | readonly Problem[] {
  const problems: Problem[] = [];
  const values = writtenValues(given, path, orderKeys, problems);
  const money = moneyReader(form);
  const moment = (raw: string) => readMoment(raw, form.timeZone);
  const customer = values.read('customerId', readCustomerId) ?? (withoutBuyer ? NO_BUYER : null);
  const [ordered, paid] = [values.read('orderedAt', moment), values.read('paidAt', moment)];
  const lines = values
    .list('lines')
    .flatMap((line, index) => readLine(line, `${path}.lines[${index}]`, form, problems) ?? []);
  const written = values.read('amount', money);
  const amount = written ?? (lines.length > 0 ? total(lines) : null);
  const refunded = values.read('refunded', money);
  const refundedAt = values.read('refundedAt', moment);
  const status =
    values.read('status', readStatus) ?? (values.has('paidAt') && paid === null ? 'unpaid' : 'completed');
  const number = values.read('orderId', readId);
  const back = refund(status, amount, refunded, refundedAt ?? paid ?? ordered);
  const [shipping, tax] = [values.read('shipping', money), values.read('tax', money)];
  const [channel, store] = [values.read('channel', readText), values.read('store', readText)];
  const [phone, email] = [values.read('phone', readText), values.read('email', readText)];
  const goods = lines.length > 0 ? goodsOfLines(lines) : readGoods(values, money);
  if (problems.length === 0)
    problems.push(...lacking(path, values, { customer, amount, ordered, paid, lines }));
  if (problems.length > 0 || customer === null || amount === null) return problems;
  // Written out in full: an object spread into another makes a large request take half as long again.
  return {
    customer,
    number,
    ordered,
    paid,
    status,
    amount,
    refunded: back.refunded,
    refundDay: back.refundDay,
    shipping,
    tax,
    quantity: goods.quantity,
    margin: goods.margin,
    category: goods.category,
    product: goods.product,
    channel,
    store,
    lines: lines.length > 1 ? lines : [],
    contact: phone === null && email === null ? null : { phone, email },
  };
}

function moneyReader({ currency, decimals }: WrittenIn) {
  return (raw: string) => readAmount(raw, decimals, currency);
}

function readGoods(values: WrittenValues, money: ReturnType<typeof moneyReader>): ReadGoods {
  return {
    quantity: values.read('quantity', (raw) => readQuantity(raw)),
    margin: values.read('margin', money),
    category: values.read('category', readText),
    product: values.read('product', readText),
  };
}

function readLine(given: unknown, path: string, form: WrittenIn, problems: Problem[]): ReadLine | null {
  const values = writtenValues(given, path, lineKeys, problems);
  const money = moneyReader(form);
  const known = problems.length;
  const amount = values.read('amount', money);
  const goods = readGoods(values, money);
  if (amount !== null) return { amount, ...goods };
  if (problems.length === known)
    problems.push(missing(`${path}.amount`, '请写明这一行的金额', 'say what the line costs'));
  return null;
}

/** As collapsed rows of a file: sums of the lines; of one line all that it says. */
function goodsOfLines(lines: readonly ReadLine[]): ReadGoods {
  const [only] = lines;
  const alone = lines.length === 1 ? only : undefined;
  return {
    quantity: sum(lines.map(({ quantity }) => quantity)),
    margin: sum(lines.map(({ margin }) => margin)),
    category: alone?.category ?? null,
    product: alone?.product ?? null,
  };
}

function sum(values: readonly (bigint | null)[]): bigint | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0n);
}

function total(lines: readonly ReadLine[]): bigint {
  return lines.reduce((all, { amount }) => all + amount, 0n);
}

/** An order whose status says refunded has given back all of it, on its own day unless it says another. */
function refund(
  status: OrderStatus,
  amount: bigint | null,
  written: bigint | null,
  at: Moment | null,
): Pick<ReadOrder, 'refunded' | 'refundDay'> {
  const given = written !== null && written < 0n ? -written : written;
  const refunded = status === 'refunded' ? (given ?? amount) : given;
  return { refunded, refundDay: refunded === null ? null : (at?.day ?? null) };
}

interface Found {
  readonly customer: string | null;
  readonly amount: bigint | null;
  readonly ordered: Moment | null;
  readonly paid: Moment | null;
  readonly lines: readonly ReadLine[];
}

/** What an order cannot do without, and what contradicts itself. */
function lacking(
  path: string,
  values: WrittenValues,
  { customer, amount, ordered, paid, lines }: Found,
): Problem[] {
  const problems: Problem[] = [];
  if (customer === null) {
    problems.push(
      missing(`${path}.customerId`, '请写明是哪位客户的订单', 'say which customer the order is of'),
    );
  }
  if (amount === null) problems.push(missing(`${path}.amount`, '请写明金额', 'say the amount'));
  if (ordered === null && paid === null) {
    problems.push(
      missing(`${path}.orderedAt`, '请写明下单时间或付款时间', 'say when it was ordered or paid'),
    );
  }
  if (lines.length === 0) return problems;
  if (amount !== null && amount !== total(lines)) {
    const [zh, en] = [
      '各行金额相加不等于订单金额',
      'the amounts of the lines do not add up to that of the order',
    ];
    problems.push(problem('lines-differ', `${path}.amount`, zh, en));
  }
  const twice = goodsKeys.filter((key) => values.has(key));
  const says = (key: string) =>
    problem(
      'belongs-to-lines',
      `${path}.${key}`,
      '有明细时请写在各行里',
      'with lines, write it on each of them',
    );
  return [...problems, ...twice.map(says)];
}

function missing(path: string, zh: string, en: string): Problem {
  return problem('missing', path, zh, en);
}
