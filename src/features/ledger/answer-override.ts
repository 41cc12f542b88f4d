import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { addDays, type Day } from '../../domain/calendar.ts';
import { InputError, refuse } from '../../domain/problem.ts';
import { wordsProblems } from '../../domain/words-problems.ts';
import { bigint, date } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import { momentSql } from '../register/recording.ts';
import { type ByHand, changeByHand, inForce } from './by-hand.ts';

export interface Answer extends ByHand {
  /** What is said of it. */
  readonly word?: string | undefined;
}

/** Approves what somebody else set by hand; it counts from now on. */
export async function approveOverride(folder: DataFolder, override: bigint, request: Answer): Promise<void> {
  const { author, at } = request;
  const { today } = await inForce(folder, at);
  const word = readWord(request, false);
  await changeByHand(folder, request, async (trx, externalId) => {
    await findWaiting(trx, override, request, today);
    // What was not approved then did not count then.
    await sql`update overrides set approver = ${author}, approved_at = ${momentSql(at)}, approval_word = cast(${word} as text),
        from_day = greatest(from_day, ${date(today)})
      where override_id = ${bigint(override)}`.execute(trx);
    await note(trx, {
      at,
      actor: author,
      action: 'override-approved',
      subject: externalId,
      detail: { word },
    });
  });
}

/** Rejects what somebody else set by hand, and says why; it never counted and stays on record. */
export async function rejectOverride(folder: DataFolder, override: bigint, request: Answer): Promise<void> {
  const { author, at } = request;
  const { today } = await inForce(folder, at);
  const word = readWord(request, true);
  await changeByHand(folder, request, async (trx, externalId) => {
    await findWaiting(trx, override, request, today);
    await end(trx, override, { author, at, today, word });
    await note(trx, {
      at,
      actor: author,
      action: 'override-rejected',
      subject: externalId,
      detail: { word },
    });
  });
}

/** Ends an override: yesterday was its last day. It stays on record. Who sees his own customers alone ends his own alone. */
export async function endOverride(folder: DataFolder, override: bigint, request: Answer): Promise<void> {
  const { author, at } = request;
  const { today } = await inForce(folder, at);
  const word = readWord(request, false);
  await changeByHand(folder, request, async (trx, externalId) => {
    const found = await findOverride(trx, override, request);
    if ('owner' in request.visibility && !isBy(found.author, author)) {
      decline(
        'forbidden',
        '别人所做的人工调整请销售经理结束',
        'what somebody else set is ended by a manager',
      );
    }
    if (found.isEnded) return;
    await end(trx, override, { author, at, today, word });
    await note(trx, { at, actor: author, action: 'override-ended', subject: externalId, detail: { word } });
  });
}

function readWord({ word: given = '' }: Answer, isNeeded: boolean): string | null {
  const word = given.trim();
  const problems = wordsProblems('word', word, isNeeded);
  if (problems.length > 0) throw new InputError(problems);
  return word === '' ? null : word;
}

async function end(
  trx: Kysely<unknown>,
  override: bigint,
  {
    author,
    at,
    today,
    word,
  }: { readonly author: string; readonly at: number; readonly today: Day; readonly word: string | null },
): Promise<void> {
  await sql`update overrides set last_day = ${date(addDays(today, -1))}, ended_by = ${author}, ended_at = ${momentSql(at)},
      end_word = cast(${word} as text)
    where override_id = ${bigint(override)}`.execute(trx);
}

interface Found {
  readonly author: string;
  readonly isApproved: boolean;
  readonly isEnded: boolean;
  readonly until: string | null;
}

/** One that waits for an answer, which somebody else gives than who set it. */
async function findWaiting(
  trx: Kysely<unknown>,
  override: bigint,
  request: ByHand,
  today: Day,
): Promise<void> {
  const found = await findOverride(trx, override, request);
  if (isBy(found.author, request.author)) {
    refuse(
      'own-override',
      '',
      '自己的人工调整要由别人批准或拒绝；不想要了可以撤回',
      'an override is approved or rejected by somebody else; withdraw your own if it is not wanted any more',
    );
  }
  if (found.isEnded || (found.until !== null && found.until < today)) {
    refuse('override-over', '', '这个人工调整已经结束', 'this override has ended');
  }
  if (found.isApproved) {
    refuse('override-approved', '', '这个人工调整已经批准', 'this override is approved already');
  }
}

/** Whether somebody set it, over an API key of theirs or not: `authorName` writes the key behind the name. */
function isBy(author: string, who: string): boolean {
  return author === who || author.startsWith(`${who} (`);
}

async function findOverride(
  trx: Kysely<unknown>,
  override: bigint,
  { customer }: Pick<ByHand, 'customer'>,
): Promise<Found> {
  const { rows } =
    await sql<Found>`select author, approved_at is not null as "isApproved", ended_at is not null as "isEnded",
      cast(until_day as text) as until from overrides
    where override_id = ${bigint(override)} and customer_id = ${bigint(customer)}`.execute(trx);
  return rows[0] ?? decline('not-found', '没有这个人工调整', 'there is no such override');
}
