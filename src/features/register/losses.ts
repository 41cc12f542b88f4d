import { type Kysely, sql } from 'kysely';
import type { Field } from '../../domain/field.ts';
import { as, commas, type Expression, literalText } from '../../sql/expression.ts';

/** What customers who are changed no longer have afterwards, by field. */
export interface Losses {
  /** Values in whose place a blank comes. */
  readonly taken: ReadonlyMap<string, number>;
  /** Phones and e-mails known in full in whose place another comes of which a mask is known alone. */
  readonly masked: ReadonlyMap<string, number>;
}

export const noLosses: Losses = { taken: new Map(), masked: new Map() };

export function addLosses(one: Losses, other: Losses): Losses {
  return { taken: added(one.taken, other.taken), masked: added(one.masked, other.masked) };
}

function added(one: Losses['taken'], other: Losses['taken']): Losses['taken'] {
  const sums = new Map(one);
  for (const [field, count] of other) sums.set(field, (sums.get(field) ?? 0) + count);
  return sums;
}

/** The columns by which it shows whether a field is filled. */
const shownBy: Readonly<Record<string, string>> = {
  phone: 'phone_masked',
  email: 'email_masked',
  address: 'address_sealed',
  id_number: 'id_number_sealed',
};

/** What those of the temporary table `changed_customers` lose, before they are changed. */
export async function lossesOf(
  trx: Kysely<unknown>,
  columns: readonly string[],
  fields: readonly Field[],
): Promise<Losses> {
  const goes = (name: (table: string) => Expression): Expression =>
    sql`${name('current')} is not null and ${name('changed')} is null`;
  const column = (name: string) => (table: string) => sql.ref(`${table}.${name}`);
  const custom = (id: string) => (table: string) =>
    sql`(${sql.ref(`${table}.custom`)} ->> ${literalText(id)})`;
  const contacts = columns.filter((name) => name === 'phone' || name === 'email');
  const asked = [
    ...columns.map((name) => ({ of: 'taken', field: name, holds: goes(column(shownBy[name] ?? name)) })),
    ...fields.map(({ id }) => ({ of: 'taken', field: id, holds: goes(custom(id)) })),
    ...contacts.map((name) => ({
      of: 'masked',
      field: name,
      holds: sql`${goes(column(`${name}_key`))} and ${sql.ref(`changed.${name}_masked`)} is not null`,
    })),
  ];
  if (asked.length === 0) return noLosses;
  const counts = asked.map(({ holds }, index) => as(sql`count(*) filter (where ${holds})`, `n${index}`));
  const { rows } = await sql<
    Record<string, bigint>
  >`select ${commas(counts)} from changed_customers as changed
    join customers as current on current.customer_id = changed.customer_id`.execute(trx);
  const losses = { taken: new Map<string, number>(), masked: new Map<string, number>() };
  for (const [index, { of, field }] of asked.entries()) {
    const count = Number(rows[0]?.[`n${index}`] ?? 0n);
    if (count > 0) losses[of === 'taken' ? 'taken' : 'masked'].set(field, count);
  }
  return losses;
}
