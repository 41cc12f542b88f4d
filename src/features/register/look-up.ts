import { type Kysely, sql } from 'kysely';
import { bigint, type Dialect, type Expression } from '../../sql/expression.ts';
import { findByText, notedSql } from './customer-ids.ts';
import { knownOrders } from './order-ids.ts';
import type { NamedOrder } from './order-rows.ts';

/** What is to be known before orders are written. */
export interface Looked {
  /** The number of the latest recording; 0 before the first. */
  readonly recording: bigint;
  /** The published evaluation; null before the first. */
  readonly evaluation: bigint | null;
  /** How many publications of standards there ever were. */
  readonly publications: bigint;
  /** Those of the orders that were recorded before, by their ids. */
  readonly orders: ReadonlySet<bigint>;
  /** The numbers of those of their customers who are known, by their external ids. */
  readonly customers: ReadonlyMap<string, bigint>;
}

/** As many ids are looked up one by one, each skipping nearly the whole table; more in one pass. */
const FEW = 24;

/** Looks all of it up in one statement where the orders are few. */
export async function lookUp(
  trx: Kysely<unknown>,
  dialect: Dialect,
  named: readonly NamedOrder[],
): Promise<Looked> {
  const ids = named.map(({ identity }) => identity.id);
  const people = [...new Set(named.map(({ order }) => order.customer))];
  const isFew = ids.length <= FEW;
  const parts = [
    part('recording', sql`coalesce(max(recording_id), 0) as id from recordings`),
    part('evaluation', sql`evaluation_id from published`),
    part('publications', sql`count(*) from publications`),
    ...(isFew
      ? ids.map((id) => part('order', sql`order_id from order_ids where order_id = ${bigint(id)}`))
      : []),
    ...(isFew ? people.map((person, place) => part('customer', notedSql(person), place)) : []),
  ];
  const { rows } = await sql<Row>`${sql.join(parts, sql` union all `)}`.execute(trx);
  const found = (what: Part): bigint[] => rows.flatMap((row) => (row.what === what ? row.id : []));
  const noted = rows.flatMap(({ what, place, id }): [string, bigint][] =>
    what === 'customer' ? [[people[place] ?? '', id]] : [],
  );
  const customers = new Map(noted);
  const others = people.filter((person) => !customers.has(person));
  return {
    recording: found('recording')[0] ?? 0n,
    evaluation: found('evaluation')[0] ?? null,
    publications: found('publications')[0] ?? 0n,
    orders: new Set(isFew ? found('order') : await knownOrders(trx, dialect, ids)),
    customers: new Map([...customers, ...(await findByText(trx, dialect, others))]),
  };
}

type Part = 'recording' | 'evaluation' | 'publications' | 'order' | 'customer';

interface Row {
  readonly what: Part;
  readonly place: number;
  readonly id: bigint;
}

function part(what: Part, from: Expression, place = 0): Expression {
  return sql`select ${sql.lit(what)} as what, ${sql.lit(place)} as place, ${from}`;
}
