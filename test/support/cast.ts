import { expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { evaluate, type Register } from '../../src/domain/evaluate/evaluate.ts';
import type { Value } from '../../src/domain/evaluate/value.ts';
import type { CustomerEvent, EventSource } from '../../src/domain/event.ts';
import type { Customer, FieldValue, LooseRefund, Order, OrderLine } from '../../src/domain/order.ts';
import { parseScheme } from '../../src/domain/parse/parse-scheme.ts';
import { formatProblem, type Problem } from '../../src/domain/problem.ts';
import type { Scheme } from '../../src/domain/scheme.ts';

/** The small named cast of the tests, and short ways to write what they buy and how they are graded. */

export type Name = 'ada' | 'bob' | 'cleo' | 'dan' | 'eve';

function customer(id: string, registered: string | null, fields: Record<string, FieldValue>): Customer {
  return { id, registeredDay: registered === null ? null : day(registered), fields };
}

export const cast: Readonly<Record<Name, Customer>> = {
  /** Gold: buys often and for much. */
  ada: customer('ada', '2023-03-15', { region: '上海', phone: '13800138000', channel: '门店' }),
  /** About to drop: what holds him up is almost a year old. */
  bob: customer('bob', '2022-06-01', { region: '杭州', channel: '淘宝' }),
  /** Has registered and never ordered. */
  cleo: customer('cleo', '2025-01-10', { region: null, email: 'cleo@example.com' }),
  /** Gives back what he buys. */
  dan: customer('dan', '2024-02-29', { region: '北京' }),
  /** Emoji, quotes and no registration day. */
  eve: customer('eve', null, { name: `Eve "😀" O'Neil`, region: 'Köln "Süd"' }),
};

/** Minor units of an amount written in yuan. */
export function yuan(major: number): bigint {
  return BigInt(Math.round(major * 100));
}

type OrderRest = Partial<Omit<Order, 'customer' | 'orderedDay' | 'paidDay' | 'refundDay'>> & {
  readonly orderedDay?: string | null;
  readonly paidDay?: string | null;
  readonly refundDay?: string | null;
};

/** A completed order of so many yuan, ordered and paid on one day unless said otherwise. */
export function order(customer: string, on: string, amount: number, rest: OrderRest = {}): Order {
  const { orderedDay = on, paidDay = on, refundDay = null, ...others } = rest;
  const dayOrNull = (written: string | null) => (written === null ? null : day(written));
  return {
    customer,
    status: 'completed',
    amount: yuan(amount),
    refunded: null,
    shipping: null,
    tax: null,
    channel: null,
    store: null,
    category: null,
    product: null,
    quantity: null,
    margin: null,
    lines: [],
    ...others,
    orderedDay: dayOrNull(orderedDay),
    paidDay: dayOrNull(paidDay),
    refundDay: dayOrNull(refundDay),
  };
}

/** A line of so many yuan. */
export function line(amount: number, rest: Partial<OrderLine> = {}): OrderLine {
  return { amount: yuan(amount), category: null, product: null, quantity: null, margin: null, ...rest };
}

/** An order of several lines, which add up to its amount. */
export function basket(
  customer: string,
  on: string,
  lines: readonly OrderLine[],
  rest: OrderRest = {},
): Order {
  const amount = lines.reduce((sum, { amount }) => sum + amount, 0n);
  return order(customer, on, 0, { amount, lines, ...rest });
}

/** Money given back that names no known order. */
export function looseRefund(
  customer: string,
  on: string,
  amount: number,
  rest: Partial<Omit<LooseRefund, 'customer' | 'day' | 'amount'>> = {},
): LooseRefund {
  const nowhere = { channel: null, store: null, category: null, product: null };
  return { customer, day: day(on), amount: yuan(amount), ...nowhere, ...rest };
}

type EventRest = Partial<
  Omit<CustomerEvent, 'customer' | 'source' | 'day' | 'rating' | 'quantity' | 'resolvedDay'>
> & {
  readonly rating?: number;
  readonly quantity?: number;
  readonly resolved?: string;
};

/** What a customer did beside buying; ratings and quantities as they are written. */
export function event(
  source: EventSource,
  customer: string,
  on: string,
  rest: EventRest = {},
): CustomerEvent {
  const { rating, quantity, resolved, ...others } = rest;
  const millionths = (written: number | undefined) =>
    written === undefined ? null : BigInt(Math.round(written * 1e6));
  return {
    customer,
    source,
    day: day(on),
    kind: null,
    aspect: null,
    product: null,
    text: null,
    measure: null,
    ...others,
    rating: millionths(rating),
    quantity: millionths(quantity),
    resolvedDay: resolved === undefined ? null : day(resolved),
  };
}

export function register(rest: Partial<Register> = {}): Register {
  return { customers: [], orders: [], refunds: [], events: [], ...rest };
}

/** What the cast has bought by 30 June 2025. */
export const shop: Register = register({
  customers: Object.values(cast),
  orders: [
    ...['2024-08-01', '2024-10-11', '2024-12-24', '2025-02-14', '2025-04-05', '2025-06-18'].map((on) =>
      order('ada', on, 2500, { category: '茶叶', channel: '门店' }),
    ),
    order('bob', '2024-07-01', 4000, { category: '零食' }),
    order('bob', '2024-07-02', 1500, { category: '茶叶' }),
    order('bob', '2025-03-01', 500),
    order('dan', '2025-01-05', 9000, { refunded: yuan(8000), refundDay: '2025-02-01' }),
    order('dan', '2025-02-05', 3000, { status: 'refunded', refundDay: '2025-03-01' }),
    order('dan', '2025-03-05', 800),
    order('eve', '2025-05-05', 88.8, { category: 'Tea "😀"', product: `O'Neil’s "cup"` }),
  ],
});

/** A scheme document that has what every scheme needs, around what a test is about. */
export function schemeWith(rest: Record<string, unknown> = {}): Record<string, unknown> {
  return { tierbook: 1, id: 'test', name: 'test', tiers: [{ id: 'base', name: 'base' }], ...rest };
}

export function schemeWithMetric(m: unknown): Record<string, unknown> {
  return schemeWith({ metrics: { m } });
}

/** Two tiers, the upper with this rule. */
export function schemeWithRule(when: unknown, rest: Record<string, unknown> = {}): Record<string, unknown> {
  const tiers = [
    { id: 'base', name: 'base' },
    { id: 'top', name: 'top', when },
  ];
  return schemeWith({ ...rest, tiers });
}

export function problemsOf(document: unknown): readonly Problem[] {
  const parsed = parseScheme(document);
  return parsed.ok ? [] : parsed.problems;
}

/** Every problem of a scheme document as `path code`. */
export function wrongPlaces(document: unknown): string[] {
  return problemsOf(document).map(({ path, code }) => `${path} ${code}`.trim());
}

/** One test per mistake: what is wrong, the document, and all the problems it has. */
export function refusedWhen(
  mistakes: readonly (readonly [wrong: string, document: unknown, ...places: string[]])[],
): void {
  it.each(mistakes)('%s', (_wrong, document, ...places) => {
    expect(wrongPlaces(document)).toEqual(places);
  });
}

/** The parsed scheme; throws the problems where it has any. */
export function scheme(document: unknown): Scheme {
  const parsed = parseScheme(document);
  if (parsed.ok) return parsed.scheme;
  throw new Error(parsed.problems.map((problem) => formatProblem(problem, 'en')).join('\n'));
}

/** A whole number or finite decimal as a number, another fraction as `2/3`, days and texts as they are. */
export function plain(value: Value | undefined): number | string | null {
  if (value === undefined || value === null || typeof value === 'string') return value ?? null;
  const divisor = greatestDivisor(value.num < 0n ? -value.num : value.num, value.den);
  const [num, den] = [value.num / divisor, value.den / divisor];
  return 10n ** 9n % den === 0n ? Number(num) / Number(den) : `${num}/${den}`;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? (a === 0n ? 1n : a) : greatestDivisor(b, a % b);
}

export interface Question {
  readonly metric: object;
  readonly asOf: string;
  /** Keys of the scheme beside its metrics. */
  readonly rest?: Record<string, unknown>;
}

/** One metric's value of everybody in the register, as of a day. */
export function valuesOf(
  { metric, asOf, rest = {} }: Question,
  among: Partial<Register>,
): Record<string, ReturnType<typeof plain>> {
  const grades = evaluate(
    scheme(schemeWith({ metrics: { m: metric }, ...rest })),
    register(among),
    day(asOf),
  );
  return Object.fromEntries([...grades].map(([id, { values }]) => [id, plain(values.get('m'))]));
}

/** One metric's value of ada, who has these orders. */
export function ofAda(metric: object, orders: readonly Order[], asOf: string, rest: Partial<Register> = {}) {
  const values = valuesOf({ metric, asOf }, { customers: [customer('ada', null, {})], orders, ...rest });
  return values.ada;
}

/** Everybody's tier by its id. */
export function tiersOf(document: unknown, among: Partial<Register>, asOf: string): Record<string, string> {
  const parsed = scheme(document);
  const grades = evaluate(parsed, register(among), day(asOf));
  return Object.fromEntries([...grades].map(([id, { tier }]) => [id, parsed.tiers[tier]?.id ?? '?']));
}

/** The scheme that SCHEME.md begins with. */
export const salesLevels = `
tierbook: 1
id: sales-levels
name: { zh: 销售层级, en: Sales levels }
currency: CNY
timeZone: Asia/Shanghai
count:                                   # what counts as a purchase; the default is shown
  statuses: [paid, shipped, completed]
  amount: net                            # net: refunds taken off; gross: as paid
metrics:
  spend_12m:  { of: orders, take: sum, what: amount, window: { last: 12, unit: month } }
  orders_12m: { of: orders, take: count, window: { last: 12, unit: month } }
  variety:    { of: orders, take: distinct, what: category }
tiers:                                   # lowest first; the first is the base tier and has no \`when\`
  - { id: level-3, name: { zh: 三级, en: Level 3 } }
  - id: level-2
    name: { zh: 二级, en: Level 2 }
    when: { all: [ { metric: spend_12m, atLeast: 5000 }, { metric: orders_12m, atLeast: 3 } ] }
  - id: level-1
    name: { zh: 一级, en: Level 1 }
    when: { all: [ { metric: spend_12m, over: 10000 }, { metric: orders_12m, over: 5 } ] }
    keep: { metric: spend_12m, atLeast: 8000 }
    benefits:
      - { id: agent, kind: service, name: { zh: 专属客服, en: Dedicated agent }, cost: { per: month, amount: 30 } }
      - { id: off20, kind: discount, name: { zh: 8折, en: 20 % off }, value: 0.8, cost: { per: order, percent: 20 } }
      - { id: class, kind: service, name: { zh: 免费美容培训课程, en: Free beauty training course }, cost: { per: use, amount: 200 }, limit: { times: 2, per: year } }
policy:
  upgrade: at-once                       # at-once | period-end
  downgrade: period-end                  # at-once | period-end | anniversary | never
  period: { calendar: year }             # calendar month | quarter | year
  steps: one                             # one | all
  validity: { months: 12 }
  grace: { days: 30 }
  warn: { days: 30 }
`;
