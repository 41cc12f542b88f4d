import fc from 'fast-check';
import { sql } from 'kysely';
import { addDays, addMonths, type Day } from '../../src/domain/calendar.ts';
import { orderStatuses } from '../../src/domain/order.ts';
import { startRecording } from '../../src/features/register/recording.ts';
import type { Expression } from '../../src/sql/expression.ts';
import type { Shop } from '../support/shop-folder.ts';
import { type PlainCustomer, type PlainOrder, plainHighestUsual } from './plain-checks.ts';

/** Customers on every boundary of the checks, as seen from a day; `since` is the moment at which three years ago begins. */
export function plainCustomers(today: Day, since: number): fc.Arbitrary<PlainCustomer[]> {
  const stale = addMonths(today, -36);
  const near = [today, addDays(today, 1), addDays(today, -1), stale, addDays(stale, -1), '2024-02-29'];
  const days = fc.constantFrom(...near);
  const odd = fc.constantFrom(...near, '1899-12-31', '1900-01-01', '1899-12-30');
  const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { freq: 3 });
  const order = fc.record({
    days: fc
      .record({ ordered: maybe(days), paid: maybe(days), either: days })
      .map(({ ordered, paid, either }) => ({ ordered: ordered ?? (paid === null ? either : null), paid })),
    status: fc.oneof(
      { weight: 4, arbitrary: fc.constant('completed') },
      { weight: 1, arbitrary: fc.constantFrom(...orderStatuses) },
    ),
    amount: fc.oneof(
      { weight: 8, arbitrary: fc.bigInt(5_000n, 15_000n) },
      { weight: 2, arbitrary: fc.constantFrom(-1n, 0n, 1n, 400_000n, 500_000n) },
    ),
    refund: fc.constantFrom(null, null, 0n, -1n, 1n),
  });
  const word = maybe(fc.constantFrom('a', '😀"', "o'b"));
  const event = fc.record({ day: days, source: fc.constantFrom('reviews', 'points') });
  const customer = fc.record({
    name: word,
    owner: maybe(fc.constantFrom('Li Lei', 'Han')),
    region: word,
    source: word,
    phone: fc.constantFrom('none', 'masked', 'full'),
    email: fc.boolean(),
    address: fc.boolean(),
    birthday: maybe(odd),
    registered: maybe(odd),
    changedAt: maybe(fc.constantFrom(since, since - 1, since + 1)),
    events: fc.array(event, { maxLength: 2 }),
    orders: fc.array(order, { maxLength: 5 }),
  });
  const blank = fc.constantFrom(...(['name', 'owner', 'region', 'source'] as const), null);
  return fc.tuple(fc.array(customer, { minLength: 25, maxLength: 45 }), blank).map(([all, unused]) => {
    let orders = 0;
    const made = all.map(
      (one, index): PlainCustomer => ({
        ...one,
        ...(unused === null ? {} : { [unused]: null }),
        id: index + 1,
        orders: one.orders.map(({ days: { ordered, paid }, status, amount, refund }) => ({
          ...{ id: ++orders, ordered, paid, status, amount },
          refunded: refund === null ? null : amount + refund,
        })),
      }),
    );
    return onTheFence(made);
  });
}

/** The two dearest orders cost just as much as is usual, and one unit more, which moves nothing of what is usual among few. */
function onTheFence(customers: readonly PlainCustomer[]): PlainCustomer[] {
  const settled = customers
    .flatMap(({ orders }) => orders)
    .filter(({ status, amount }) => amount > 15_000n && status === 'completed');
  const all = customers
    .flatMap(({ orders }) => orders)
    .filter(({ status, amount }) => amount > 0n && !['unpaid', 'cancelled'].includes(status));
  const highest = plainHighestUsual(all.map(({ amount }) => amount));
  const [most, next] = settled.map(({ id }) => id);
  if (highest === null || highest <= 15_000n) return [...customers];
  const moved = (order: PlainOrder): PlainOrder =>
    order.id === most
      ? { ...order, amount: highest + 1n }
      : order.id === next
        ? { ...order, amount: highest }
        : order;
  return customers.map((one) => ({ ...one, orders: one.orders.map(moved) }));
}

/** Puts them into the register as they are, in the place of whoever was there. */
export async function keepPlain({ folder, clock }: Shop, customers: readonly PlainCustomer[]): Promise<void> {
  const text = (value: string | null) => sql`cast(${value} as text)`;
  const on = (value: string | null) => sql`cast(${value} as date)`;
  const whole = (value: bigint | number | null) =>
    sql`cast(${sql.lit(value === null ? null : BigInt(value))} as bigint)`;
  const kept = (is: boolean) => text(is ? 'kept' : null);
  await folder.writer.write(async (trx) => {
    const insert = async (table: string, columns: string, rows: readonly Expression[]): Promise<void> => {
      await sql`delete from ${sql.table(table)}`.execute(trx);
      if (rows.length > 0)
        await sql`insert into ${sql.table(table)} (${sql.raw(columns)}) values ${sql.join(rows)}`.execute(
          trx,
        );
    };
    const moments = [clock.now, ...new Set(customers.flatMap(({ changedAt }) => changedAt ?? []))];
    const recordings = new Map<number, bigint>();
    for (const at of moments)
      recordings.set(at, await startRecording(trx, { at, author: 'test', importId: null }));
    const by = whole(recordings.get(clock.now) ?? null);
    const own = (one: PlainCustomer) => sql`${whole(one.id)}, ${text(`c${one.id}`)}, ${on(one.registered)},
      ${text(one.name)}, ${text(one.region)}, ${text(one.source)}, ${text(one.owner)}, ${on(one.birthday)},
      ${kept(one.phone !== 'none')}, ${kept(one.phone === 'full')}, ${kept(one.email)}, ${kept(one.address)}, ${by}`;
    const columns =
      'customer_id, external_id, registered_day, name, region, source, owner, birthday, phone_masked, phone_key, email_masked, address_sealed, recorded_by';
    await insert(
      'customers',
      columns,
      customers.map((one) => sql`(${own(one)})`),
    );
    await insert(
      'customers_history',
      `${columns}, ended_by`,
      customers.flatMap((one) =>
        one.changedAt === null ? [] : [sql`(${own(one)}, ${whole(recordings.get(one.changedAt) ?? null)})`],
      ),
    );
    await insert(
      'events',
      'customer_id, event_id, source, day, recorded_by',
      customers.flatMap(({ id, events }) =>
        events.map(
          ({ day, source }, index) =>
            sql`(${whole(id)}, ${whole(index)}, ${text(source)}, ${on(day)}, ${by})`,
        ),
      ),
    );
    await insert(
      'orders',
      'customer_id, order_id, order_ref, day, ordered_day, paid_day, status, amount, refunded, line_count, digest, recorded_by',
      customers.flatMap(({ id, orders }) =>
        orders.map(
          (
            each,
          ) => sql`(${whole(id)}, ${whole(each.id)}, ${text(`o${each.id}`)}, ${on(each.paid ?? each.ordered)},
            ${on(each.ordered)}, ${on(each.paid)}, ${text(each.status)}, ${whole(each.amount)}, ${whole(each.refunded)}, 1, '', ${by})`,
        ),
      ),
    );
  });
}
