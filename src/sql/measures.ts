import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import type { CountPolicy, Measure } from '../domain/metric.ts';
import { windowDays } from '../domain/window.ts';
import { conditionSql } from './condition.ts';
import { bigint, column, type Dialect, type Expression } from './expression.ts';
import { type LineAmount, linesWithAmounts, orderFlags } from './lines.ts';
import { membershipStarts } from './membership.ts';
import { countedAmountSql, looksAtLines, whereColumn } from './purchase.ts';
import { type Aggregate, aggregateSelect, type RowChoice } from './rows.ts';

type Table = 'orders' | 'lines' | 'refunds';

/**
 * Collects the aggregates that metrics need and gives one grouped select per table, so that one pass over
 * the orders computes all metrics of a scheme.
 */
export class Aggregates {
  readonly #tables: Record<Table, Map<string, Aggregate>> = {
    orders: new Map(),
    lines: new Map(),
    refunds: new Map(),
  };
  readonly #flags = new Map<string, { name: string; condition: Expression }>();
  readonly #starts = new Map<string, { name: string; count: CountPolicy }>();
  readonly #lineAmounts = new Map<string, LineAmount>();

  constructor(
    readonly asOf: Day,
    readonly dialect: Dialect,
  ) {}

  /** The column of an aggregate; the same key gives the same column. */
  add(table: Table, key: string, rows: RowChoice, call: Aggregate['call']): Expression {
    const known = this.#tables[table];
    const found = known.get(key) ?? { name: `${table[0]}${known.size}`, rows, call };
    known.set(key, found);
    return column(found.name);
  }

  /** A column of `orders` that is true where a line of the order meets the condition. */
  flag(key: string, condition: Expression): Expression {
    const found = this.#flags.get(key) ?? { name: `flag${this.#flags.size}`, condition };
    this.#flags.set(key, found);
    return sql`coalesce(${sql.ref(found.name)}, false)`;
  }

  /** The column with the first day of a customer's membership year. */
  membershipStart(count: CountPolicy): string {
    const key = JSON.stringify(count.statuses);
    const found = this.#starts.get(key) ?? { name: `start${this.#starts.size}`, count };
    this.#starts.set(key, found);
    return found.name;
  }

  /** A column of `order_lines` with the line's counted amount. */
  lineAmount(count: CountPolicy): Expression {
    const key = JSON.stringify([count.amount, count.without]);
    const found = this.#lineAmounts.get(key) ?? { name: `line_amount${this.#lineAmounts.size}`, count };
    this.#lineAmounts.set(key, found);
    return column(found.name);
  }

  /** The grouped selects, each joined to the customers by `customer_id`. */
  selects(): Expression[] {
    const lines = linesWithAmounts([...this.#lineAmounts.values()], this.asOf, this.dialect);
    const tables: Record<Table, Expression> = {
      orders: sql`orders${this.#joins()}`,
      lines: sql`${lines}${this.#joins()}`,
      refunds: sql`refunds${this.#startJoins()}`,
    };
    return (Object.keys(tables) as Table[])
      .filter((table) => this.#tables[table].size > 0)
      .map((table) => aggregateSelect(tables[table], [...this.#tables[table].values()], this.asOf));
  }

  #joins(): Expression {
    const flags = [...this.#flags.values()];
    if (flags.length === 0) return this.#startJoins();
    return sql` left join (${orderFlags(flags)}) as flags
      on flag_customer = customer_id and flag_order = order_id${this.#startJoins()}`;
  }

  #startJoins(): Expression {
    const joins = [...this.#starts.values()].map(({ name, count }) => {
      const customer = sql.ref(`${name}.start_customer`);
      return sql` left join (${membershipStarts(count, this.asOf, name)}) as ${sql.ref(name)} on ${customer} = customer_id`;
    });
    return sql.join(joins, sql``);
  }
}

/** Which rows a measure looks at, before its `where`. */
export function windowRows({ window, count }: Measure, aggregates: Aggregates): RowChoice {
  const days = windowDays(window, aggregates.asOf);
  const from = days === null ? { start: aggregates.membershipStart(count) } : days.from;
  return { count, from, to: days?.to ?? aggregates.asOf, rest: [] };
}

/** A measure's `where` on rows of `orders`; tested line by line where it looks at what only lines have. */
export function orderWhere({ where, count }: Measure, aggregates: Aggregates): Expression[] {
  if (where === null) return [];
  const { asOf } = aggregates;
  if (!looksAtLines(where)) {
    const amount = countedAmountSql(count, asOf, 'amount');
    return [conditionSql(where, (subject) => whereColumn(subject, amount, asOf))];
  }
  const amount = countedAmountSql(count, asOf, 'order_amount');
  const condition = conditionSql(where, (subject) => whereColumn(subject, amount, asOf));
  return [aggregates.flag(keyOf({ where, count }), condition)];
}

export function lineWhere({ where, count }: Measure, aggregates: Aggregates): Expression[] {
  if (where === null) return [];
  const amount = aggregates.lineAmount(count);
  return [conditionSql(where, (subject) => whereColumn(subject, amount, aggregates.asOf))];
}

/** What loose refunds take off a sum of amounts; they carry no amount of their own for `where` to see. */
export function looseRefundSum(measure: Measure, aggregates: Aggregates): Expression {
  const rows = { ...windowRows(measure, aggregates), count: null };
  const nothing = sql`cast(null as bigint)`;
  const noDay = sql`cast(null as date)`;
  const known = new Set(['channel', 'store', 'category', 'product', 'day']);
  const { where } = measure;
  const rest =
    where === null
      ? []
      : [
          conditionSql(where, ({ id, type }) => {
            if (known.has(id)) return { value: column(id) };
            return { value: type === 'date' ? noDay : type === 'text' ? sql`cast(null as text)` : nothing };
          }),
        ];
  const sum = aggregates.add(
    'refunds',
    keyOf(measure),
    { ...rows, rest },
    (filter) => sql`cast(sum(amount)${filter} as bigint)`,
  );
  return sql`coalesce(${sum}, ${bigint(0)})`;
}

/** A stable text for anything a metric is made of. */
export function keyOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? String(part) : part));
}
