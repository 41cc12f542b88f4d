import { type Kysely, sql } from 'kysely';
import type { Field } from '../../domain/field.ts';
import { internationalPhone } from '../../domain/tidy/read-phone.ts';
import { bigint, commas, type Dialect, type Expression, type JsonColumn, or } from '../../sql/expression.ts';
import { comparedContact, isMasked, maskEmail, maskPhone, phoneTail } from '../contacts/mask.ts';
import type { Seal } from '../contacts/seal.ts';
import { loadSearchText } from '../customers/search-text.ts';
import { keepBehindMasks } from './behind-masks.ts';
import { lastNumber } from './last-number.ts';
import { type Losses, lossesOf, noLosses } from './losses.ts';
import { type IncomingCustom, mergeCustom } from './merge-custom.ts';
import { nameRecognised, recognise } from './recognise.ts';
import type { Outcome } from './recording.ts';

/** What is kept of a customer in plain columns; days as `YYYY-MM-DD`. */
const plainColumns = {
  registered_day: 'date',
  name: 'text',
  gender: 'text',
  birthday: 'date',
  region: 'text',
  occupation: 'text',
  company: 'text',
  source: 'text',
  channel: 'text',
  store: 'text',
  owner: 'text',
  referred_by: 'text',
} as const;

/** What is kept sealed, each with the columns made of it. */
const contactColumns = {
  phone: ['phone_masked', 'phone_sealed', 'phone_key', 'phone_tail_key'],
  email: ['email_masked', 'email_sealed', 'email_key'],
  address: ['address_sealed', 'address_key'],
  id_number: ['id_number_sealed', 'id_number_key'],
} as const;

type PlainColumn = keyof typeof plainColumns;
type ContactColumn = keyof typeof contactColumns;
export type CustomerColumn = PlainColumn | ContactColumn;

export const customerColumns = [
  ...Object.keys(plainColumns),
  ...Object.keys(contactColumns),
] as readonly CustomerColumn[];

/** A customer on the way in: a value or null for each column that the source has. */
export type IncomingCustomer = { readonly external_id: string } & Readonly<
  Partial<Record<CustomerColumn, string | null>>
>;

export interface IncomingCustomers {
  /** The columns that the source has; the others stay as they are. */
  readonly columns: readonly CustomerColumn[];
  /** Values of the custom fields that the source has. */
  readonly custom?: IncomingCustom | undefined;
  /** One row per customer; at most some thousand. */
  readonly rows: readonly IncomingCustomer[];
}

const isContact = (column: CustomerColumn): column is ContactColumn => column in contactColumns;

/**
 * Brings customers into the register: a customer that differs from the one kept becomes a new version, the
 * same again changes nothing, and what the same recording said of him before is no version of its own. Under an id that nobody has somebody may be
 * recognised (`recognises`): it becomes a name of his, and what else the row says is left out, as of everything under a further name. Contact data is sealed before it gets near a statement. `onChanged` is given our numbers of
 * those who were known and differ, and what they lose by it.
 */
export async function recordCustomers(
  trx: Kysely<unknown>,
  dialect: Dialect,
  seal: Seal,
  { columns, rows, custom }: IncomingCustomers,
  recordingId: bigint,
  onChanged: (ids: readonly bigint[], losses: Losses) => Promise<void> = async () => undefined,
  recognises = true,
): Promise<Outcome> {
  const recognised = recognises ? await recognise(trx, dialect, seal, { columns, rows, custom }) : [];
  const named = new Set(recognised.map(({ externalId }) => externalId));
  const merged = custom && (await mergeCustom(trx, dialect, seal, custom));
  const stored = [...columns.flatMap(storedColumns), ...(merged ? [textColumn('custom')] : [])];
  const given: JsonColumn[] = [textColumn('external_id'), ...stored];
  const kept = await keeping(columns, seal);
  const others = rows.filter((row) => !named.has(row.external_id));
  const incoming = others.map((row) => ({ ...kept(row), custom: merged?.get(row.external_id) ?? null }));
  const read = given.map(({ name }) =>
    name === 'custom'
      ? sql`cast(given.custom as ${sql.raw(dialect.jsonType)}) as custom`
      : sql.ref(`given.${name}`),
  );
  await sql`create temporary table incoming_customers as select ${commas(read)}, customers.customer_id
    from ${dialect.rowsOfJson(JSON.stringify(incoming), given)} as given
    left join customers on customers.external_id = given.external_id
    where not exists (select 1 from merged_names where merged_names.external_id = given.external_id)`.execute(
    trx,
  );
  const contacts = columns.filter(isContact).map((column) => [column, contactColumns[column]] as const);
  await keepBehindMasks(trx, dialect, seal, Object.fromEntries(contacts), rows);
  const compared = [...columns.flatMap(comparedColumns), ...(merged ? ['custom'] : [])];
  const { rows: counted } = await sql<{ known: bigint }>`select count(customer_id) as known
    from incoming_customers`.execute(trx);
  const anyKnown = (counted[0]?.known ?? 0n) > 0n;
  const said = { columns, fields: merged ? (custom?.fields ?? []) : [] };
  const { changed, losses } = anyKnown
    ? await changeCustomers(trx, compared, stored, recordingId, said)
    : { changed: [], losses: noLosses };
  const names = commas([{ name: 'external_id' }, ...stored].map(({ name }) => sql.ref(name)));
  const added = await sql`insert into customers (customer_id, ${names}, recorded_by)
    select ${lastNumber} + row_number() over (order by external_id), ${names},
      cast(${recordingId} as bigint)
    from incoming_customers where customer_id is null returning customer_id`.execute(trx);
  await sql`drop table incoming_customers`.execute(trx);
  await nameRecognised(trx, dialect, recognised, recordingId);
  await onChanged(changed, losses);
  return {
    added: added.rows.length,
    changed: changed.length + recognised.length,
    unchanged: others.length - added.rows.length - changed.length,
  };
}

/** What is sealed looks different each time; what it is known by does not. */
function comparedColumns(column: CustomerColumn): readonly string[] {
  return isContact(column) ? contactColumns[column].filter((name) => !name.endsWith('_sealed')) : [column];
}

async function changeCustomers(
  trx: Kysely<unknown>,
  compared: readonly string[],
  stored: readonly JsonColumn[],
  recordingId: bigint,
  said: { readonly columns: readonly CustomerColumn[]; readonly fields: readonly Field[] },
): Promise<{ readonly changed: readonly bigint[]; readonly losses: Losses }> {
  if (compared.length === 0) return { changed: [], losses: noLosses };
  const differs = or(
    compared.map(
      (name) => sql`${sql.ref(`current.${name}`)} is distinct from ${sql.ref(`incoming.${name}`)}`,
    ),
  );
  const pairs = sql`incoming_customers as incoming join customers as current on current.customer_id = incoming.customer_id`;
  // Whom somebody else changed since this recording began: theirs is the later word.
  const open = sql`current.recorded_by <= ${bigint(recordingId)}`;
  await sql`create temporary table changed_customers as select incoming.* from ${pairs}
    where ${differs} and ${open}`.execute(trx);
  const { rows } = await sql<{ id: bigint }>`select customer_id as id from changed_customers`.execute(trx);
  const changed = rows.map(({ id }) => id);
  let losses = noLosses;
  if (changed.length > 0) {
    losses = await lossesOf(trx, said.columns, said.fields);
    await sql`insert into customers_history select customers.*, cast(${recordingId} as bigint) from customers
      where customer_id in (select customer_id from changed_customers)
        and recorded_by < ${bigint(recordingId)}`.execute(trx);
    const sets: Expression[] = stored.map(
      ({ name }) => sql`${sql.ref(name)} = ${sql.ref(`changed.${name}`)}`,
    );
    await sql`update customers set ${commas(sets)}, recorded_by = cast(${recordingId} as bigint)
      from changed_customers as changed where changed.customer_id = customers.customer_id`.execute(trx);
  }
  await sql`drop table changed_customers`.execute(trx);
  return { changed, losses };
}

function storedColumns(column: CustomerColumn): JsonColumn[] {
  if (column === 'name') return [textColumn('name'), textColumn('search_text')];
  if (!isContact(column)) return [{ name: column, type: plainColumns[column] }];
  return contactColumns[column].map(textColumn);
}

function textColumn(name: string): JsonColumn {
  return { name, type: 'text' };
}

/** How a customer becomes a row of the register. */
async function keeping(
  columns: readonly CustomerColumn[],
  seal: Seal,
): Promise<(row: IncomingCustomer) => Record<string, string | null>> {
  const searchText = columns.includes('name') ? await loadSearchText() : () => null;
  const stored = (column: CustomerColumn, value: string | null): Record<string, string | null> => {
    if (isContact(column)) return sealContact(column, value, seal);
    return column === 'name' ? { name: value, search_text: searchText(value) } : { [column]: value };
  };
  return (row) =>
    Object.assign(
      { external_id: row.external_id },
      ...columns.map((column) => stored(column, row[column] ?? null)),
    );
}

/** What was masked before it came here is shown as it is and identifies nobody. */
function sealContact(column: ContactColumn, value: string | null, seal: Seal): Record<string, string | null> {
  const nothing = Object.fromEntries(contactColumns[column].map((name) => [name, null]));
  if (value === null) return nothing;
  if (isMasked(value)) return { ...nothing, ...maskedOf(column, value) };
  const compared = comparedContact(column, value);
  const tail = column === 'phone' ? phoneTail(compared) : null;
  return {
    ...nothing,
    [`${column}_sealed`]: seal.seal(column === 'phone' ? (internationalPhone(value) ?? value) : value),
    [`${column}_key`]: seal.key(column, compared),
    ...maskedOf(column, column === 'phone' ? maskPhone(compared) : maskEmail(value)),
    ...(tail === null ? {} : { phone_tail_key: seal.key('phone tail', tail) }),
  };
}

function maskedOf(column: ContactColumn, masked: string): Record<string, string> {
  return column === 'phone' || column === 'email' ? { [`${column}_masked`]: masked } : {};
}
