import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { InputError } from '../../domain/problem.ts';
import { wordsProblems } from '../../domain/words-problems.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import type { Seal } from '../contacts/seal.ts';
import { customerFormOf } from '../register/keep-customers.ts';
import { momentSql } from '../register/recording.ts';
import { callOf } from './call-task.ts';
import { type Deciding, endSubmission, takeOver } from './decide-proposal.ts';
import { formOf, noticeOf } from './form.ts';
import { checkFilledIn, type FilledIn, keepSubmission } from './submit.ts';

interface Ending extends Deciding {
  readonly call: bigint;
  readonly note: string;
}

/**
 * Keeps what was filled in on the phone: what differs becomes a new version of the customer, written by whoever called, and the call is done.
 * Throws an InputError, or an AppError for a call that is not there or done already.
 */
export async function fillInCall(
  folder: DataFolder,
  seal: Seal,
  ending: Ending,
  filledIn: FilledIn,
): Promise<void> {
  const { visibility, author, at } = ending;
  const customers = await customerFormOf(folder);
  const { dialect } = folder.database();
  const words = noteOf(ending.note);
  await folder.writer.write(async (trx) => {
    const call = await callOf(trx, visibility, ending.call);
    if (call.state === 'done') declineDone();
    const form = await formOf(trx, call.form.id);
    const values = checkFilledIn(form, await noticeOf(trx, form.id), filledIn, customers, at);
    const submission = await keepSubmission(trx, seal, form, filledIn, {
      ...{ values, at, author, source: 'phone', state: 'accepted', customer: call.customer.id },
    });
    const taking = { trx, dialect, seal, customers, author, at };
    const { fields } = await takeOver(
      taking,
      { form, submission, cameAt: at, values },
      { visibility, customer: call.customer.id, fields: null },
    );
    await endSubmission(trx, submission, { state: 'accepted', author, at, taken: fields, reason: null });
    await sql`update call_tasks set submission_id = ${bigint(submission)}, ${ended('done', ending, words)}
      where task_id = ${bigint(ending.call)}`.execute(trx);
    const detail = { call: String(ending.call), state: 'done', fields };
    await note(trx, { at, actor: author, action: 'call-ended', subject: call.customer.externalId, detail });
  });
}

/** Notes that somebody could not be reached; it may be tried again. Throws an InputError, or an AppError as `fillInCall`. */
export async function notReached({ writer }: DataFolder, ending: Ending): Promise<void> {
  const { visibility, author, at } = ending;
  const words = noteOf(ending.note);
  await writer.write(async (trx) => {
    const call = await callOf(trx, visibility, ending.call);
    if (call.state === 'done') declineDone();
    await sql`update call_tasks set ${ended('not-reached', ending, words)} where task_id = ${bigint(ending.call)}`.execute(
      trx,
    );
    const detail = { call: String(ending.call), state: 'not-reached' };
    await note(trx, { at, actor: author, action: 'call-ended', subject: call.customer.externalId, detail });
  });
}

function ended(state: 'done' | 'not-reached', { author, at }: Ending, words: string): Expression {
  return sql`state = ${state}, ended_by = ${author}, ended_at = ${momentSql(at)}, end_note = ${words}`;
}

function noteOf(written: string): string {
  const words = written.trim();
  const problems = wordsProblems('note', words, false);
  if (problems.length > 0) throw new InputError(problems);
  return words;
}

function declineDone(): never {
  return decline(
    'changed-meanwhile',
    '这个电话任务已经完成了；请刷新列表',
    'this call is done already; reload the list',
  );
}
