import { type Kysely, sql } from 'kysely';
import { commas } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { KeptValue, KeptValues } from '../register/merge-custom.ts';
import { openColumns } from '../register/open-columns.ts';
import { findVisible } from './find-visible.ts';

/** One version of a customer: what it changed. */
export interface CustomerVersion {
  /** As the database writes it, in UTC. */
  readonly recordedAt: string;
  readonly author: string;
  readonly changes: readonly FieldChange[];
}

export interface FieldChange {
  /** A field's id. */
  readonly field: string;
  /** Contact data is masked. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Fields with what is shown of them and what they are compared by. */
const fields: readonly (readonly [id: string, shown: string, compared: string])[] = [
  ...openColumns.map((id) => [id, id, id] as const),
  ['registered_at', 'registered_day', 'registered_day'],
  ['phone', 'phone_masked', 'phone_key'],
  ['email', 'email_masked', 'email_key'],
  ['address', 'address_key', 'address_key'],
  ['id_number', 'id_number_key', 'id_number_key'],
];
/** Blind indexes are no use to anybody who reads. */
const hidden: ReadonlySet<string> = new Set(['address', 'id_number']);
const HIDDEN = '****';

type Row = Readonly<Record<string, string | null>>;

/** A customer's versions, the newest first; the first one says all that it brought. Throws an AppError `not-found`. */
export async function readVersions(
  db: Kysely<unknown>,
  visibility: Visibility,
  id: bigint,
): Promise<CustomerVersion[]> {
  await findVisible({ db }, visibility, id);
  const columns = [...new Set(fields.flatMap(([, shown, compared]) => [shown, compared])), 'custom'];
  const texts = columns.map((name) => sql`cast(${sql.ref(name)} as text) as ${sql.ref(name)}`);
  const of = (table: string) =>
    sql`select ${commas(texts)}, recorded_by from ${sql.table(table)} where customer_id = ${id}`;
  const { rows } = await sql<Row>`select versions.*, cast(recorded_at as text) as recorded_at, author
    from (${of('customers_history')} union all ${of('customers')}) as versions
      join recordings on recordings.recording_id = versions.recorded_by order by recorded_by`.execute(db);
  return rows
    .map((row, index) => ({
      recordedAt: row.recorded_at ?? '',
      author: row.author ?? '',
      changes: changesOf(rows[index - 1] ?? {}, row),
    }))
    .reverse();
}

function changesOf(before: Row, after: Row): FieldChange[] {
  const own = fields.flatMap(([field, shown, compared]): FieldChange[] => {
    const same = (name: string): boolean => (before[name] ?? null) === (after[name] ?? null);
    if (same(shown) && same(compared)) return [];
    const show = (row: Row): string | null => {
      const value = row[shown] ?? null;
      return value !== null && hidden.has(field) ? HIDDEN : value;
    };
    return [{ field, from: show(before), to: show(after) }];
  });
  return [...own, ...customChanges(customOf(before), customOf(after))];
}

function customChanges(before: KeptValues, after: KeptValues): FieldChange[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return ids
    .filter((field) => comparedOf(before[field]) !== comparedOf(after[field]))
    .map((field) => ({ field, from: shownOf(before[field]), to: shownOf(after[field]) }));
}

function customOf({ custom }: Row): KeptValues {
  return JSON.parse(custom ?? '{}') as KeptValues;
}

function comparedOf(value: KeptValue | undefined): string | null {
  if (typeof value !== 'object') return value ?? null;
  return JSON.stringify([value.key, value.masked]);
}

function shownOf(value: KeptValue | undefined): string | null {
  if (typeof value !== 'object') return value ?? null;
  return value.masked ?? HIDDEN;
}
