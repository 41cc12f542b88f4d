import { addMonths, type Day } from '../../src/domain/calendar.ts';

/** A customer of the tests as the register has it; days as `YYYY-MM-DD`. */
export interface PlainCustomer {
  readonly id: number;
  readonly name: string | null;
  readonly phone: 'none' | 'masked' | 'full';
  readonly email: boolean;
  readonly address: boolean;
  readonly owner: string | null;
  readonly region: string | null;
  readonly source: string | null;
  readonly birthday: string | null;
  readonly registered: string | null;
  /** When the record was changed last; milliseconds since 1970. Null: never since it came. */
  readonly changedAt: number | null;
  readonly events: readonly { readonly day: string; readonly source: string }[];
  readonly orders: readonly PlainOrder[];
}

export interface PlainOrder {
  readonly id: number;
  readonly ordered: string | null;
  readonly paid: string | null;
  readonly status: string;
  readonly amount: bigint;
  readonly refunded: bigint | null;
}

/** What each check says: true fails, false passes, null cannot be asked. And which orders fail. */
export interface PlainVerdicts {
  readonly customers: ReadonlyMap<number, ReadonlyMap<string, boolean | null>>;
  readonly orders: ReadonlyMap<string, ReadonlySet<number>>;
  readonly highestUsual: bigint | null;
}

const settled = new Set(['paid', 'shipped', 'completed', 'refunded']);
const dayOf = ({ paid, ordered }: PlainOrder): string => paid ?? ordered ?? '';

/** The checks in plain code, by what they say they look for. */
export function plainVerdicts(
  customers: readonly PlainCustomer[],
  today: Day,
  staleSince: number,
): PlainVerdicts {
  const all = customers.flatMap(({ orders }) => orders);
  const valid = all.filter(({ status }) => settled.has(status));
  const uses = (filled: number, of: number): boolean => filled > 0 && filled / of >= 0.05;
  const used = (has: (one: PlainCustomer) => boolean): boolean =>
    uses(customers.filter(has).length, customers.length);
  const paymentDays = uses(valid.filter(({ paid }) => paid !== null).length, valid.length);
  const highestUsual = plainHighestUsual(valid.map(({ amount }) => amount).filter((amount) => amount > 0n));
  const staleBefore = addMonths(today, -36);
  const fails: Record<string, ((order: PlainOrder) => boolean) | null> = {
    'order-in-future': ({ ordered, paid }) => [ordered, paid].some((on) => on !== null && on > today),
    'negative-total': ({ amount }) => amount < 0n,
    'refund-beyond-paid': ({ amount, refunded }) => amount >= 0n && refunded !== null && refunded > amount,
    'payment-day-missing': paymentDays ? ({ status, paid }) => settled.has(status) && paid === null : null,
    'amount-unusual':
      highestUsual === null ? null : ({ status, amount }) => settled.has(status) && amount > highestUsual,
  };
  const implausible = (on: string | null): boolean | null =>
    on === null ? null : on > today || on < '1900-01-01';
  const asked: Record<string, ((one: PlainCustomer) => boolean | null) | null> = {
    'name-missing': used(({ name }) => name !== null) ? ({ name }) => name === null : null,
    'phone-missing': used(({ phone }) => phone !== 'none') ? ({ phone }) => phone === 'none' : null,
    'owner-missing': used(({ owner }) => owner !== null) ? ({ owner }) => owner === null : null,
    'region-missing': used(({ region }) => region !== null) ? ({ region }) => region === null : null,
    'source-missing': used(({ source }) => source !== null) ? ({ source }) => source === null : null,
    'phone-masked': ({ phone }) => (phone === 'none' ? null : phone === 'masked'),
    unreachable: ({ phone, email, address, orders }) =>
      orders.length === 0 && phone === 'none' && !email && !address,
    'birthday-implausible': ({ birthday }) => implausible(birthday),
    'registered-implausible': ({ registered }) => implausible(registered),
    'registered-after-order': ({ registered, orders }) => {
      if (registered === null || orders.length === 0) return null;
      return orders.some((order) => dayOf(order) < registered);
    },
    stale: ({ registered, orders, events, changedAt }) => {
      const met = events.filter(({ source }) => source !== 'points').map(({ day }) => day);
      const signs = [registered, ...orders.map(dayOf), ...met].filter((on) => on !== null);
      if (signs.length === 0) return null;
      return signs.every((on) => on < staleBefore) && (changedAt === null || changedAt < staleSince);
    },
  };
  const verdictsOf = (one: PlainCustomer) =>
    new Map<string, boolean | null>([
      ...Object.entries(asked).flatMap(([id, ask]) => (ask === null ? [] : [[id, ask(one)] as const])),
      ...Object.entries(fails).flatMap(([id, isWrong]) =>
        isWrong === null ? [] : [[id, one.orders.length === 0 ? null : one.orders.some(isWrong)] as const],
      ),
    ]);
  return {
    customers: new Map(customers.map((one) => [one.id, verdictsOf(one)])),
    orders: new Map(
      Object.entries(fails).map(([id, isWrong]) => [
        id,
        new Set(isWrong === null ? [] : all.filter(isWrong).map((order) => order.id)),
      ]),
    ),
    highestUsual,
  };
}

/** Over sorted amounts: the value with at least so many of a hundred at or below it. */
export function plainHighestUsual(amounts: readonly bigint[]): bigint | null {
  const sorted = amounts.toSorted((a, b) => (a < b ? -1 : 1));
  const at = (percent: number): bigint =>
    sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)] ?? 0n;
  if (sorted.length < 20) return null;
  const candidates = [(at(75) * at(75) * at(75) * at(75)) / (at(25) * at(25) * at(25)), 10n * at(50)];
  if (sorted.length >= 100) candidates.push(at(99));
  return candidates.toSorted((a, b) => (a < b ? 1 : -1))[0] ?? null;
}
