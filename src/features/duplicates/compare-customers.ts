import { sql } from 'kysely';
import { customerFields, type Field } from '../../domain/field.ts';
import type { Text } from '../../domain/text.ts';
import { listedSql } from '../customers/customer-row.ts';
import type { Reading } from '../customers/reading.ts';
import type { KeptValue, KeptValues } from '../register/merge-custom.ts';

/** One thing that two customers have, side by side; contact data masked. */
export interface ComparedField {
  readonly field: string;
  readonly name: Text;
  readonly type: Field['type'];
  readonly one: string | null;
  readonly other: string | null;
  /** Null where either is not known, or came masked. */
  readonly same: boolean | null;
}

/** What is shown of a value and what it is compared by. */
interface Cell {
  readonly shown: string | null;
  readonly compared: string | null;
}

/** A customer as two are compared. */
export interface ComparedCustomer {
  readonly id: bigint;
  readonly externalId: string;
  readonly owner: string | null;
  readonly registeredDay: string | null;
  readonly orders: number;
  readonly lastOrder: string | null;
  readonly cells: ReadonlyMap<string, Cell>;
}

/** What is shown of a sealed value that has no mask of its own. */
const HIDDEN = '****';
const sealed = ['phone', 'email', 'address', 'id_number'] as const;
const plain = [
  ...['name', 'gender', 'birthday', 'region', 'occupation', 'company'],
  ...['source', 'channel', 'store', 'owner', 'referred_by'],
];

/** Customers by number, with their orders counted. */
export async function readCompared(
  { db, fields }: Pick<Reading, 'db' | 'fields'>,
  ids: readonly bigint[],
): Promise<ReadonlyMap<bigint, ComparedCustomer>> {
  if (ids.length === 0) return new Map();
  const listed = sql`(${listedSql(ids)})`;
  const columns = plain.map((name) => sql`cast(${sql.ref(name)} as text) as ${sql.ref(name)}`);
  const { rows } = await sql<
    Readonly<Record<string, string | null>> & { readonly id: bigint }
  >`select customer_id as id, external_id, cast(registered_day as text) as registered_day, ${sql.join(columns)},
      phone_masked as phone, phone_key, email_masked as email, email_key, address_sealed as address, address_key,
      id_number_sealed as id_number, id_number_key, cast(custom as text) as custom
    from customers where customer_id in ${listed}`.execute(db);
  const bought = await sql<{ id: bigint; n: bigint; last: string }>`select customer_id as id, count(*) as n,
      cast(max(day) as text) as last from orders where customer_id in ${listed} group by customer_id`.execute(
    db,
  );
  const orders = new Map(bought.rows.map((row) => [row.id, row]));
  const own = [...fields.values()].filter(({ isCustom }) => isCustom).map(({ field }) => field.id);
  return new Map(
    rows.map((row) => {
      const custom = JSON.parse(row.custom ?? '{}') as KeptValues;
      const cells = new Map<string, Cell>([
        ...plain.map((name) => [name, openCell(row[name] ?? null)] as const),
        ...sealed.map((name) => [name, sealedCell(name, row)] as const),
        ['registered_at', openCell(row.registered_day ?? null)] as const,
        ...own.map((id) => [id, customCell(custom[id])] as const),
      ]);
      const known = orders.get(row.id);
      return [
        row.id,
        {
          ...{ id: row.id, externalId: row.external_id ?? '', owner: row.owner ?? null, cells },
          registeredDay: row.registered_day ?? null,
          orders: Number(known?.n ?? 0n),
          lastOrder: known?.last ?? null,
        },
      ];
    }),
  );
}

function openCell(value: string | null): Cell {
  return { shown: value, compared: value };
}

function sealedCell(name: string, row: Readonly<Record<string, string | bigint | null>>): Cell {
  const hasMask = name === 'phone' || name === 'email';
  const [value, key] = [row[name] ?? null, row[`${name}_key`] ?? null];
  return {
    shown: value === null || hasMask ? (value as string | null) : HIDDEN,
    compared: key as string | null,
  };
}

function customCell(kept: KeptValue | undefined): Cell {
  if (kept === undefined) return openCell(null);
  if (typeof kept === 'string') return openCell(kept);
  return { shown: kept.masked ?? HIDDEN, compared: kept.key };
}

/** Side by side what at least one of the two has, in the order of the customers' columns. */
export function compareCustomers(
  one: ComparedCustomer,
  other: ComparedCustomer,
  custom: readonly Field[],
): ComparedField[] {
  const listed = [...customerFields.values(), ...custom];
  return listed.flatMap(({ id, name, type }) => {
    const [a, b] = [one.cells.get(id), other.cells.get(id)];
    const [shown, second] = [a?.shown ?? null, b?.shown ?? null];
    if (shown === null && second === null) return [];
    const known = (a?.compared ?? null) !== null && (b?.compared ?? null) !== null;
    const same = known ? a?.compared === b?.compared : null;
    return [{ field: id, name, type, one: shown, other: second, same }];
  });
}

/** Who is kept unless somebody says otherwise: who bought more often, then who registered earlier, then who came into the register first. */
export function keptByDefault(one: ComparedCustomer, other: ComparedCustomer): ComparedCustomer {
  if (one.orders !== other.orders) return one.orders > other.orders ? one : other;
  const [a, b] = [one.registeredDay ?? '9999', other.registeredDay ?? '9999'];
  if (a !== b) return a < b ? one : other;
  return one.id < other.id ? one : other;
}
