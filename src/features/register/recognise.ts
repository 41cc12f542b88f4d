import { type Kysely, sql } from 'kysely';
import type { Field } from '../../domain/field.ts';
import { bigint, type Dialect, type Expression } from '../../sql/expression.ts';
import { type RecognisingContact, readRecognition, recognisingContacts } from '../business/recognition.ts';
import { comparedContact, isMasked, isOwnPhone } from '../contacts/mask.ts';
import type { Seal } from '../contacts/seal.ts';
import { memberValue } from '../duplicates/facts.ts';
import { chosen } from './chosen.ts';
import { type IncomingCustom, sealedKey } from './merge-custom.ts';

/** Customers on their way in, as `IncomingCustomers` has them. */
interface Incoming {
  readonly columns: readonly string[];
  readonly rows: readonly Incomer[];
  readonly custom?: IncomingCustom | undefined;
}

type Incomer = { readonly external_id: string } & Readonly<
  Partial<Record<RecognisingContact, string | null>>
>;

/** A stranger's id that is another name of somebody, and by what he was recognised. */
export interface Recognised {
  readonly externalId: string;
  /** The number of who is known already, or the external id of who comes with the same rows. */
  readonly customer: bigint | { readonly comesAs: string };
  readonly by: string;
}

/** What one row may be recognised by: the blind index or value, and by what. */
interface Sign {
  readonly by: string;
  readonly key: string;
}

/**
 * Whom the business's settings recognise in rows under ids that nobody has: one after the other in the order of the ids, each among those who are
 * kept and those who came before. The first of the signs that exactly one customer has tells; nothing that is masked or shared does.
 */
export async function recognise(
  trx: Kysely<unknown>,
  dialect: Dialect,
  seal: Seal,
  incoming: Incoming,
): Promise<readonly Recognised[]> {
  const by = await readRecognition(trx);
  const fields = new Map((incoming.custom?.fields ?? []).map((field) => [field.id, field]));
  const asked = by.filter((each) => (isContact(each) ? incoming.columns.includes(each) : fields.has(each)));
  if (asked.length === 0) return [];
  const strangers = await unknownOf(trx, dialect, incoming.rows);
  const signs = new Map(
    strangers.map((row) => [row.external_id, signsOf(row, asked, { incoming, fields, seal })]),
  );
  const holders = await readHolders(trx, dialect, [...signs.values()].flat(), fields);
  const found: Recognised[] = [];
  for (const { external_id: externalId } of strangers.toSorted((a, b) =>
    a.external_id < b.external_id ? -1 : 1,
  )) {
    const own = signs.get(externalId) ?? [];
    const told = own.find((sign) => holders.get(written(sign))?.size === 1);
    const [holder] = told === undefined ? [] : (holders.get(written(told)) ?? []);
    if (told !== undefined && holder !== undefined) {
      const customer = typeof holder === 'bigint' ? holder : { comesAs: holder };
      found.push({ externalId, customer, by: told.by });
      continue;
    }
    for (const sign of own) {
      holders.set(written(sign), new Set([...(holders.get(written(sign)) ?? []), externalId]));
    }
  }
  return found;
}

/** Gives those names to customers who are kept by now. */
export async function nameRecognised(
  trx: Kysely<unknown>,
  dialect: Dialect,
  recognised: readonly Recognised[],
  recordingId: bigint,
): Promise<void> {
  if (recognised.length === 0) return;
  const rows = recognised.map(({ externalId, customer, by }) => ({
    ...{ name: externalId, known_by: by },
    ...(typeof customer === 'bigint' ? { number: String(customer) } : { comes_as: customer.comesAs }),
  }));
  const given = dialect.rowsOfJson(JSON.stringify(rows), [
    ...(['name', 'comes_as', 'known_by'] as const).map((name) => ({ name, type: 'text' as const })),
    { name: 'number', type: 'bigint' },
  ]);
  await sql`insert into merged_names (external_id, customer_id, recorded_by, known_by)
    select given.name, coalesce(given.number, customers.customer_id), ${bigint(recordingId)}, given.known_by from ${given} as given
      left join customers on customers.external_id = given.comes_as order by given.name`.execute(trx);
}

function isContact(by: string): by is RecognisingContact {
  return (recognisingContacts as readonly string[]).includes(by);
}

function written({ by, key }: Sign): string {
  return `${by} ${key}`;
}

async function unknownOf(
  trx: Kysely<unknown>,
  dialect: Dialect,
  rows: readonly Incomer[],
): Promise<readonly Incomer[]> {
  const ids = chosen(
    dialect,
    'text',
    rows.map(({ external_id }) => external_id),
  );
  // Not over `customer_names`: a dry run has tables of its own by these names.
  const known = await sql<{ id: string }>`select external_id as id from customers where external_id in ${ids}
    union all select external_id from merged_names where external_id in ${ids}`.execute(trx);
  const all = new Set(known.rows.map(({ id }) => id));
  return rows.filter(({ external_id }) => !all.has(external_id));
}

interface Reading {
  readonly incoming: Incoming;
  readonly fields: ReadonlyMap<string, Field>;
  readonly seal: Seal;
}

function signsOf(row: Incomer, asked: readonly string[], { incoming, fields, seal }: Reading): Sign[] {
  return asked.flatMap((by): Sign[] => {
    const field = fields.get(by);
    const value = isContact(by) ? row[by] : incoming.custom?.values.get(row.external_id)?.[by];
    if (value === null || value === undefined || value.trim() === '' || isMasked(value)) return [];
    if (!isContact(by)) return [{ by, key: field?.sealed ? sealedKey(seal, field, value) : value }];
    const compared = comparedContact(by, value);
    if (by === 'phone' && !isOwnPhone(compared)) return [];
    return [{ by, key: seal.key(by, compared) }];
  });
}

/** Who has each of the signs by now. */
async function readHolders(
  trx: Kysely<unknown>,
  dialect: Dialect,
  signs: readonly Sign[],
  fields: ReadonlyMap<string, Field>,
): Promise<Map<string, Set<bigint | string>>> {
  const holders = new Map<string, Set<bigint | string>>();
  for (const by of new Set(signs.map((sign) => sign.by))) {
    const keys = [...new Set(signs.flatMap((sign) => (sign.by === by ? sign.key : [])))];
    const field = fields.get(by);
    const column: Expression = field === undefined ? sql.ref(`${by}_key`) : memberValue(field);
    const { rows } = await sql<{
      id: bigint;
      key: string;
    }>`select customer_id as id, ${column} as key from customers
      where ${column} in ${chosen(dialect, 'text', keys)}`.execute(trx);
    for (const { id, key } of rows) {
      const sign = written({ by, key });
      holders.set(sign, new Set([...(holders.get(sign) ?? []), id]));
    }
  }
  return holders;
}
