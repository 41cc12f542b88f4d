import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Day, dayOf } from '../../domain/calendar.ts';
import type { Visibility } from '../access/authorise.ts';
import { pointsText } from '../points/points-text.ts';
import { customerFormOf } from '../register/keep-customers.ts';
import { type AskableField, askableFields } from './askable-fields.ts';
import { type Form, formOf, isOpen, type Notice, readForms, readNotices } from './form.ts';
import { countWaiting } from './list-proposals.ts';

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
  /** Of which so many wait for somebody to look at them, of customers who may be seen. */
  readonly waiting: number;
}

/** All forms, the newest first, and what they may ask for. `now` in milliseconds since 1970. */
export async function listForms(
  folder: DataFolder,
  visibility: Visibility,
  now: number,
): Promise<{ readonly forms: readonly ListedForm[]; readonly fields: readonly AskableField[] }> {
  const { reader: db } = folder.database();
  const { fields, timeZone } = await customerFormOf(folder);
  const forms = await listed(db, await readForms(db), visibility, dayOf(now, timeZone));
  return { forms, fields: askableFields(fields) };
}

/** A form with every version of its notice, the newest first. Throws an AppError `not-found`. */
export async function readWholeForm(
  folder: DataFolder,
  id: bigint,
  visibility: Visibility,
  now: number,
): Promise<ListedForm & { readonly notices: readonly Notice[] }> {
  const { reader: db } = folder.database();
  const { timeZone } = await customerFormOf(folder);
  const [form] = await listed(db, [await formOf(db, id)], visibility, dayOf(now, timeZone));
  if (form === undefined) throw new Error(`form ${id} vanished`);
  return { ...form, notices: await readNotices(db, id) };
}

async function listed(
  db: Kysely<unknown>,
  forms: readonly Form[],
  visibility: Visibility,
  today: Day,
): Promise<ListedForm[]> {
  const { rows } = await sql<{ form: bigint; n: bigint }>`select form_id as form, count(*) as n
    from form_submissions group by form_id`.execute(db);
  const filledIn = new Map(rows.map(({ form, n }) => [form, Number(n)]));
  const waiting = await countWaiting(db, visibility);
  return forms.map(({ id, token, reward, ...form }) => ({
    ...form,
    id: String(id),
    path: `/f/${token}`,
    reward: reward === null ? null : pointsText(reward),
    open: isOpen(form, today),
    submissions: filledIn.get(id) ?? 0,
    waiting: waiting.get(id) ?? 0,
  }));
}
