import { type Kysely, sql } from 'kysely';
import { bigint } from '../../sql/expression.ts';
import { comparedContact, comparedPhone, maskEmail, maskPhone } from '../contacts/mask.ts';
import type { Seal } from '../contacts/seal.ts';
import { type KeptValue, type KeptValues, sealedKey } from '../register/merge-custom.ts';
import type { CustomerForm, ReadValues } from '../register/written-customer.ts';
import { type AskableField, askableFields } from './askable-fields.ts';

/** A field as it was filled in beside what is kept; contact data masked. */
export interface Difference {
  readonly field: AskableField;
  readonly given: string;
  /** Null where nothing is kept, or there is no customer. */
  readonly kept: string | null;
  readonly differs: boolean;
}

/** What is shown of a sealed value that has no mask of its own. */
const HIDDEN = '****';

const contacts: Readonly<Record<string, (value: string) => string>> = {
  phone: (value) => maskPhone(comparedPhone(value)),
  email: maskEmail,
  address: () => HIDDEN,
};

/** What was filled in beside what is kept of a customer; everything differs where there is none. */
export async function differencesOf(
  db: Kysely<unknown>,
  seal: Seal,
  customers: CustomerForm,
  values: ReadValues,
  customer: bigint | null,
): Promise<Difference[]> {
  const kept = customer === null ? {} : await readKept(db, customer);
  const custom = JSON.parse(kept.custom ?? '{}') as KeptValues;
  return askableFields(customers.fields).flatMap((field): Difference[] => {
    if (field.field.startsWith('custom.')) {
      const given = values.custom[field.id];
      if (given === undefined || given === null) return [];
      return [{ field, ...customDifference(seal, field, given, custom[field.id]) }];
    }
    const column = field.id as keyof ReadValues['columns'];
    const given = values.columns[column];
    if (given === undefined || given === null) return [];
    const mask = contacts[column];
    if (mask === undefined) {
      const before = kept[column] ?? null;
      return [{ field, given, kept: before, differs: before !== given }];
    }
    const key = kept[`${column}_key`] ?? null;
    const shown = kept[`${column}_masked`] ?? (key === null ? null : HIDDEN);
    const differs = key !== seal.key(column, comparedContact(column, given));
    return [{ field, given: mask(given), kept: shown, differs }];
  });
}

function customDifference(
  seal: Seal,
  field: AskableField,
  given: string,
  before: KeptValue | undefined,
): Omit<Difference, 'field'> {
  if (!field.sealed) {
    const kept = typeof before === 'string' ? before : null;
    return { given, kept, differs: kept !== given };
  }
  const masks = field.type === 'phone' ? contacts.phone : field.type === 'email' ? contacts.email : null;
  const known = typeof before === 'object' ? before : null;
  return {
    given: masks?.(given) ?? HIDDEN,
    kept: known === null ? null : (known.masked ?? HIDDEN),
    differs: known?.key !== sealedKey(seal, field, given),
  };
}

async function readKept(
  db: Kysely<unknown>,
  customer: bigint,
): Promise<Readonly<Record<string, string | null>>> {
  const { rows } = await sql<
    Readonly<Record<string, string | null>>
  >`select name, gender, cast(birthday as text) as birthday, region,
      occupation, company, phone_masked, phone_key, email_masked, email_key, address_key, cast(custom as text) as custom
    from customers where customer_id = ${bigint(customer)}`.execute(db);
  return rows[0] ?? {};
}
