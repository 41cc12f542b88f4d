import { type Kysely, sql } from 'kysely';
import { bigint, type Expression } from '../../sql/expression.ts';

/** As many ids are looked up one by one, each skipping nearly the whole table; more are joined. */
const FEW = 32;

/** Which of the orders of a relation `order_id` were recorded before; few of them, or at most some thousand. */
export async function knownOrders(
  trx: Kysely<unknown>,
  ids: readonly bigint[],
  relation: Expression,
): Promise<readonly bigint[]> {
  if (ids.length === 0) return [];
  const found = await sql<{ id: bigint }>`${ids.length <= FEW ? oneByOne(ids) : joined(relation)}`.execute(
    trx,
  );
  return [...new Set(found.rows.map(({ id }) => id))];
}

function oneByOne(ids: readonly bigint[]): Expression {
  const each = ids.map((id) => sql`select order_id as id from order_ids where order_id = ${bigint(id)}`);
  return sql.join(each, sql` union all `);
}

function joined(relation: Expression): Expression {
  return sql`select order_ids.order_id as id from order_ids
    where order_ids.order_id in (select order_id from ${relation} as asked)`;
}

/** Notes the ids of orders that were recorded for the first time. */
export async function noteOrders(trx: Kysely<unknown>, relation: Expression): Promise<void> {
  await sql`insert into order_ids select order_id from ${relation} as added order by order_id`.execute(trx);
}
