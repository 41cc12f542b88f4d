import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import type { Text } from '../../domain/text.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { note } from '../audit/audit.ts';
import { findVisible } from '../customers/find-visible.ts';
import { numbersOf } from '../register/present-number.ts';
import { isoMoment, momentSql } from '../register/recording.ts';
import type { Purpose } from './form.ts';
import type { SubmissionSource } from './submission.ts';

/** What a customer agreed to, when, through which form, and what they were told then. */
export interface Consent {
  readonly submission: bigint;
  /** Of the notice's purposes, counted from 0. */
  readonly purpose: number;
  readonly name: Text;
  readonly form: { readonly id: bigint; readonly title: Text };
  readonly noticeVersion: number;
  readonly notice: Text;
  /** ISO 8601, UTC. */
  readonly givenAt: string;
  /** Who wrote it down: the form itself, or somebody on the phone. */
  readonly author: string;
  readonly source: SubmissionSource;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
}

interface Row {
  readonly submission: bigint;
  readonly purpose: number;
  readonly purposes: string;
  readonly form: bigint;
  readonly title: string;
  readonly version: number;
  readonly notice: string;
  readonly came: string;
  readonly author: string;
  readonly source: SubmissionSource;
  readonly withdrawn_by: string | null;
  readonly withdrawn: string | null;
}

/** Of one customer, those of whoever was merged into him included, the newest first. Throws an AppError `not-found`. */
export async function listConsents(
  db: Kysely<unknown>,
  visibility: Visibility,
  customer: bigint,
): Promise<Consent[]> {
  await findVisible({ db }, visibility, customer);
  return await readConsents(db, customer);
}

async function readConsents(db: Kysely<unknown>, customer: bigint): Promise<Consent[]> {
  const { rows } =
    await sql<Row>`select c.submission_id as submission, c.purpose, n.purposes, s.form_id as form, f.title, s.notice_version as version,
      n.notice, cast(s.came_at as text) as came, s.author, s.source, c.withdrawn_by, cast(c.withdrawn_at as text) as withdrawn
    from form_consents as c join form_submissions as s on s.submission_id = c.submission_id
      join forms as f on f.form_id = s.form_id
      join form_notices as n on n.form_id = s.form_id and n.version = s.notice_version
    where s.customer_id in ${numbersOf(customer)} and s.state in ('recorded', 'accepted', 'added')
    order by s.submission_id desc, c.purpose`.execute(db);
  return rows.map(
    ({ purpose, purposes, form, title, version, notice, came, withdrawn_by, withdrawn, ...row }) => ({
      ...row,
      purpose,
      name: (JSON.parse(purposes) as Purpose[])[purpose]?.name ?? { zh: '', en: '' },
      form: { id: form, title: JSON.parse(title) as Text },
      noticeVersion: version,
      notice: JSON.parse(notice) as Text,
      givenAt: isoMoment(came),
      withdrawnBy: withdrawn_by,
      withdrawnAt: isoMoment(withdrawn),
    }),
  );
}

/** Notes that a customer no longer agrees; that he did stays on record. Again changes nothing. Throws an AppError `not-found`. */
export async function withdrawConsent(
  { writer }: DataFolder,
  { visibility, customer, submission, purpose, author, at }: Withdrawal,
): Promise<void> {
  await writer.write(async (trx) => {
    const { externalId } = await findVisible({ db: trx }, visibility, customer);
    const consents = await readConsents(trx, customer);
    const found = consents.find((each) => each.submission === submission && each.purpose === purpose);
    if (found === undefined) decline('not-found', '没有这项同意', 'there is no such consent');
    if (found.withdrawnAt !== null) return;
    const which: Expression = sql`submission_id = ${bigint(submission)} and purpose = ${sql.lit(purpose)}`;
    await sql`update form_consents set withdrawn_by = ${author}, withdrawn_at = ${momentSql(at)} where ${which}`.execute(
      trx,
    );
    const detail = { purpose: found.name.zh, form: String(found.form.id), notice: found.noticeVersion };
    await note(trx, { at, actor: author, action: 'consent-withdrawn', subject: externalId, detail });
  });
}

export interface Withdrawal {
  readonly visibility: Visibility;
  readonly customer: bigint;
  readonly submission: bigint;
  readonly purpose: number;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}
