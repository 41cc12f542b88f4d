import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { tierSql } from '../../sql/evaluation.ts';
import type { Expression } from '../../sql/expression.ts';
import type { GradedTable } from './grade-all.ts';

/** How many customers with what revenue move from one tier to another; positions in the schemes' tiers. */
export interface Migration {
  readonly from: number;
  readonly to: number;
  readonly customers: number;
  /** Minor units. */
  readonly revenue: bigint;
  /** Orders and what was spent by them, minor units, of the columns so named; 0 where they were not asked for. */
  readonly bought: { readonly orders: bigint; readonly spend: bigint };
}

/** Columns of tiers beside each other that say what everybody bought in some time. */
export const boughtColumns = { orders: 'bought_orders', spend: 'bought_spend' } as const;

/** Where the rows of a graded table are read, and the customers' fields beside them. */
export interface GradedRows {
  /** Where to select from; to be asked for last. */
  readonly from: () => Expression;
  /** A column of the graded table. */
  readonly column: (name: string) => Expression;
  readonly field: (id: string) => Expression;
}

/**
 * What a draft that looks at the same metrics would do to everybody, from the stored metrics alone. The
 * rows of one `to` add up to the draft's tier histogram. The table must hold `spend`.
 */
export async function whatIf(
  db: Queryable,
  draft: Scheme,
  graded: GradedTable,
  rows: GradedRows = withoutFields(graded.table),
): Promise<Migration[]> {
  return await countMigrations(db, tiersBeside(draft, graded, rows), false);
}

/** The migrations of tiers beside each other, in one look at them; with `hasBought` they have `boughtColumns`. */
export async function countMigrations(
  db: Queryable,
  beside: Expression,
  hasBought: boolean,
): Promise<Migration[]> {
  const { orders, spend } = boughtColumns;
  const sums = hasBought
    ? sql`, cast(sum(${sql.ref(orders)}) as bigint) as orders, cast(sum(greatest(${sql.ref(spend)}, 0)) as bigint) as bought`
    : sql``;
  const counted = await run(
    db,
    sql`select from_tier, to_tier, count(*) as customers, cast(sum(spend) as bigint) as revenue${sums}
      from ${beside} as moved group by from_tier, to_tier order by from_tier, to_tier`,
  );
  return counted.map((row) => ({
    from: Number(row.from_tier),
    to: Number(row.to_tier),
    customers: Number(row.customers),
    revenue: BigInt(row.revenue ?? 0),
    bought: { orders: BigInt(row.orders ?? 0), spend: BigInt(row.bought ?? 0) },
  }));
}

/** Everybody's tier now and by such a draft, as a relation: `from_tier`, `to_tier`, `spend` and further columns. */
export function tiersBeside(
  draft: Scheme,
  { metrics }: GradedTable,
  { from, column, field }: GradedRows,
  further: readonly (readonly [name: string, as: string])[] = [],
): Expression {
  const stored = new Map(metrics.map((metric) => [metric.metric.id, metric]));
  const metric = (id: string): { value: Expression; den?: Expression } => {
    const found = stored.get(id);
    if (found === undefined) throw new RangeError(`not stored: ${id}`);
    const value = column(found.value.name);
    return found.den === null ? { value } : { value, den: column(found.den.name) };
  };
  const tier = tierSql(draft, ({ kind, id }) => (kind === 'field' ? { value: field(id) } : metric(id)));
  const names = further.map(([name, as]) => sql`, ${column(name)} as ${sql.ref(as)}`);
  return sql`(select ${column('tier')} as from_tier, ${tier} as to_tier, ${metric('spend').value} as spend${sql.join(names, sql``)} from ${from()})`;
}

function withoutFields(table: string): GradedRows {
  return {
    from: () => sql.table(table),
    column: (name) => sql.ref(name),
    field: (id) => {
      throw new RangeError(`fields are not stored: ${id}`);
    },
  };
}
