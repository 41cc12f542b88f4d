import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { addDays, type Day } from '../../domain/calendar.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { wordsProblems } from '../../domain/words-problems.ts';
import { bigint, date } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
import { type ByHand, changeByHand, inForce } from './by-hand.ts';

export const overrideKinds = ['pin', 'floor', 'ceiling'] as const;

export interface OverrideRequest extends ByHand {
  readonly kind: (typeof overrideKinds)[number];
  /** Id of a tier of the current scheme. */
  readonly tier: string;
  /** Null: today. */
  readonly from: Day | null;
  /** The last day; null: until it is ended. */
  readonly until: Day | null;
  readonly reason: string;
  /** Whether somebody else has to approve it before it counts. */
  readonly needsApproval: boolean;
}

/** Sets a customer's tier, or its bounds, by hand. Throws an InputError with everything that is wrong. Gives its number. */
export async function overrideTier(folder: DataFolder, request: OverrideRequest): Promise<bigint> {
  const { customer, kind, tier, until, author, at, needsApproval } = request;
  const { scheme, today } = await inForce(folder, at);
  const from = request.from ?? today;
  const reason = request.reason.trim();
  const problems = [
    ...wordsProblems('reason', reason, true),
    ...tierProblems(scheme, tier),
    ...dayProblems('from', from, today),
    ...(until === null ? [] : dayProblems('until', until, from)),
  ];
  if (problems.length > 0) throw new InputError(problems);
  return await changeByHand(folder, request, async (trx, externalId) => {
    const id = await nextNumber(trx, 'overrides', 'override_id');
    const approver = needsApproval ? null : author;
    await sql`insert into overrides (override_id, customer_id, kind, tier, from_day, until_day, reason, author, given_at, approver, approved_at)
      values (${id}, ${bigint(customer)}, ${kind}, ${tier}, ${date(from)}, ${until === null ? sql`null` : date(until)}, ${reason}, ${author},
        ${momentSql(at)}, cast(${approver} as text), ${needsApproval ? sql`null` : momentSql(at)})`.execute(
      trx,
    );
    const detail = { kind, tier, from, until, reason };
    await note(trx, { at, actor: author, action: 'tier-overridden', subject: externalId, detail });
    return id;
  });
}

export interface FreezeRequest extends ByHand {
  /** The last day on which nothing falls; null: the freeze ends today. */
  readonly until: Day | null;
  readonly reason: string;
}

/** Freezes a customer's tier until a day: it may rise and does not fall. Given again it is longer, shorter or over. */
export async function freezeTier(folder: DataFolder, request: FreezeRequest): Promise<void> {
  const { customer, until, author, at } = request;
  const { today } = await inForce(folder, at);
  const reason = request.reason.trim();
  const problems = [
    ...wordsProblems('reason', reason, true),
    ...(until === null ? [] : dayProblems('until', until, today)),
  ];
  if (problems.length > 0) throw new InputError(problems);
  await changeByHand(folder, request, async (trx, externalId) => {
    await sql`insert into freezes values (${bigint(customer)}, ${date(today)}, ${date(until ?? addDays(today, -1))}, ${reason}, ${author},
      ${momentSql(at)})`.execute(trx);
    const detail = { until, reason };
    await note(trx, { at, actor: author, action: 'tier-frozen', subject: externalId, detail });
  });
}

function tierProblems({ tiers }: Scheme, tier: string): Problem[] {
  if (tiers.some(({ id }) => id === tier)) return [];
  const list = tiers.map(({ id }) => id).join(', ');
  return [
    problem(
      'unknown-tier',
      'tier',
      `没有等级“${tier}”。可选：${list}`,
      `there is no tier “${tier}”. There are: ${list}`,
    ),
  ];
}

function dayProblems(path: string, day: Day, earliest: Day): Problem[] {
  if (day >= earliest) return [];
  return [
    problem(
      'day-too-early',
      path,
      `不能早于 ${earliest}`,
      `write ${earliest} or a later day; what is past is corrected by orders, not by hand`,
    ),
  ];
}
