import { type Kysely, sql } from 'kysely';
import { bigint, type Dialect, type Expression } from '../../sql/expression.ts';
import { chosen } from './chosen.ts';
import { FEW, insertValues } from './insert-values.ts';
import { hashed } from './order-identity.ts';

/** A customer by our number and by the id of the business. */
export interface NotedCustomer {
  readonly id: bigint;
  readonly externalId: string;
}

/** The number of a customer by his external id, also of one who was merged into him; null for nobody. */
export async function findNumber(
  db: Kysely<unknown>,
  dialect: Dialect,
  externalId: string,
): Promise<bigint | null> {
  const [first, second] = hashesOf(externalId).map(bigint);
  const { rows } = await sql<{ id: bigint }>`select customer_id as id from customer_ids
    where first_hash = ${first} and second_hash = ${second}`.execute(db);
  // Whom an import just brings may not be noted yet.
  return rows[0]?.id ?? (await findByText(db, dialect, [externalId])).get(externalId) ?? null;
}

/** The numbers of customers by their external ids, noted or not. */
export async function findByText(
  trx: Kysely<unknown>,
  dialect: Dialect,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, bigint>> {
  if (externalIds.length === 0) return new Map();
  const { rows } = await sql<{ id: bigint; external_id: string }>`select customer_id as id, external_id
    from customer_names where external_id in ${chosen(dialect, 'text', externalIds)}`.execute(trx);
  return new Map(rows.map(({ id, external_id }) => [external_id, id]));
}

/** By what a customer is noted: two, so that nobody is taken for somebody else. */
export function hashesOf(externalId: string): readonly [first: bigint, second: bigint] {
  return [hashed(externalId), hashed(`|${externalId}`)];
}

/** The same in SQL, of a column `external_id`. */
export function hashesSql({ hash }: Dialect): readonly [first: Expression, second: Expression] {
  return [hash(sql`external_id`), hash(sql`'|' || external_id`)];
}

/** Notes customers whom a recording has added, or names that it gave to them. */
export async function noteCustomers(
  trx: Kysely<unknown>,
  dialect: Dialect,
  added: readonly NotedCustomer[],
  recordingId: bigint,
): Promise<void> {
  if (added.length === 0) return;
  if (added.length > FEW) return await noteRecorded(trx, dialect, recordingId);
  const rows = added.map(({ id, externalId }) => {
    const [first_hash, second_hash] = hashesOf(externalId);
    return { first_hash, second_hash, customer_id: id };
  });
  const sorted = rows.toSorted((a, b) => (a.first_hash < b.first_hash ? -1 : 1));
  const columns = ['first_hash', 'second_hash', 'customer_id'].map((name) => ({
    name,
    type: 'bigint' as const,
  }));
  await insertValues(trx, 'customer_ids', columns, sorted);
}

/** Notes all customers whom a recording added and nobody has noted yet. */
export async function noteRecorded(
  db: Kysely<unknown>,
  dialect: Dialect,
  recordingId: bigint,
): Promise<void> {
  await sql`insert into customer_ids select ${sql.join([...hashesSql(dialect)])}, customer_id from customers
    where recorded_by = ${bigint(recordingId)}
      and not exists (select 1 from customer_ids as noted where noted.customer_id = customers.customer_id) order by 1`.execute(
    db,
  );
  await noteFurther(db, dialect, recordingId);
}

/** The same of names that a recording gave to customers who are there. */
async function noteFurther(db: Kysely<unknown>, dialect: Dialect, recordingId: bigint): Promise<void> {
  const [first, second] = hashesSql(dialect);
  await sql`insert into customer_ids select * from
      (select ${first} as first_hash, ${second} as second_hash, customer_id from merged_names where recorded_by = ${bigint(recordingId)}) as given
    where not exists (select 1 from customer_ids as noted
      where noted.first_hash = given.first_hash and noted.second_hash = given.second_hash) order by 1`.execute(
    db,
  );
}

/** Forgets customers who are about to go; `only` is a condition on `customer_id`. */
export async function forgetCustomers(trx: Kysely<unknown>, only: Expression): Promise<void> {
  await sql`delete from customer_ids where ${only}`.execute(trx);
}
