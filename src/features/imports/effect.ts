import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Expression } from '../../sql/expression.ts';
import { everPaidSql } from '../../sql/order-status.ts';
import { countUnattributed } from '../register/buyers.ts';
import type { Losses } from '../register/losses.ts';
import type { Outcome } from '../register/recording.ts';
import { countStrangers } from '../register/reserved-numbers.ts';
import { withGivenBack } from '../register/settled-refunds.ts';
import { withoutTrace } from '../register/whole-transaction.ts';
import type { IncomingFiles } from './incoming-orders.ts';

/** What an import would come to, told before anything of it is kept. */
export interface Effect {
  readonly outcome: Outcome;
  /** Customers whom nobody knows yet. */
  readonly newCustomers: number;
  /** Orders of which nobody knows whose they are. */
  readonly unattributed: number;
  /** Refunds that nobody has told of; of settlements alone. */
  readonly settled?: number;
  /** What customers would lose; of customer lists alone. */
  readonly losses?: Losses;
  /** From the first to the last day of what is in the files; null where no row has one. */
  readonly days: { readonly first: Day; readonly last: Day } | null;
  /** Of orders alone. */
  readonly money: MoneyEffect | null;
}

/** Minor units; of orders that are paid, shipped, completed or refunded. */
export interface MoneyEffect {
  /** Of all good orders in the files. */
  readonly orders: bigint;
  /** Given back: with those orders, or by rows that name none. */
  readonly refunds: bigint;
  /** Orders less refunds of the whole register, as it is and as it would be. */
  readonly before: bigint;
  readonly after: bigint;
}

/** Whether an order's money counts, by the name of its relation. */
export const counted = (order: string): Expression => everPaidSql(sql.ref(`${order}.status`));
const given = (order: string): Expression => sql`coalesce(${sql.ref(`${order}.refunded`)}, 0)`;
const net = (order: string): Expression => sql`${sql.ref(`${order}.amount`)} - ${given(order)}`;

function total(amount: Expression, where: Expression): Expression {
  return sql`cast(coalesce(sum(${amount}) filter (where ${where}), 0) as bigint)`;
}

interface Counted {
  readonly n: bigint;
  readonly added: bigint;
  readonly changed: bigint;
  readonly orders: bigint;
  readonly refunds: bigint;
  readonly gained: bigint;
  readonly lost: bigint;
  readonly first: Day | null;
  readonly last: Day | null;
}

/** What orders and refunds on their way in would come to, by the same comparison by which they are kept. */
export async function effectOfOrders(folder: DataFolder, files: IncomingFiles): Promise<Effect> {
  const paths = [files.orders, files.refunds];
  return await folder.database().withFiles(paths, async (relations) => {
    const [orders, refunds] = relations as readonly [Expression, Expression];
    return await withoutTrace(folder, async (own) => {
      const sold = await countOrders(own, orders);
      const back = await countRefunds(own, refunds);
      const before = await netTotal(own);
      const added = sold.added + back.added;
      const n = sold.n + back.n;
      return {
        outcome: {
          added: Number(added),
          changed: Number(sold.changed),
          unchanged: Number(n - added - sold.changed),
        },
        newCustomers: await countStrangers(own, { orders, refunds }),
        unattributed: await countUnattributed(own.kysely, orders),
        days: daysOf([sold, back]),
        money: {
          orders: sold.orders,
          refunds: sold.refunds + back.refunds,
          before,
          after: before + sold.gained - sold.lost + back.gained,
        },
      };
    });
  });
}

async function countOrders(own: Database, orders: Expression): Promise<Counted> {
  const differs = sql`kept.digest <> i.digest`;
  const isNew = sql`kept.order_id is null`;
  const left = sql`i.amount - coalesce(i.given_back, 0)`;
  return await one<Counted>(
    own,
    sql`select count(*) as n, count(*) filter (where ${isNew}) as added, count(*) filter (where ${differs}) as changed,
      ${total(sql`i.amount`, counted('i'))} as orders, ${total(given('i'), counted('i'))} as refunds,
      ${total(left, sql`${counted('i')} and (${isNew} or ${differs})`)} as gained,
      ${total(net('kept'), sql`${counted('kept')} and ${differs}`)} as lost,
      cast(min(i.day) as text) as first, cast(max(i.day) as text) as last
    from ${await withGivenBack(own.kysely, orders)} as i left join orders as kept on kept.order_id = i.order_id`,
  );
}

/** Refunds that name no order: they are never changed. */
async function countRefunds(own: Database, refunds: Expression): Promise<Counted> {
  const isNew = sql`kept.refund_id is null`;
  return await one<Counted>(
    own,
    sql`select count(*) as n, count(*) filter (where ${isNew}) as added, cast(0 as bigint) as changed,
      cast(0 as bigint) as orders, ${total(sql`i.amount`, sql`true`)} as refunds,
      ${total(sql`-i.amount`, isNew)} as gained, cast(0 as bigint) as lost,
      cast(min(i.day) as text) as first, cast(max(i.day) as text) as last
    from ${refunds} as i left join refunds as kept on kept.refund_id = i.refund_id`,
  );
}

/** Orders less refunds of the whole register, in minor units. */
export async function netTotal(own: Database): Promise<bigint> {
  const { sold, back } = await one<{ sold: bigint; back: bigint }>(
    own,
    sql`select (select ${total(net('kept'), counted('kept'))} from orders as kept) as sold,
      (select ${total(sql`amount`, sql`true`)} from refunds) as back`,
  );
  return sold - back;
}

/** What events on their way in, a Parquet file, would come to. */
export async function effectOfEvents(folder: DataFolder, path: string): Promise<Effect> {
  return await folder.database().withFiles([path], async (relations) => {
    const [events] = relations as readonly [Expression];
    return await withoutTrace(folder, async (own) => {
      const differs = sql`kept.event_id is not null and i.resolved_day is not null
        and i.resolved_day is distinct from kept.resolved_day`;
      const { n, added, changed, ...days } = await one<
        Pick<Counted, 'n' | 'added' | 'changed' | 'first' | 'last'>
      >(
        own,
        sql`select count(*) as n, count(*) filter (where kept.event_id is null) as added,
          count(*) filter (where ${differs}) as changed,
          cast(min(i.day) as text) as first, cast(max(i.day) as text) as last
        from ${events} as i left join events as kept on kept.event_id = i.event_id`,
      );
      const outcome = {
        added: Number(added),
        changed: Number(changed),
        unchanged: Number(n - added - changed),
      };
      return { outcome, newCustomers: 0, unattributed: 0, days: daysOf([days]), money: null };
    });
  });
}

function daysOf(all: readonly Pick<Counted, 'first' | 'last'>[]): Effect['days'] {
  const known = all.flatMap(({ first, last }) => (first === null || last === null ? [] : [{ first, last }]));
  const [first] = known.map((each) => each.first).sort();
  const last = known
    .map((each) => each.last)
    .sort()
    .at(-1);
  return first === undefined || last === undefined ? null : { first, last };
}

/** The one row of a statement that always gives one. */
export async function one<Row>(own: Database, statement: Expression): Promise<Row> {
  const [row] = await run(own, statement);
  return row as Row;
}
