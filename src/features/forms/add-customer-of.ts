import { type Kysely, sql } from 'kysely';
import { dayOf } from '../../domain/calendar.ts';
import { bigint, type Dialect } from '../../sql/expression.ts';
import { findNumber } from '../register/customer-ids.ts';
import { recordRead } from '../register/keep-customers.ts';
import { giveReward } from './give-reward.ts';
import type { CameIn, Taking } from './taking.ts';

/** Makes a customer of what came in, graded at once, with the form's store and its reward. Gives the number. */
export async function addCustomerOf(
  taking: Taking,
  { form, submission, cameAt, values }: CameIn,
): Promise<bigint> {
  const { trx, dialect, seal, customers, author, at } = taking;
  const externalId = await freeId(trx, dialect, `form-${form.id}-${submission}`);
  const { store, channel, owner } = form;
  const given = Object.entries({ store, channel, owner }).filter(([, value]) => value !== null);
  const columns = {
    ...values.columns,
    ...Object.fromEntries(given),
    registered_day: dayOf(cameAt, customers.timeZone),
  };
  await recordRead(trx, dialect, seal, [{ externalId, columns, custom: values.custom }], customers, {
    author,
    at,
  });
  const customer = await findNumber(trx, dialect, externalId);
  if (customer === null) throw new Error(`customer ${externalId} was not recorded`);
  await sql`update form_submissions set customer_id = ${bigint(customer)} where submission_id = ${bigint(submission)}`.execute(
    trx,
  );
  await giveReward(taking, { form, submission, customer, externalId });
  return customer;
}

/** An id that nobody has. */
async function freeId(trx: Kysely<unknown>, dialect: Dialect, wanted: string): Promise<string> {
  for (let id = wanted, more = 2; ; id = `${wanted}-${more++}`) {
    if ((await findNumber(trx, dialect, id)) === null) return id;
  }
}
