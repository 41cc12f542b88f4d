import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { InputError, refuse } from '../../domain/problem.ts';
import { wordsProblems } from '../../domain/words-problems.ts';
import { bigint, literalText } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { note } from '../audit/audit.ts';
import type { Seal } from '../contacts/seal.ts';
import { findVisible } from '../customers/find-visible.ts';
import { customerFormOf, recordRead } from '../register/keep-customers.ts';
import { momentSql } from '../register/recording.ts';
import type { ReadValues } from '../register/written-customer.ts';
import { addCustomerOf } from './add-customer-of.ts';
import { differencesOf } from './differences.ts';
import { formOf } from './form.ts';
import { giveReward } from './give-reward.ts';
import { type Submission, type SubmissionState, submissionOf } from './submission.ts';
import type { CameIn, Taking } from './taking.ts';

/** What somebody makes of a proposal. */
export type Decision =
  | {
      readonly decision: 'accept';
      /** Whose it is; null: whose it seems to be. */
      readonly customer: bigint | null;
      /** The fields that are taken; null: all that differ. */
      readonly fields: readonly string[] | null;
    }
  | { readonly decision: 'add' }
  | { readonly decision: 'reject'; readonly reason: string };

export interface Deciding {
  readonly visibility: Visibility;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * Decides a proposal, in one transaction: the customer's chosen fields become a new version, a new customer is made, or nothing is
 * changed; which is noted. Throws an InputError, or an AppError for one that is not there, not to be seen or decided already.
 */
export async function decideProposal(
  folder: DataFolder,
  seal: Seal,
  { id, ...deciding }: Deciding & { readonly id: bigint },
  decision: Decision,
): Promise<void> {
  const customers = await customerFormOf(folder);
  const { dialect } = folder.database();
  const { visibility, author, at } = deciding;
  await folder.writer.write(async (trx) => {
    const proposal = await submissionOf(trx, seal, id);
    await refuseForeign(trx, visibility, proposal);
    if (proposal.state !== 'proposed') declineDecided();
    const form = await formOf(trx, proposal.form);
    const taking: Taking = { trx, dialect, seal, customers, author, at };
    const cameIn: CameIn = {
      form,
      submission: id,
      cameAt: Date.parse(proposal.cameAt),
      values: proposal.values,
    };
    if (decision.decision === 'reject') {
      const reason = decision.reason.trim();
      const problems = wordsProblems('reason', reason, false);
      if (problems.length > 0) throw new InputError(problems);
      await endSubmission(trx, id, { state: 'rejected', author, at, taken: [], reason });
      const subject =
        proposal.customer === null
          ? null
          : (await findVisible({ db: trx }, visibility, proposal.customer)).externalId;
      await note(trx, {
        at,
        actor: author,
        action: 'proposal-rejected',
        subject,
        detail: { proposal: String(id), reason },
      });
      return;
    }
    if (decision.decision === 'add') {
      if (!('all' in visibility)) declineForeign();
      await endSubmission(trx, id, { state: 'added', author, at, taken: null, reason: '' });
      await addCustomerOf(taking, cameIn);
      await note(trx, {
        at,
        actor: author,
        action: 'proposal-accepted',
        detail: { proposal: String(id), added: true },
      });
      return;
    }
    const customer = decision.customer ?? proposal.customer;
    if (customer === null) refuseNobody();
    const taken = await takeOver(taking, cameIn, { visibility, customer, fields: decision.fields });
    await endSubmission(trx, id, { state: 'accepted', author, at, taken: taken.fields, reason: '' });
    const detail = { proposal: String(id), fields: taken.fields };
    await note(trx, { at, actor: author, action: 'proposal-accepted', subject: taken.externalId, detail });
  });
}

/** Puts what came in, or the fields of it that are chosen, into a customer's record, with the form's reward. */
export async function takeOver(
  taking: Taking,
  { form, submission, values }: CameIn,
  chosen: {
    readonly visibility: Visibility;
    readonly customer: bigint;
    readonly fields: readonly string[] | null;
  },
): Promise<{ readonly externalId: string; readonly fields: readonly string[] }> {
  const { trx, dialect, seal, customers, author, at } = taking;
  const { customer } = chosen;
  const { externalId } = await findVisible({ db: trx }, chosen.visibility, customer);
  const all = await differencesOf(trx, seal, customers, values, customer);
  const known = new Set(all.map(({ field }) => field.field));
  const unknown = chosen.fields?.find((field) => !known.has(field));
  if (unknown !== undefined) refuseField(unknown);
  const fields = all
    .filter(({ field, differs }) => differs && (chosen.fields?.includes(field.field) ?? true))
    .map(({ field }) => field);
  if (fields.length > 0) {
    const of = new Set(fields.map(({ field, id }) => (field.startsWith('custom.') ? field : id)));
    const taken: ReadValues = {
      columns: Object.fromEntries(Object.entries(values.columns).filter(([column]) => of.has(column))),
      custom: Object.fromEntries(Object.entries(values.custom).filter(([id]) => of.has(`custom.${id}`))),
    };
    await recordRead(trx, dialect, seal, [{ externalId, ...taken }], customers, { author, at });
  }
  await sql`update form_submissions set customer_id = ${bigint(customer)} where submission_id = ${bigint(submission)}`.execute(
    trx,
  );
  await giveReward(taking, { form, submission, customer, externalId });
  return { externalId, fields: fields.map(({ field }) => field) };
}

/** Of whom one sees own customers alone theirs alone; others are as if there were none. */
async function refuseForeign(
  trx: Kysely<unknown>,
  visibility: Visibility,
  { customer }: Submission,
): Promise<void> {
  if ('all' in visibility) return;
  if (customer === null) declineForeign();
  await findVisible({ db: trx }, visibility, customer);
}

interface Ended {
  readonly state: SubmissionState;
  readonly author: string;
  readonly at: number;
  readonly taken: readonly string[] | null;
  readonly reason: string | null;
}

/** Notes what became of a submission, and by whom. */
export async function endSubmission(
  trx: Kysely<unknown>,
  id: bigint,
  { state, author, at, taken, reason }: Ended,
): Promise<void> {
  await sql`update form_submissions set state = ${state}, decided_by = ${author}, decided_at = ${momentSql(at)},
      taken = ${taken === null ? sql`null` : literalText(JSON.stringify(taken))}, reason = ${reason === null ? sql`null` : literalText(reason)}
    where submission_id = ${bigint(id)}`.execute(trx);
}

function declineForeign(): never {
  return decline('not-found', '没有这份填写', 'there is no such submission');
}

function declineDecided(): never {
  return decline(
    'changed-meanwhile',
    '这份填写已经有人处理过了；请刷新列表',
    'somebody has decided this already; reload the list',
  );
}

function refuseNobody(): never {
  return refuse(
    'customer-missing',
    'customer',
    '请选是哪位客户，或作为新客户添加',
    'choose whose it is, or add it as a new customer',
  );
}

function refuseField(field: string): never {
  return refuse('unknown-field', 'fields', `没有填“${field}”`, `“${field}” was not filled in`);
}
