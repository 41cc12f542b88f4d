import { sql } from 'kysely';
import { decline } from '../../domain/app-error.ts';
import { bigint } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { presentNumber } from '../register/present-number.ts';
import type { KeptCustomer } from './read-history.ts';
import type { Reading } from './reading.ts';

/** A customer by our number. Who is not to be seen is not found, as if there were none. */
export async function findVisible(
  { db }: Pick<Reading, 'db'>,
  visibility: Visibility,
  id: bigint,
): Promise<KeptCustomer> {
  const { rows } = await sql<{
    external_id: string;
    owner: string | null;
  }>`select external_id, owner from customers
    where customer_id = ${id}`.execute(db);
  const [row] = rows;
  if (row !== undefined && ('all' in visibility || row.owner === visibility.owner)) {
    return { id, externalId: row.external_id };
  }
  if (row === undefined) await declineMerged(db, visibility, id);
  return decline('not-found', '没有这位客户', 'there is no such customer');
}

/** Who was merged into somebody who may be seen: that one is named. */
async function declineMerged(db: Reading['db'], visibility: Visibility, id: bigint): Promise<void> {
  const { rows } = await sql<{ external_id: string; owner: string | null }>`select external_id, owner
    from customers where customer_id = ${presentNumber(bigint(id))}`.execute(db);
  const [kept] = rows;
  if (kept === undefined || !('all' in visibility || kept.owner === visibility.owner)) return;
  const { external_id: into } = kept;
  decline('not-found', `这位客户已并入 ${into}`, `this customer was merged into ${into}`);
}
