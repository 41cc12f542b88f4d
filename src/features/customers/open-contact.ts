import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Actor } from '../access/actor.ts';
import { authorName } from '../access/author-name.ts';
import { authorise } from '../access/authorise.ts';
import { noteAlone } from '../audit/audit.ts';
import { openValue } from '../contacts/open-value.ts';
import type { Seal } from '../contacts/seal.ts';
import type { KeptValues } from '../register/merge-custom.ts';
import { findVisible } from './find-visible.ts';

/** Contact data in full. */
export interface Contact {
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  readonly idNumber: string | null;
  /** Sealed custom fields, by id. */
  readonly custom: Readonly<Record<string, string>>;
}

type Row = Readonly<Record<'phone' | 'email' | 'address' | 'id_number' | 'custom', string | null>>;

/**
 * Opens a customer's contact data. That it was read is noted, on disk, before it is given away (S06). What was
 * masked before it came here cannot be opened and is null.
 */
export async function openContact(
  folder: DataFolder,
  seal: Seal,
  { actor, id, at }: { readonly actor: Actor; readonly id: bigint; readonly at: number },
): Promise<Contact> {
  const { reader: db } = folder.database();
  const { externalId } = await findVisible({ db }, authorise(actor, 'customers:read-contact'), id);
  const { rows } =
    await sql<Row>`select phone_sealed as phone, email_sealed as email, address_sealed as address,
    id_number_sealed as id_number, cast(custom as text) as custom from customers where customer_id = ${id}`.execute(
      db,
    );
  await noteAlone(folder, { at, actor: authorName(actor), action: 'contact-read', subject: externalId });
  const open = (sealed: string | null | undefined): string | null =>
    sealed === null || sealed === undefined ? null : openValue(seal, sealed);
  const [row] = rows;
  const custom = Object.entries(JSON.parse(row?.custom ?? '{}') as KeptValues).flatMap(([field, value]) => {
    const opened = typeof value === 'string' ? null : open(value.sealed);
    return opened === null ? [] : [[field, opened] as const];
  });
  return {
    phone: open(row?.phone),
    email: open(row?.email),
    address: open(row?.address),
    idNumber: open(row?.id_number),
    custom: Object.fromEntries(custom),
  };
}
