import { type Kysely, sql } from 'kysely';
import { bigint, type Dialect, type Expression } from '../../sql/expression.ts';
import { chosen } from './chosen.ts';

/** As many ids are looked up one by one, each skipping nearly the whole table; more are joined. */
const FEW = 32;

/** Which orders, some thousand at most, were recorded before. */
export async function knownOrders(
  trx: Kysely<unknown>,
  dialect: Dialect,
  ids: readonly bigint[],
): Promise<readonly bigint[]> {
  if (ids.length === 0) return [];
  const found = await sql<{
    id: bigint;
  }>`${ids.length <= FEW ? oneByOne(ids) : together(dialect, ids)}`.execute(trx);
  return [...new Set(found.rows.map(({ id }) => id))];
}

function oneByOne(ids: readonly bigint[]): Expression {
  const each = ids.map((id) => sql`select order_id as id from order_ids where order_id = ${bigint(id)}`);
  return sql.join(each, sql` union all `);
}

function together(dialect: Dialect, ids: readonly bigint[]): Expression {
  return sql`select order_id as id from order_ids where order_id in ${chosen(dialect, 'bigint', ids)}`;
}

/** Notes the ids of orders that were recorded for the first time; a relation `order_id`. */
export async function noteOrders(trx: Kysely<unknown>, relation: Expression): Promise<void> {
  await sql`insert into order_ids select order_id from ${relation} as added order by order_id`.execute(trx);
}
