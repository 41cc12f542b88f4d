import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Field } from '../../domain/field.ts';
import type { Visibility } from '../access/authorise.ts';
import type { KeptValue, KeptValues } from '../register/merge-custom.ts';
import { isoMoment } from '../register/recording.ts';
import { type CustomerRow, readRows } from './customer-row.ts';
import { findVisible } from './find-visible.ts';
import { type Reading, readCustomers } from './reading.ts';

/** All that is shown of one customer; contact data masked. */
export interface CustomerView extends CustomerRow {
  readonly gender: string | null;
  readonly birthday: string | null;
  readonly occupation: string | null;
  readonly company: string | null;
  readonly referredBy: string | null;
  /** Only whether there is one. */
  readonly address: string | null;
  readonly custom: readonly CustomValue[];
  /** When what stands here was recorded; ISO 8601 in UTC. */
  readonly recordedAt: string;
  /** Of the record: changes with every change of it, not with orders, events or grades. */
  readonly version: string;
}

export interface CustomValue extends Pick<Field, 'id' | 'name' | 'type'> {
  readonly value: number | string | null;
}

/** What is shown of a sealed value that has no mask of its own. */
const HIDDEN = '****';

/** One customer with tier, metrics and how fresh they are. Throws an AppError for who is not there or not to be seen. */
export async function readCustomer(
  folder: DataFolder,
  visibility: Visibility,
  id: bigint,
): Promise<CustomerView> {
  return await readCustomers(folder, async (reading) => {
    const customer = await findVisible(reading, visibility, id);
    const [[row], rest] = await Promise.all([
      readRows(reading, [customer.id]),
      readRest(reading, customer.id),
    ]);
    if (row === undefined) throw new Error(`customer ${id} vanished`);
    return { ...row, ...rest };
  });
}

async function readRest({ db, fields }: Reading, id: bigint): Promise<Omit<CustomerView, keyof CustomerRow>> {
  const { rows } = await sql<
    Readonly<Record<string, string | null>>
  >`select gender, cast(birthday as text) as birthday,
      occupation, company, referred_by, address_sealed, cast(custom as text) as custom, cast(recorded_at as text) as recorded, cast(recorded_by as text) as version
    from customers join recordings on recordings.recording_id = customers.recorded_by where customer_id = ${id}`.execute(
    db,
  );
  const row = rows[0] ?? {};
  const custom = JSON.parse(row.custom ?? '{}') as KeptValues;
  return {
    gender: row.gender ?? null,
    birthday: row.birthday ?? null,
    occupation: row.occupation ?? null,
    company: row.company ?? null,
    referredBy: row.referred_by ?? null,
    address: row.address_sealed ? HIDDEN : null,
    custom: [...fields.values()]
      .filter(({ isCustom }) => isCustom)
      .map(({ field: { id: field, name, type } }) => ({
        id: field,
        name,
        type,
        value: shownValue(custom[field], type),
      })),
    recordedAt: isoMoment(row.recorded ?? null) ?? '',
    version: row.version ?? '',
  };
}

function shownValue(kept: KeptValue | undefined, type: Field['type']): CustomValue['value'] {
  if (kept === undefined) return null;
  if (typeof kept !== 'string') return kept.masked ?? HIDDEN;
  return (type === 'number' || type === 'money') && Number.isFinite(Number(kept)) ? Number(kept) : kept;
}
