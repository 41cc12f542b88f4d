import { type Kysely, sql } from 'kysely';
import { bigint, commas, type Dialect, type Expression } from '../../sql/expression.ts';
import { findByText, hashesOf } from './customer-ids.ts';
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
  /** Whether any customer has more names than one. */
  readonly anyFurtherNames: boolean;
  /** Whether settlements told of any refund. */
  readonly anySettled: boolean;
}

/** As many ids are named in the statement: the engine then skips most of the table. */
const FEW = 100;

/** Looks all of it up in one statement where the orders are few. */
export async function lookUp(
  trx: Kysely<unknown>,
  dialect: Dialect,
  named: readonly NamedOrder[],
): Promise<Looked> {
  const ids = named.map(({ identity }) => identity.id);
  const people = [...new Set(named.map(({ order }) => order.customer))];
  const isFew = ids.length > 0 && ids.length <= FEW;
  const hashes = isFew ? people.map(hashesOf) : [];
  const firsts = hashes.map(([first]) => bigint(first));
  const parts = [
    part('recording', sql`coalesce(max(recording_id), 0) as id from recordings`),
    part('evaluation', sql`evaluation_id from published`),
    part('publications', sql`count(*) from publications`),
    part(
      'names',
      sql`case when exists (select 1 from merged_names) then ${bigint(1n)} else ${bigint(0n)} end`,
    ),
    part(
      'settled',
      sql`case when exists (select 1 from settled_refunds) then ${bigint(1n)} else ${bigint(0n)} end`,
    ),
    ...(isFew
      ? [
          part('order', sql`order_id from order_ids where order_id in (${commas(ids.map(bigint))})`),
          sql`select 'customer', first_hash, second_hash, customer_id from customer_ids where first_hash in (${commas(firsts)})`,
        ]
      : []),
  ];
  const { rows } = await sql<Row>`${sql.join(parts, sql` union all `)}`.execute(trx);
  const found = (what: Row['what']): bigint[] => rows.flatMap((row) => (row.what === what ? row.id : []));
  const noted = new Map(
    rows.flatMap(({ what, ...row }) =>
      what === 'customer' ? [[`${row.first_hash} ${row.second_hash}`, row.id]] : [],
    ),
  );
  const customers = new Map(
    people.flatMap((person, place): [string, bigint][] => {
      const id = noted.get(hashes[place]?.join(' ') ?? '');
      return id === undefined ? [] : [[person, id]];
    }),
  );
  const others = people.filter((person) => !customers.has(person));
  return {
    recording: found('recording')[0] ?? 0n,
    evaluation: found('evaluation')[0] ?? null,
    publications: found('publications')[0] ?? 0n,
    anyFurtherNames: (found('names')[0] ?? 0n) > 0n,
    anySettled: (found('settled')[0] ?? 0n) > 0n,
    orders: new Set(isFew ? found('order') : await knownOrders(trx, dialect, ids)),
    customers: new Map([...customers, ...(await findByText(trx, dialect, others))]),
  };
}

interface Row {
  readonly what: 'recording' | 'evaluation' | 'publications' | 'names' | 'settled' | 'order' | 'customer';
  readonly first_hash: bigint;
  readonly second_hash: bigint;
  readonly id: bigint;
}

/** A part without a customer's hashes. */
function part(what: Row['what'], from: Expression): Expression {
  const none = bigint(0n);
  return sql`select ${sql.lit(what)} as what, ${none} as first_hash, ${none} as second_hash, ${from}`;
}
