import { sql } from 'kysely';
import { bigint } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import { currentGeneration } from '../evaluations/generation.ts';
import { regrade } from '../evaluations/grade-touched.ts';
import { pointsEvent } from '../points/points-event.ts';
import { pointsText } from '../points/points-text.ts';
import { identifyEvents } from '../register/event-identity.ts';
import { numbersOf } from '../register/present-number.ts';
import { recordEvents } from '../register/record-events.ts';
import { startRecording } from '../register/recording.ts';
import { readEvent } from '../register/written-event.ts';
import type { Form } from './form.ts';
import type { Taking } from './taking.ts';

/** Enters the form's points for a customer in the transaction that recorded what he filled in, once; nothing where the form gives none. */
export async function giveReward(
  { trx, dialect, customers, author, at }: Taking,
  {
    form,
    submission,
    customer,
    externalId,
  }: {
    readonly form: Form;
    readonly submission: bigint;
    readonly customer: bigint;
    readonly externalId: string;
  },
): Promise<void> {
  const { reward } = form;
  if (reward === null) return;
  const { rows } =
    await sql`select 1 from form_submissions where form_id = ${bigint(form.id)} and rewarded is not null
    and customer_id in ${numbersOf(customer)} limit 1`.execute(trx);
  if (rows.length > 0) return;
  const { timeZone } = customers;
  const points = pointsText(reward);
  const reason = `${form.title.zh} #${submission}`;
  const written = pointsEvent({ externalId, kind: 'adjusted', points, reason, at, timeZone });
  const read = readEvent(written, '', customers);
  if (!('customer' in read)) throw new Error(`a reward of ${points} points cannot be entered`);
  const owned = identifyEvents([read]).map((named) => ({ ...named, customer }));
  await recordEvents(
    trx,
    dialect,
    owned,
    async () => await startRecording(trx, { at, author, importId: null }),
  );
  await sql`update form_submissions set rewarded = ${bigint(reward)} where submission_id = ${bigint(submission)}`.execute(
    trx,
  );
  await regrade(trx, dialect, [customer], at, await currentGeneration(trx));
  const detail = { kind: 'adjusted', points, form: String(form.id) };
  await note(trx, { at, actor: author, action: 'points-entered', subject: externalId, detail });
}
