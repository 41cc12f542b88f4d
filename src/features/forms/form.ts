import { type Kysely, sql } from 'kysely';
import { decline } from '../../domain/app-error.ts';
import { type Day, day } from '../../domain/calendar.ts';
import type { Text } from '../../domain/text.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { isoMoment } from '../register/recording.ts';

export const formKinds = ['sign-up', 'questionnaire'] as const;
export type FormKind = (typeof formKinds)[number];

/** A field that a form asks for. */
export interface AskedField {
  /** As customers have it over the API: `phone`, `custom.skin`. */
  readonly field: string;
  readonly required: boolean;
  /** What is asked instead of the field's name. */
  readonly label: Text | null;
  readonly help: Text | null;
}

/** What people agree to, each for itself. */
export interface Purpose {
  readonly name: Text;
  /** Without it the form cannot be sent. */
  readonly required: boolean;
}

/** What people are told before they agree; a version is never changed. */
export interface Notice {
  readonly version: number;
  readonly notice: Text;
  readonly purposes: readonly Purpose[];
  readonly author: string;
  /** ISO 8601, UTC. */
  readonly notedAt: string;
}

export interface Form {
  readonly id: bigint;
  /** By which the page is found; whoever has it may fill in the form. */
  readonly token: string;
  readonly kind: FormKind;
  readonly title: Text;
  readonly intro: Text;
  readonly fields: readonly AskedField[];
  /** What new customers get. */
  readonly store: string | null;
  readonly channel: string | null;
  readonly owner: string | null;
  /** Millionths of points, once per customer. */
  readonly reward: bigint | null;
  readonly noticeVersion: number;
  /** The last day on which it may be filled in. */
  readonly endsOn: Day | null;
  readonly author: string;
  readonly addedAt: string;
  readonly closedBy: string | null;
  readonly closedAt: string | null;
}

interface Row {
  readonly id: bigint;
  readonly token: string;
  readonly kind: string;
  readonly title: string;
  readonly intro: string;
  readonly fields: string;
  readonly store: string | null;
  readonly channel: string | null;
  readonly owner: string | null;
  readonly reward: bigint | null;
  readonly version: number;
  readonly ends: string | null;
  readonly author: string;
  readonly added: string;
  readonly closed_by: string | null;
  readonly closed: string | null;
}

/** All forms, the newest first. */
export async function readForms(db: Kysely<unknown>): Promise<Form[]> {
  return await read(db, sql`true`);
}

/** A form by its number. Throws an AppError `not-found`. */
export async function formOf(db: Kysely<unknown>, id: bigint): Promise<Form> {
  const [found] = await read(db, sql`form_id = ${bigint(id)}`);
  return found ?? decline('not-found', '没有这个表单', 'there is no such form');
}

/** A form by the token of its page; null where there is none. */
export async function formOfToken(db: Kysely<unknown>, token: string): Promise<Form | null> {
  const [found] = await read(db, sql`token = ${token}`);
  return found ?? null;
}

/** Whether it may be filled in on a day. */
export function isOpen({ closedAt, endsOn }: Pick<Form, 'closedAt' | 'endsOn'>, today: Day): boolean {
  return closedAt === null && (endsOn === null || today <= endsOn);
}

async function read(db: Kysely<unknown>, which: Expression): Promise<Form[]> {
  const { rows } =
    await sql<Row>`select form_id as id, token, kind, title, intro, fields, store, channel, owner, reward,
      notice_version as version, cast(ends_on as text) as ends, author, cast(added_at as text) as added, closed_by,
      cast(closed_at as text) as closed
    from forms where ${which} order by form_id desc`.execute(db);
  return rows.map(({ kind, title, intro, fields, version, ends, added, closed_by, closed, ...row }) => ({
    ...row,
    kind: kind as FormKind,
    title: JSON.parse(title) as Text,
    intro: JSON.parse(intro) as Text,
    fields: JSON.parse(fields) as AskedField[],
    noticeVersion: version,
    endsOn: ends === null ? null : day(ends),
    addedAt: isoMoment(added),
    closedBy: closed_by,
    closedAt: isoMoment(closed),
  }));
}

/** The versions of a form's notice, the newest first. */
export async function readNotices(db: Kysely<unknown>, form: bigint): Promise<Notice[]> {
  const { rows } = await sql<{
    version: number;
    notice: string;
    purposes: string;
    author: string;
    noted: string;
  }>`select version, notice, purposes, author, cast(noted_at as text) as noted from form_notices
    where form_id = ${bigint(form)} order by version desc`.execute(db);
  return rows.map(({ version, notice, purposes, author, noted }) => ({
    version,
    notice: JSON.parse(notice) as Text,
    purposes: JSON.parse(purposes) as Purpose[],
    author,
    notedAt: isoMoment(noted),
  }));
}

/** The notice that holds now. */
export async function noticeOf(db: Kysely<unknown>, form: bigint): Promise<Notice> {
  const [notice] = await readNotices(db, form);
  if (notice === undefined) throw new Error(`form ${form} has no notice`);
  return notice;
}
