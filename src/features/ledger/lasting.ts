import { type Kysely, sql } from 'kysely';
import { bigint, commas, type Expression } from '../../sql/expression.ts';

/**
 * A condition on `customer_id`: whoever is a customer and stays one. Those whom an import of orders adds go again if it fails, and
 * their numbers are given to others: until it has ended the ledger says nothing of them.
 */
export async function lastingCustomers(db: Kysely<unknown>): Promise<Expression> {
  const { rows } = await sql<{ id: bigint }>`select recording_id as id from recordings
    join imports on imports.import_id = recordings.import_id where kind = 'orders' and finished_at is null`.execute(
    db,
  );
  if (rows.length === 0) return sql`customer_id in (select customer_id from customers)`;
  const open = commas(rows.map(({ id }) => bigint(id)));
  return sql`customer_id in (select customer_id from customers where recorded_by not in (${open})
    union select customer_id from held)`;
}
