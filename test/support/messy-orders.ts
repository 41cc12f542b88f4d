import fc from 'fast-check';
import { addDays, type Day, day } from '../../src/domain/calendar.ts';
import type { Register } from '../../src/domain/evaluate/evaluate.ts';
import { type Order, type OrderStatus, orderDay } from '../../src/domain/order.ts';
import { csvText } from './write-csv.ts';

/** Orders as files have them, some values written in their usual form and some as people write them. */
export interface MessyOrders {
  readonly files: Readonly<Record<string, string>>;
  readonly customers: string;
  /** What the files mean. */
  readonly register: Register;
  readonly mode: 'per-order' | 'per-line';
  /** Null: that of the latest order. */
  readonly asOf: Day | null;
}

/** The rows' amounts all stand in minor units of CNY, days are of Asia/Shanghai. */
interface Row {
  readonly orderId: string;
  readonly customer: string;
  readonly ordered: Clock;
  readonly paid: Clock | null;
  readonly status: OrderStatus | null;
  readonly amount: bigint;
  readonly refunded: bigint | null;
  readonly refundDay: Day | null;
  readonly channel: string | null;
  readonly category: string | null;
}

interface Clock {
  readonly day: Day;
  readonly seconds: number;
}

const start = day('2025-11-01');
const people = ['ada', 'Bob', '阿达', '😀', '007', '7', '"eve"', 'o’neil', 'a,b', '13800138000', 'x y'];
const statuses: readonly (OrderStatus | null)[] = [
  'paid',
  'shipped',
  'completed',
  'completed',
  'refunded',
  'cancelled',
  'unpaid',
  null,
];

const clocks: fc.Arbitrary<Clock> = fc.record({
  day: fc.integer({ min: 0, max: 120 }).map((days) => addDays(start, days)),
  seconds: fc.constantFrom(0, 1, 28_799, 28_800, 43_200, 57_600, 86_399),
});
const cents = fc.oneof(
  fc.bigInt(0n, 300_000n),
  fc.constantFrom(0n, 1n, 99n, 100n, 10_000n, 99_999n, 100_000n, 123_456_789n, -1n, -5_000n),
);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

/** One order as its rows; the seed chooses how each value is written. */
function ordersOf(mode: MessyOrders['mode']): fc.Arbitrary<Row[]> {
  return fc
    .record({
      customer: fc.constantFrom(...people),
      isPaid: fc.boolean(),
      status: fc.constantFrom(...statuses),
      channel: fc.constantFrom(null, '淘宝', '门店'),
      refundDay: maybe(clocks.map((clock) => clock.day)),
      refunds: fc.boolean(),
      named: fc.boolean(),
      lines: fc.array(
        fc.record({
          ordered: clocks,
          paid: clocks,
          amount: cents,
          refund: fc.bigInt(0n, 20_000n),
          category: fc.constantFrom(null, '茶叶', 'nuts'),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    })
    .map(({ lines, isPaid, named, refunds, refundDay, ...order }) => {
      const [first] = lines;
      return (named ? lines : lines.slice(0, 1)).map((line) => ({
        ...order,
        orderId: named ? 'named' : '',
        ordered: line.ordered,
        paid: isPaid ? line.paid : null,
        amount: mode === 'per-order' ? (first?.amount ?? 0n) : line.amount,
        refunded: refunds ? (mode === 'per-order' ? (first?.refund ?? 0n) : line.refund) : null,
        refundDay: refunds || order.status === 'refunded' ? refundDay : null,
        category: line.category,
      }));
    });
}

export const messyOrders: fc.Arbitrary<MessyOrders> = fc
  .constantFrom('per-order' as const, 'per-line' as const)
  .chain((mode) =>
    fc.record({
      mode: fc.constant(mode),
      orders: fc.array(ordersOf(mode), { minLength: 20, maxLength: 60 }),
      listed: fc.uniqueArray(
        fc.record({ id: fc.constantFrom(...people, 'zoe', '只看'), registered: maybe(clocks) }),
        { selector: ({ id }) => id, minLength: 1, maxLength: 6 },
      ),
      asOf: maybe(clocks.map((clock) => clock.day)),
      seed: fc.integer({ min: 1, max: 2 ** 31 - 2 }),
    }),
  )
  .map(({ mode, orders, listed, asOf, seed }) => {
    const pick = picker(seed);
    const named = orders.map((rows, index) =>
      rows.map((row) => ({
        ...row,
        orderId: row.orderId === '' ? '' : (orderIds[index % 3]?.(index) ?? ''),
      })),
    );
    const rows = named.flat();
    const split = Math.floor(rows.length / 2);
    return {
      mode,
      asOf,
      files: { 'a.csv': orderFile(rows.slice(0, split), pick), 'b.csv': orderFile(rows.slice(split), pick) },
      customers: customerFile(listed, pick),
      register: {
        customers: listed.map(({ id, registered }) => ({
          id,
          registeredDay: registered?.day ?? null,
          fields: {},
        })),
        orders: named.map((lines) => orderOf(lines, mode)),
        refunds: [],
        events: [],
      },
    };
  });

const orderIds: readonly ((index: number) => string)[] = [
  (index) => String(1000 + index),
  (index) => `A-${index}`,
  (index) => `00${index}`,
];

/** The day of the latest order. */
export function latestDay({ orders }: Register): Day {
  return (
    orders
      .flatMap((order) => orderDay(order) ?? [])
      .sort()
      .at(-1) ?? start
  );
}

function orderOf(rows: readonly Row[], mode: MessyOrders['mode']): Order {
  const [first] = rows;
  if (first === undefined) throw new RangeError('no rows');
  const sum = (value: (row: Row) => bigint): bigint => rows.reduce((total, row) => total + value(row), 0n);
  const whole = mode === 'per-order' || rows.length === 1;
  const earliest = (days: readonly (Day | undefined)[]): Day | null =>
    days.flatMap((one) => one ?? []).sort()[0] ?? null;
  const nothing = { product: null, quantity: null, margin: null };
  const paidDay = earliest(rows.map(({ paid }) => paid?.day));
  // A blank status: the file has a column of payment times.
  const status = first.status ?? (first.paid === null ? 'unpaid' : 'completed');
  return {
    ...nothing,
    customer: first.customer,
    orderedDay: earliest(rows.map(({ ordered }) => ordered.day)),
    paidDay,
    status,
    amount: whole ? first.amount : sum(({ amount }) => amount),
    refunded: first.refunded === null ? null : whole ? first.refunded : sum(({ refunded }) => refunded ?? 0n),
    refundDay: first.refundDay,
    shipping: null,
    tax: null,
    channel: first.channel,
    store: null,
    category: rows.length === 1 ? first.category : null,
    lines: rows.length === 1 ? [] : rows.map(({ amount, category }) => ({ ...nothing, amount, category })),
  };
}

type Pick = <T>(choices: readonly [T, ...T[]]) => T;

/** Chooses the same way for the same seed. */
function picker(seed: number): Pick {
  let state = seed;
  return (choices) => {
    state = (state * 48_271) % 2_147_483_647;
    return choices[state % choices.length] ?? choices[0];
  };
}

const headers: Readonly<Record<string, readonly [string, ...string[]]>> = {
  order: ['order_id', '订单编号', 'Order ID', ' order_id '],
  customer: ['customer_id', '客户编号', '会员编号'],
  ordered: ['ordered_at', '下单时间', 'Order Date'],
  paid: ['paid_at', '付款时间', '支付时间'],
  status: ['status', '订单状态'],
  amount: ['amount', '实付款', '金额（元）'],
  refunded: ['refunded', '退款金额'],
  refundDay: ['refunded_at', '退款时间'],
  channel: ['channel', '渠道'],
  category: ['category', '品类'],
};

function orderFile(rows: readonly Row[], pick: Pick): string {
  const keys = Object.keys(headers);
  for (let last = keys.length - 1; last > 0; last--) {
    const other = pick([0, ...keys.keys()]) % (last + 1);
    [keys[last], keys[other]] = [keys[other] ?? '', keys[last] ?? ''];
  }
  const written = rows.flatMap((row) => {
    const cells: Readonly<Record<string, string>> = {
      order: id(row.orderId, pick),
      customer: id(row.customer, pick),
      ordered: clock(row.ordered, pick),
      paid: row.paid === null ? pick(['', '', '0000-00-00 00:00:00', '-']) : clock(row.paid, pick),
      status: row.status === null ? pick(['', ' ']) : pick(statusWords[row.status]),
      amount: money(row.amount, pick),
      refunded: row.refunded === null ? pick(['', '-', 'N/A', '无']) : money(row.refunded, pick),
      refundDay: row.refundDay === null ? '' : clock({ day: row.refundDay, seconds: 43_200 }, pick),
      channel: pick([`${row.channel ?? ''}`, ` ${row.channel ?? ''}`]),
      category: pick([row.category ?? '', `${row.category ?? ''} `]),
    };
    const line = keys.map((key) => cells[key] ?? '');
    return pick([0, 0, 0, 1]) === 1 ? [[''], line] : [line];
  });
  return csvText(
    [keys.map((key) => pick(headers[key] ?? [key])), ...written],
    pick([',', '\t', ';']),
    pick(['\n', '\r\n']),
  );
}

function customerFile(listed: readonly { id: string; registered: Clock | null }[], pick: Pick): string {
  const rows = listed.map((one) => [
    id(one.id, pick),
    one.registered === null ? '' : clock(one.registered, pick),
  ]);
  return csvText([[pick(['customer_id', '会员编号']), pick(['registered_at', '注册时间'])], ...rows]);
}

const statusWords: Readonly<Record<OrderStatus, readonly [string, ...string[]]>> = {
  unpaid: ['unpaid', '等待买家付款', 'Pending'],
  paid: ['paid', '买家已付款，等待卖家发货', '买家已付款,等待卖家发货', ' Paid'],
  shipped: ['shipped', '卖家已发货,等待买家确认', 'Fulfilled'],
  completed: ['completed', '交易成功', '已 完成', 'COMPLETED'],
  cancelled: ['cancelled', '交易关闭', 'canceled'],
  refunded: ['refunded', '退款成功', 'Refunded '],
};

function id(value: string, pick: Pick): string {
  if (value === '') return pick(['', '', ' ']);
  const formula = `="${value.replaceAll('"', '""')}"`;
  return pick([value, value, ` ${value}`, `${value}\t`, `'${value}`, formula, `\u200b${value}\u3000`]);
}

function money(minor: bigint, pick: Pick): string {
  const size = minor < 0n ? -minor : minor;
  const digits = String(size).padStart(3, '0');
  const [whole, part] = [digits.slice(0, -2), digits.slice(-2)];
  const plain = `${whole}.${part}`;
  const grouped = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${part}`;
  const wan = `${String(size)
    .padStart(7, '0')
    .replace(/(\d{6})$/, '.$1')}万`;
  const wide = plain.replace(/[\d.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
  const form = pick([
    plain,
    plain,
    grouped,
    wan,
    wide,
    `¥${plain}`,
    `${grouped}元`,
    ` ${plain} `,
    `${plain}0`,
    `${plain}0004`,
  ]);
  if (minor >= 0n) return pick([form, form, `+${form.trim()}`, `'${form}`]);
  return pick([`-${form.trim()}`, `(${form.trim()})`, `−${form.trim()}`]);
}

function clock({ day: at, seconds }: Clock, pick: Pick): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const [year, month, date] = at.split('-').map(Number);
  const instant = Date.parse(`${at}T${time}Z`) - 8 * 3_600_000;
  const serial = Date.parse(`${at}T00:00:00Z`) / 86_400_000 + 25_569;
  return pick([
    at,
    `${at} ${time}`,
    `${at}T${time}`,
    `${year}/${month}/${date}`,
    `${year}.${month}.${date} ${time}`,
    `${year}年${month}月${date}日`,
    `${year}年${month}月${date}日 ${time}`,
    at.replaceAll('-', ''),
    `'${at} ${time}`,
    new Date(instant).toISOString(),
    `${at}T${time}+08:00`,
    String(instant / 1000),
    String(serial),
  ]);
}
