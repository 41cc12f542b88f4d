import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { bigint } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { customerFormOf } from '../register/keep-customers.ts';
import { isoMoment } from '../register/recording.ts';
import type { CustomerForm, ReadValues } from '../register/written-customer.ts';
import { addCustomerOf } from './add-customer-of.ts';
import { findKnown } from './find-known.ts';
import { formOf } from './form.ts';
import { authorOf } from './submit.ts';

/**
 * Makes of what pages brought customers, where nobody has the phone or e-mail, or proposals for somebody to look at. Apart from keeping it, so that
 * how long a page takes does not tell which; twice, or by two servers, changes nothing. What cannot be recorded is a proposal as well, and throws.
 */
export async function settleReceived(folder: DataFolder, seal: Seal, at: number): Promise<void> {
  const { rows } = await sql<{ id: bigint }>`select submission_id as id from form_submissions
    where state = 'received' order by submission_id`.execute(folder.database().reader);
  if (rows.length === 0) return;
  const customers = await customerFormOf(folder);
  const faults: unknown[] = [];
  for (const { id } of rows) {
    await settle(folder, seal, { id, customers, at }).catch(async (error: unknown) => {
      faults.push(error);
      await folder.writer.write(async (trx) => await become(trx, id, 'proposed', null));
    });
  }
  if (faults.length > 0) throw faults[0];
}

interface Settling {
  readonly id: bigint;
  readonly customers: CustomerForm;
  readonly at: number;
}

async function settle(folder: DataFolder, seal: Seal, { id, customers, at }: Settling): Promise<void> {
  const { dialect } = folder.database();
  await folder.writer.write(async (trx) => {
    const { rows } = await sql<{
      form: bigint;
      sealed: string;
      came: string;
    }>`select form_id as form, answers_sealed as sealed, cast(came_at as text) as came
      from form_submissions where submission_id = ${bigint(id)} and state = 'received'`.execute(trx);
    const [received] = rows;
    if (received === undefined) return;
    const form = await formOf(trx, received.form);
    const values = JSON.parse(seal.open(received.sealed)) as ReadValues;
    const known = await findKnown(trx, seal, values);
    const { phone = null, email = null } = values.columns;
    const isNew = known.customers.length === 0 && (phone ?? email) !== null;
    const [certain = null] = known.isCertain ? known.customers : [];
    await become(trx, id, isNew ? 'recorded' : 'proposed', certain);
    if (!isNew) return;
    const taking = { trx, dialect, seal, customers, author: authorOf(form), at };
    await addCustomerOf(taking, {
      form,
      submission: id,
      cameAt: Date.parse(isoMoment(received.came)),
      values,
    });
  });
}

async function become(
  trx: Kysely<unknown>,
  id: bigint,
  state: 'recorded' | 'proposed',
  customer: bigint | null,
): Promise<void> {
  await sql`update form_submissions set state = ${state}, customer_id = ${customer === null ? sql`null` : bigint(customer)}
    where submission_id = ${bigint(id)} and state = 'received'`.execute(trx);
}
