import { type Kysely, sql } from 'kysely';
import { decline } from '../../domain/app-error.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import type { Seal } from '../contacts/seal.ts';
import { presentNumber } from '../register/present-number.ts';
import { isoMoment } from '../register/recording.ts';
import type { ReadValues } from '../register/written-customer.ts';

/** What becomes of what came in: a new customer, something to look at, or what somebody made of it. */
export type SubmissionState = 'recorded' | 'proposed' | 'accepted' | 'added' | 'rejected';

/** How it came: filled in on the form's page, or by somebody of the shop, on the phone or at the counter. */
export type SubmissionSource = 'page' | 'phone';

export interface Submission {
  readonly id: bigint;
  readonly form: bigint;
  readonly cameAt: string;
  readonly source: SubmissionSource;
  readonly author: string;
  readonly state: SubmissionState;
  /** Whose it is, or seems to be; null where nobody knows. */
  readonly customer: bigint | null;
  readonly values: ReadValues;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly taken: readonly string[] | null;
  readonly reason: string | null;
}

interface Row
  extends Pick<Submission, 'id' | 'form' | 'source' | 'author' | 'state' | 'customer' | 'reason'> {
  readonly came: string;
  readonly sealed: string;
  readonly decided_by: string | null;
  readonly decided: string | null;
  readonly taken: string | null;
}

/** Submissions that a condition on `s` chooses, the newest first; the customer's number is as it is now. */
export async function readSubmissions(
  db: Kysely<unknown>,
  seal: Seal,
  which: Expression,
  limit: number,
): Promise<Submission[]> {
  const { rows } =
    await sql<Row>`select submission_id as id, form_id as form, cast(came_at as text) as came, source, author, state,
      customer_id as customer, answers_sealed as sealed, decided_by, cast(decided_at as text) as decided, taken, reason
    from (${presentSubmissions}) as s where ${which} order by submission_id desc limit ${sql.lit(limit)}`.execute(
      db,
    );
  return rows.map(({ came, sealed, decided_by, decided, taken, ...row }) => ({
    ...row,
    cameAt: isoMoment(came),
    values: JSON.parse(seal.open(sealed)) as ReadValues,
    decidedBy: decided_by,
    decidedAt: isoMoment(decided),
    taken: taken === null ? null : (JSON.parse(taken) as string[]),
  }));
}

/** All submissions; of who was merged since, they are of the one who was kept. */
export const presentSubmissions: Expression = sql`select submission_id, form_id, notice_version, came_at, source, author, answers_sealed,
  state, decided_by, decided_at, taken, reason, ${presentNumber(sql.ref('f.customer_id'))} as customer_id from form_submissions as f`;

/** Throws an AppError `not-found`. */
export async function submissionOf(db: Kysely<unknown>, seal: Seal, id: bigint): Promise<Submission> {
  const [found] = await readSubmissions(db, seal, sql`s.submission_id = ${bigint(id)}`, 1);
  return found ?? decline('not-found', '没有这份填写', 'there is no such submission');
}
