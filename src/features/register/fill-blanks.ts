import { type Kysely, sql } from 'kysely';
import { bigint, commas, type Expression } from '../../sql/expression.ts';
import { openColumns } from './open-columns.ts';

/** Columns that go over together: what is sealed with what is made of it. */
export const fieldGroups: readonly (readonly string[])[] = [
  ['name', 'search_text'],
  ...openColumns.filter((name) => name !== 'name').map((name) => [name]),
  ['phone_masked', 'phone_sealed', 'phone_key', 'phone_tail_key'],
  ['email_masked', 'email_sealed', 'email_key'],
  ['address_sealed', 'address_key'],
  ['id_number_sealed', 'id_number_key'],
];

/** All that is said of a customer. */
export const saidColumns: readonly string[] = [...fieldGroups.flat(), 'registered_day', 'custom'];

/** A new version of a customer who is kept: what he lacks comes from the one merged into him, and the earlier registration. */
export async function fillBlanks(
  trx: Kysely<unknown>,
  { kept, merged, recording }: { readonly kept: bigint; readonly merged: bigint; readonly recording: bigint },
): Promise<void> {
  const [one, other] = [await readCustom(trx, kept), await readCustom(trx, merged)];
  const custom = { ...other, ...one };
  await sql`insert into customers_history select customers.*, ${bigint(recording)} from customers
    where customer_id = ${bigint(kept)}`.execute(trx);
  const sets = fieldGroups.flatMap((group) => {
    const blank = sql.join(
      group.map((name) => sql`customers.${sql.ref(name)} is null`),
      sql` and `,
    );
    return group.map(
      (name): Expression =>
        sql`${sql.ref(name)} = case when ${blank} then other.${sql.ref(name)} else customers.${sql.ref(name)} end`,
    );
  });
  const written = Object.keys(custom).length === 0 ? null : JSON.stringify(custom);
  await sql`update customers set ${commas(sets)}, custom = ${written},
      registered_day = least(coalesce(customers.registered_day, other.registered_day), coalesce(other.registered_day, customers.registered_day)),
      recorded_by = ${bigint(recording)}
    from customers as other where customers.customer_id = ${bigint(kept)} and other.customer_id = ${bigint(merged)}`.execute(
    trx,
  );
}

async function readCustom(trx: Kysely<unknown>, id: bigint): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await sql<{ custom: string | null }>`select cast(custom as text) as custom from customers
    where customer_id = ${bigint(id)}`.execute(trx);
  return JSON.parse(rows[0]?.custom ?? '{}') as Record<string, unknown>;
}
