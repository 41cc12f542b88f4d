import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { dayOf } from '../../domain/calendar.ts';
import { pointsText } from '../points/points-text.ts';
import { customerFormOf } from '../register/keep-customers.ts';
import { type AskableField, askableFields } from './askable-fields.ts';
import { type Form, formOf, isOpen, type Notice, readForms, readNotices } from './form.ts';

/** A form as it is listed. */
export interface ListedForm extends Omit<Form, 'id' | 'token' | 'reward'> {
  readonly id: string;
  /** The address of its page on this server. */
  readonly path: string;
  /** Points as a decimal. */
  readonly reward: string | null;
  readonly open: boolean;
  /** How many filled it in. */
  readonly submissions: number;
  /** Of which so many wait for somebody to look at them. */
  readonly waiting: number;
}

/** All forms, the newest first, and what they may ask for. `now` in milliseconds since 1970. */
export async function listForms(
  folder: DataFolder,
  now: number,
): Promise<{ readonly forms: readonly ListedForm[]; readonly fields: readonly AskableField[] }> {
  const { reader: db } = folder.database();
  const { fields, timeZone } = await customerFormOf(folder);
  const { rows } = await sql<{
    form: bigint;
    n: bigint;
    waiting: bigint;
  }>`select form_id as form, count(*) as n,
      count(case when state = 'proposed' then 1 end) as waiting from form_submissions group by form_id`.execute(
    db,
  );
  const counts = new Map(
    rows.map(({ form, n, waiting }) => [form, { submissions: Number(n), waiting: Number(waiting) }]),
  );
  const today = dayOf(now, timeZone);
  const forms = (await readForms(db)).map(({ id, token, reward, ...form }) => ({
    ...form,
    id: String(id),
    path: `/f/${token}`,
    reward: reward === null ? null : pointsText(reward),
    open: isOpen(form, today),
    ...(counts.get(id) ?? { submissions: 0, waiting: 0 }),
  }));
  return { forms, fields: askableFields(fields) };
}

/** A form with every version of its notice, the newest first. Throws an AppError `not-found`. */
export async function readWholeForm(
  folder: DataFolder,
  id: bigint,
  now: number,
): Promise<ListedForm & { readonly notices: readonly Notice[] }> {
  const { reader } = folder.database();
  await formOf(reader, id);
  const { forms } = await listForms(folder, now);
  const form = forms.find((each) => each.id === String(id));
  if (form === undefined) throw new Error(`form ${id} vanished`);
  return { ...form, notices: await readNotices(reader, id) };
}
