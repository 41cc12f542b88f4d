import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import type { CountPolicy } from '../domain/metric.ts';
import { column, type Dialect, type Expression } from './expression.ts';
import { linesWithAmounts, orderFlags } from './lines.ts';
import { membershipStarts, tierStarts } from './membership.ts';
import { referralsAsOf } from './referrals.ts';
import { type Aggregate, aggregateSelect, type RowChoice } from './rows.ts';
import type { Tables } from './tables.ts';

type Table = 'orders' | 'lines' | 'refunds' | 'events' | 'referrals';

/** What the metrics of a scheme ask of the tables, collected so that one pass over each table gives it all. */
export interface Aggregates {
  readonly asOf: Day;
  /** The column of an aggregate over a table's rows. */
  readonly add: (table: Table, key: string, rows: RowChoice, call: Aggregate['call']) => Expression;
  /** A column that is true for orders, and lines of orders, with a line that meets the condition. */
  readonly flag: (key: string, condition: Expression) => Expression;
  /** The name of the column with the first day of a customer's membership year. */
  readonly membershipStart: (count: CountPolicy) => string;
  /** The same of the day on which a customer's tier began; null where nobody holds one. */
  readonly tierStart: () => { readonly start: string } | null;
  /** A column of `order_lines` with the line's counted amount. */
  readonly lineAmount: (count: CountPolicy) => Expression;
  /** The grouped selects, each joined to the customers by `customer_id`. */
  readonly selects: () => Expression[];
}

/** An empty collection. Whatever is asked for again under the same key gives the same column. */
export function collectAggregates(asOf: Day, dialect: Dialect, from: Tables): Aggregates {
  const aggregates = {
    orders: namedItems<Omit<Aggregate, 'name'>>('o'),
    lines: namedItems<Omit<Aggregate, 'name'>>('l'),
    refunds: namedItems<Omit<Aggregate, 'name'>>('r'),
    events: namedItems<Omit<Aggregate, 'name'>>('e'),
    referrals: namedItems<Omit<Aggregate, 'name'>>('b'),
  };
  const flags = namedItems<{ readonly condition: Expression }>('flag');
  const starts = namedItems<{ readonly days: (name: string) => Expression }>('start');
  const lineAmounts = namedItems<{ readonly count: CountPolicy }>('line_amount');

  const selects = (): Expression[] => {
    const ofCustomers = startJoins(starts.all());
    const ofOrders = sql`${flagJoin(flags.all(), from)}${ofCustomers}`;
    const tables: [Table, Expression][] = [
      ['orders', sql`${from.orders}${ofOrders}`],
      ['lines', sql`${linesWithAmounts(lineAmounts.all(), asOf, dialect, from)}${ofOrders}`],
      ['refunds', sql`${from.refunds}${ofCustomers}`],
      ['events', sql`${from.events}${ofCustomers}`],
      ['referrals', sql`${referralsAsOf(from, asOf)}${ofCustomers}`],
    ];
    return tables
      .map(([table, rows]) => ({ rows, asked: aggregates[table].all() }))
      .filter(({ asked }) => asked.length > 0)
      .map(({ rows, asked }) => aggregateSelect(rows, asked, asOf));
  };

  return {
    asOf,
    add: (table, key, rows, call) => column(aggregates[table].nameOf(key, { rows, call })),
    flag: (key, condition) => sql`coalesce(${column(flags.nameOf(key, { condition }))}, false)`,
    membershipStart: (count) =>
      starts.nameOf(keyOf(count.statuses), { days: (name) => membershipStarts(count, asOf, name, from) }),
    tierStart: () => {
      const { tiersBegan } = from;
      if (tiersBegan === undefined) return null;
      return { start: starts.nameOf('tier', { days: (name) => tierStarts(tiersBegan, name, from) }) };
    },
    lineAmount: (count) => column(lineAmounts.nameOf(keyOf([count.amount, count.without]), { count })),
    selects,
  };
}

/** Things that each get a name of their own when they are first asked for by their key. */
function namedItems<T>(prefix: string): {
  readonly nameOf: (key: string, item: T) => string;
  readonly all: () => (T & { readonly name: string })[];
} {
  const known = new Map<string, T & { readonly name: string }>();
  return {
    nameOf: (key, item) => {
      const found = known.get(key) ?? { ...item, name: `${prefix}${known.size}` };
      known.set(key, found);
      return found.name;
    },
    all: () => [...known.values()],
  };
}

function flagJoin(flags: Parameters<typeof orderFlags>[0], from: Tables): Expression {
  if (flags.length === 0) return sql``;
  return sql` left join (${orderFlags(flags, from)}) as flags on flag_customer = customer_id and flag_order = order_id`;
}

function startJoins(
  starts: readonly { readonly name: string; readonly days: (name: string) => Expression }[],
): Expression {
  const joins = starts.map(({ name, days }) => {
    const customer = sql.ref(`${name}.start_customer`);
    return sql` left join (${days(name)}) as ${sql.ref(name)} on ${customer} = customer_id`;
  });
  return sql.join(joins, sql``);
}

/** A stable text for anything a metric is made of. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}
