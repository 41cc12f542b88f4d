import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { dayOf } from '../../domain/calendar.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import { bigint, literalText } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { customerFormOf } from '../register/keep-customers.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
import type { ReadValues } from '../register/written-customer.ts';
import { type Form, isOpen, type Notice, noticeOf } from './form.ts';
import { limitSubmissions } from './limit-submissions.ts';
import { type Answers, fieldsOf, readAnswers } from './read-answers.ts';
import type { SubmissionSource, SubmissionState } from './submission.ts';

/** A form as somebody filled it in. */
export interface FilledIn {
  readonly answers: Answers;
  /** The version of the notice that they saw. */
  readonly notice: number;
  /** Which of its purposes were agreed to, counted from 0. */
  readonly purposes: readonly number[];
}

export interface FromPage extends FilledIn {
  readonly form: Form;
  /** Given out with the page: the same page sent twice counts once. */
  readonly once: string;
  /** An IP address; a keyed hash of it is kept. */
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Keeps what came from a form's page, on disk when it resolves; what becomes of it is settled after (`settleReceived`). Throws an InputError, or an AppError for a form that is
 * closed, and for too many at once.
 */
export async function submitFromPage(folder: DataFolder, seal: Seal, given: FromPage): Promise<void> {
  const { reader } = folder.database();
  const { at } = given;
  const customers = await customerFormOf(folder);
  const { form } = given;
  if (!isOpen(form, dayOf(at, customers.timeZone))) return declineClosed();
  const values = checkFilledIn(form, await noticeOf(reader, form.id), given, customers, at);
  const { once, notice, purposes } = given;
  const digest = seal.key(
    'form submission',
    JSON.stringify([String(form.id), once, notice, purposes, values]),
  );
  await folder.writer.write(async (trx) => {
    if (await isKept(trx, digest)) return;
    const address = seal.key('form address', given.address);
    await limitSubmissions(trx, { form: form.id, address, at });
    const author = authorOf(form);
    await keepSubmission(trx, seal, form, given, {
      ...{ values, at, author, source: 'page', address, digest },
      ...{ state: 'received', customer: null },
    });
  });
}

/** The values of what was filled in. Throws an InputError with everything that is wrong with it. */
export function checkFilledIn(
  form: Form,
  notice: Notice,
  given: FilledIn,
  customers: Awaited<ReturnType<typeof customerFormOf>>,
  at: number,
): ReadValues {
  const read = readAnswers(given.answers, fieldsOf(form, customers), customers, at);
  const problems: Problem[] = 'columns' in read ? [] : [...read];
  if (given.notice !== notice.version) problems.push(noticeChanged());
  else {
    for (const [index, { required }] of notice.purposes.entries()) {
      if (required && !given.purposes.includes(index)) problems.push(notAgreed(index));
    }
    const unknown = given.purposes.find((index) => index >= notice.purposes.length);
    if (unknown !== undefined) problems.push(noSuchPurpose(unknown));
  }
  if (problems.length > 0 || !('columns' in read)) throw new InputError(problems);
  return read;
}

export interface Kept {
  readonly values: ReadValues;
  readonly at: number;
  readonly author: string;
  readonly source: SubmissionSource;
  /** `received`: it is settled later. */
  readonly state: SubmissionState | 'received';
  readonly customer: bigint | null;
  readonly address?: string;
  readonly digest?: string;
}

/** Notes a submission with what was agreed to. Gives its number. */
export async function keepSubmission(
  trx: Kysely<unknown>,
  seal: Seal,
  form: Form,
  { notice, purposes }: FilledIn,
  { values, at, author, source, state, customer, address, digest }: Kept,
): Promise<bigint> {
  const id = await nextNumber(trx, 'form_submissions', 'submission_id');
  const orNull = (value: string | undefined) => (value === undefined ? sql`null` : literalText(value));
  await sql`insert into form_submissions (submission_id, form_id, notice_version, came_at, source, author, address_hash, digest, customer_id,
      answers_sealed, state)
    values (${bigint(id)}, ${bigint(form.id)}, ${sql.lit(notice)}, ${momentSql(at)}, ${source}, ${author}, ${orNull(address)}, ${orNull(digest)},
      ${customer === null ? sql`null` : bigint(customer)}, ${seal.seal(JSON.stringify(values))}, ${state})`.execute(
    trx,
  );
  for (const purpose of new Set(purposes)) {
    await sql`insert into form_consents (submission_id, purpose) values (${bigint(id)}, ${sql.lit(purpose)})`.execute(
      trx,
    );
  }
  return id;
}

/** How a form is written beside what came by it. */
export function authorOf({ title }: Form): string {
  return `form:${title.zh}`;
}

async function isKept(trx: Kysely<unknown>, digest: string): Promise<boolean> {
  const { rows } = await sql`select 1 from form_submissions where digest = ${digest} limit 1`.execute(trx);
  return rows.length > 0;
}

function declineClosed(): never {
  return decline('not-found', '这个表单不存在或已结束', 'there is no such form, or it has ended');
}

function noticeChanged(): Problem {
  return problem(
    'notice-changed',
    'purposes',
    '告知内容刚刚有更新，请再看一遍并重新勾选',
    'the notice has just changed; please read it again and tick anew',
  );
}

function notAgreed(index: number): Problem {
  return problem(
    'not-agreed',
    `purposes.${index}`,
    '要提交请先同意这一项',
    'to send the form, agree to this',
  );
}

function noSuchPurpose(index: number): Problem {
  return problem(
    'no-such-purpose',
    `purposes.${index}`,
    '告知里没有这一项；请重新打开表单',
    'the notice has no such purpose; open the form again',
  );
}
