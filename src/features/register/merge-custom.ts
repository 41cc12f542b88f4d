import { type Kysely, sql } from 'kysely';
import type { Field } from '../../domain/field.ts';
import { internationalPhone } from '../../domain/tidy/read-phone.ts';
import type { Dialect } from '../../sql/expression.ts';
import { agreesWithMask, comparedPhone, isMasked, maskEmail, maskPhone } from '../contacts/mask.ts';
import type { Seal } from '../contacts/seal.ts';

/**
 * A custom field's value as it is kept: numbers and money as decimals, days as `YYYY-MM-DD`, yes or no, any other
 * text; contact data sealed, with what it is known by and what is shown of it.
 */
export type KeptValue = string | SealedValue;

export interface SealedValue {
  readonly masked: string | null;
  /** Null for what was masked before it came here. */
  readonly sealed: string | null;
  readonly key: string | null;
}

export type KeptValues = Readonly<Record<string, KeptValue>>;

/** Values of custom fields on the way in. */
export interface IncomingCustom {
  readonly fields: readonly Field[];
  /** By external id; null takes a value away, a field that is not there stays as it is. */
  readonly values: ReadonlyMap<string, Readonly<Record<string, string | null>>>;
}

/** What the customers' custom values will be, as JSON text by external id; null where there are none. */
export async function mergeCustom(
  trx: Kysely<unknown>,
  dialect: Dialect,
  seal: Seal,
  { fields, values: incoming }: IncomingCustom,
): Promise<ReadonlyMap<string, string | null>> {
  const kept = await readKept(trx, dialect, [...incoming.keys()]);
  return new Map(
    [...incoming].map(([id, custom]) => {
      const values = new Map<string, KeptValue>(Object.entries(kept.get(id) ?? {}));
      for (const field of fields) {
        const given = custom[field.id];
        if (given === undefined) continue;
        if (given === null) values.delete(field.id);
        else values.set(field.id, keptValue(field, given, values.get(field.id), seal));
      }
      const sorted = [...values].sort(([a], [b]) => (a < b ? -1 : 1));
      return [id, sorted.length === 0 ? null : JSON.stringify(Object.fromEntries(sorted))];
    }),
  );
}

async function readKept(
  trx: Kysely<unknown>,
  dialect: Dialect,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, KeptValues>> {
  const ids = JSON.stringify(externalIds.map((external_id) => ({ external_id })));
  const found = await sql<{
    id: string;
    custom: string;
  }>`select external_id as id, cast(custom as text) as custom
    from customers where custom is not null and external_id in
      (select external_id from ${dialect.rowsOfJson(ids, [{ name: 'external_id', type: 'text' }])} as given)`.execute(
    trx,
  );
  return new Map(found.rows.map(({ id, custom }) => [id, JSON.parse(custom) as KeptValues]));
}

function keptValue(field: Field, given: string, before: KeptValue | undefined, seal: Seal): KeptValue {
  if (!field.sealed) return given;
  const masked = maskOf(field, given);
  if (isMasked(given)) {
    // Where no mask of what is kept is known, a masked value cannot tell of another.
    const same =
      typeof before === 'object' &&
      (before.masked === masked || before.masked === null || isUnder(field, given, before, seal));
    return same ? before : { masked, sealed: null, key: null };
  }
  const key = sealedKey(seal, field, given);
  // Sealed again it would look different, and be a new version of the same.
  if (typeof before === 'object' && before.key === key && before.masked === masked) return before;
  const phone = field.type === 'phone' ? internationalPhone(given) : null;
  return { masked, sealed: seal.seal(phone ?? given), key };
}

/** Whether a phone or e-mail that is known in full may be the one that came masked. */
function isUnder({ type }: Field, given: string, { sealed }: SealedValue, seal: Seal): boolean {
  if (sealed === null || (type !== 'phone' && type !== 'email')) return false;
  return agreesWithMask(type, given, seal.open(sealed));
}

function maskOf({ type }: Field, given: string): string | null {
  if (isMasked(given)) return given;
  if (type === 'phone') return maskPhone(comparedPhone(given));
  return type === 'email' ? maskEmail(given) : null;
}

/** What a sealed custom value is found and compared by. */
export function sealedKey(seal: Seal, { type }: Pick<Field, 'type'>, given: string): string {
  return seal.key('custom', type === 'phone' ? comparedPhone(given) : given.trim().toLowerCase());
}
