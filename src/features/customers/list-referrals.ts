import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Visibility } from '../access/authorise.ts';
import { findVisible } from './find-visible.ts';
import { readCustomers } from './reading.ts';
import { readReferrals } from './referrals.ts';

/** A customer as far as he may be named. */
export interface NamedCustomer {
  readonly id: string;
  readonly externalId: string;
  readonly name: string | null;
}

export interface Referrals {
  /** Who brought him: nobody, somebody who is no customer (`externalId` alone), or a customer, named where he may be seen. */
  readonly by: { readonly externalId: string | null; readonly customer: NamedCustomer | null } | null;
  /** Whom he brought, in the order of their ids, as far as they may be seen. */
  readonly brought: readonly (NamedCustomer & {
    readonly registeredOn: Day | null;
    readonly firstOrder: Day | null;
  })[];
  /** How many more he brought who are not to be seen. */
  readonly others: number;
}

/** Who brought a customer, and whom he brought; of whom is not to be seen as `listOrders`. */
export async function listReferrals(
  folder: DataFolder,
  visibility: Visibility,
  customer: bigint,
): Promise<Referrals> {
  return await readCustomers(folder, async ({ db }) => {
    await findVisible({ db }, visibility, customer);
    const isSeen = (owner: string | null): boolean => 'all' in visibility || owner === visibility.owner;
    const all = await readReferrals(db, customer);
    const seen = all.filter(({ owner }) => isSeen(owner));
    const brought = seen.map(({ id, referred, name, registeredDay, firstOrderDay }) => ({
      ...{ id: String(id), externalId: referred, name },
      ...{ registeredOn: registeredDay, firstOrder: firstOrderDay },
    }));
    return { by: await referrerOf(db, customer, isSeen), brought, others: all.length - seen.length };
  });
}

async function referrerOf(
  db: Kysely<unknown>,
  customer: bigint,
  isSeen: (owner: string | null) => boolean,
): Promise<Referrals['by']> {
  const { rows } = await sql<{
    written: string;
    id: bigint | null;
    external_id: string | null;
    name: string | null;
    owner: string | null;
  }>`select c.referred_by as written, r.customer_id as id, r.external_id, r.name, r.owner
    from customers as c left join customer_names as n on n.external_id = c.referred_by and n.customer_id <> c.customer_id
      left join customers as r on r.customer_id = n.customer_id
    where c.customer_id = ${customer} and c.referred_by is not null`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  if (row.id === null || row.external_id === null) return { externalId: row.written, customer: null };
  if (!isSeen(row.owner)) return { externalId: null, customer: null };
  const { id, external_id: externalId, name } = row;
  return { externalId, customer: { id: String(id), externalId, name } };
}
