import type { Kysely } from 'kysely';
import type { Dialect } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { NO_BUYER } from './buyers.ts';
import { findByText, noteCustomers } from './customer-ids.ts';
import type { Looked } from './look-up.ts';
import type { NamedOrder } from './order-rows.ts';
import { type IncomingCustomer, recordCustomers } from './record-customers.ts';

/**
 * Keeps customers whom nobody knows yet with the phone and e-mail that their orders say, unless the business's settings recognise somebody by
 * them, whose name the id then is. Gives the numbers of the customers who are known by then; `known` are those from before.
 */
export async function meetStrangers(
  trx: Kysely<unknown>,
  dialect: Dialect,
  seal: Seal,
  named: readonly NamedOrder[],
  recordingId: bigint,
  known: Looked['customers'],
): Promise<Looked['customers']> {
  const strangers = new Map<string, IncomingCustomer>();
  for (const { order } of named) {
    const { customer, contact = null } = order;
    if (contact === null || customer === NO_BUYER || known.has(customer)) continue;
    const before = strangers.get(customer);
    const phone = contact.phone ?? before?.phone ?? null;
    const email = contact.email ?? before?.email ?? null;
    strangers.set(customer, { external_id: customer, phone, email });
  }
  if (strangers.size === 0) return known;
  const incoming = { columns: ['phone', 'email'] as const, rows: [...strangers.values()] };
  await recordCustomers(trx, dialect, seal, incoming, recordingId);
  const met = await findByText(trx, dialect, [...strangers.keys()]);
  const noted = [...met].map(([externalId, id]) => ({ id, externalId }));
  await noteCustomers(trx, dialect, noted, recordingId);
  return new Map([...known, ...met]);
}
