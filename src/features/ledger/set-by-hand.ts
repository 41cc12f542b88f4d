import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { addDays, type Day, dayOf } from '../../domain/calendar.ts';
import { InputError, type Problem, problem, refuse } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { bigint, date } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { note } from '../audit/audit.ts';
import { findVisible } from '../customers/find-visible.ts';
import { nextNumber, timestamp } from '../register/recording.ts';
import { currentScheme } from '../schemes/standard-in-force.ts';
import { decideByHand } from './decide-touched.ts';

export const overrideKinds = ['pin', 'floor', 'ceiling'] as const;

interface ByHand {
  readonly visibility: Visibility;
  readonly customer: bigint;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

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

const LONGEST_REASON = 500;

/** Sets a customer's tier, or its bounds, by hand. Throws an InputError with everything that is wrong. Gives its number. */
export async function overrideTier(folder: DataFolder, request: OverrideRequest): Promise<bigint> {
  const { customer, kind, tier, until, author, at, needsApproval } = request;
  const { scheme, today } = await inForce(folder, at);
  const from = request.from ?? today;
  const reason = request.reason.trim();
  const problems = [
    ...reasonProblems(reason),
    ...tierProblems(scheme, tier),
    ...dayProblems('from', from, today),
    ...(until === null ? [] : dayProblems('until', until, from)),
  ];
  if (problems.length > 0) throw new InputError(problems);
  return await change(folder, request, async (trx, externalId) => {
    const id = await nextNumber(trx, 'overrides', 'override_id');
    const approver = needsApproval ? null : author;
    await sql`insert into overrides (override_id, customer_id, kind, tier, from_day, until_day, reason, author, given_at, approver, approved_at)
      values (${id}, ${bigint(customer)}, ${kind}, ${tier}, ${date(from)}, ${until === null ? sql`null` : date(until)}, ${reason}, ${author},
        ${moment(at)}, cast(${approver} as text), ${needsApproval ? sql`null` : moment(at)})`.execute(trx);
    const detail = { kind, tier, from, until, reason };
    await note(trx, { at, actor: author, action: 'tier-overridden', subject: externalId, detail });
    return id;
  });
}

/** Approves what somebody else set by hand; it counts from now on. */
export async function approveOverride(folder: DataFolder, override: bigint, request: ByHand): Promise<void> {
  const { author, at } = request;
  const { today } = await inForce(folder, at);
  await change(folder, request, async (trx, externalId) => {
    const found = await findOverride(trx, override, request);
    if (found.author === author) {
      refuse('own-override', '', '自己的人工调整要由别人批准', 'an override is approved by somebody else');
    }
    if (found.isOver) refuse('override-over', '', '这个人工调整已经结束', 'this override has ended');
    // What was not approved then did not count then.
    await sql`update overrides set approver = ${author}, approved_at = ${moment(at)}, from_day = greatest(from_day, ${date(today)})
      where override_id = ${bigint(override)} and approved_at is null`.execute(trx);
    await note(trx, { at, actor: author, action: 'override-approved', subject: externalId });
  });
}

/** Ends an override: yesterday was its last day. It stays on record. Who sees his own customers alone ends his own alone. */
export async function endOverride(folder: DataFolder, override: bigint, request: ByHand): Promise<void> {
  const { author, at } = request;
  const { today } = await inForce(folder, at);
  await change(folder, request, async (trx, externalId) => {
    const found = await findOverride(trx, override, request);
    if ('owner' in request.visibility && found.author !== author) {
      decline('forbidden', '别人所做的人工调整请经理结束', 'what somebody else set is ended by a manager');
    }
    await sql`update overrides set last_day = ${date(addDays(today, -1))}, ended_by = ${author}, ended_at = ${moment(at)}
      where override_id = ${bigint(override)} and ended_at is null`.execute(trx);
    await note(trx, { at, actor: author, action: 'override-ended', subject: externalId });
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
  const problems = [...reasonProblems(reason), ...(until === null ? [] : dayProblems('until', until, today))];
  if (problems.length > 0) throw new InputError(problems);
  await change(folder, request, async (trx, externalId) => {
    await sql`insert into freezes values (${bigint(customer)}, ${date(today)}, ${date(until ?? addDays(today, -1))}, ${reason}, ${author},
      ${moment(at)})`.execute(trx);
    const detail = { until, reason };
    await note(trx, { at, actor: author, action: 'tier-frozen', subject: externalId, detail });
  });
}

/** One transaction for what is set, the tiers that follow from it and the note of who did it. */
async function change<T>(
  folder: DataFolder,
  { visibility, customer, at }: ByHand,
  set: (trx: Kysely<unknown>, externalId: string) => Promise<T>,
): Promise<T> {
  const { dialect } = folder.database();
  return await folder.writer.write(async (trx) => {
    const { externalId } = await findVisible({ db: trx }, visibility, customer);
    const result = await set(trx, externalId);
    await decideByHand({ kysely: trx, dialect }, customer, at);
    return result;
  });
}

async function inForce(folder: DataFolder, at: number): Promise<{ scheme: Scheme; today: Day }> {
  const current = await currentScheme(folder.database().reader, at);
  if (current === null) {
    return refuse('no-scheme', '', '还没有发布等级标准', 'no standard is published yet');
  }
  return { scheme: current.scheme, today: dayOf(at, current.scheme.timeZone) };
}

async function findOverride(
  trx: Kysely<unknown>,
  override: bigint,
  { customer }: ByHand,
): Promise<{ author: string; isOver: boolean }> {
  const { rows } = await sql<{
    author: string;
    isOver: boolean;
  }>`select author, ended_at is not null as "isOver" from overrides
    where override_id = ${bigint(override)} and customer_id = ${bigint(customer)}`.execute(trx);
  return rows[0] ?? decline('not-found', '没有这个人工调整', 'there is no such override');
}

function moment(at: number) {
  return sql`cast(${sql.lit(timestamp(at))} as timestamp)`;
}

function reasonProblems(reason: string): Problem[] {
  if (reason === '') {
    return [problem('reason-missing', 'reason', '请写明原因', 'write the reason')];
  }
  if ([...reason].length <= LONGEST_REASON) return [];
  const most = LONGEST_REASON;
  return [problem('reason-too-long', 'reason', `原因最多 ${most} 个字`, `write at most ${most} characters`)];
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
