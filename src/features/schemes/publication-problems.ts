import { type Kysely, sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import { type Problem, problem, refuse } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import {
  type Holders,
  inForceFrom,
  isCalledOff,
  lastDayOf,
  type Publication,
  standingOn,
} from './standing.ts';

/** When a standard shall hold, and what becomes of holders. */
export interface Term {
  readonly startsOn: Day;
  /** Null: until another is published. */
  readonly endsOn: Day | null;
  readonly returnHolders: Holders | undefined;
}

/** All that stands against a publication beside what has been published so far; `today` is the business's. */
export function publicationProblems(
  before: readonly Publication[],
  { startsOn, endsOn, returnHolders }: Term,
  today: Day,
): Problem[] {
  const problems: Problem[] = [];
  if (startsOn < today) problems.push(tooEarly(startsOn, today));
  if (endsOn !== null && endsOn < startsOn) problems.push(endsBefore(endsOn, startsOn));
  if (endsOn === null && returnHolders !== undefined) problems.push(withoutEnd());
  if (standingOn(before, startsOn) === null) {
    if (startsOn > today) problems.push(firstLater(today));
    if (endsOn !== null) problems.push(firstSeason());
  }
  const instead = before.find(
    (one) => endsOn === null && replaces(one, startsOn, inForceFrom(before, { startsOn, endsOn })),
  );
  if (instead !== undefined) problems.push(neverHolds(instead));
  const other = before.find((one) => inTheWay(one, { startsOn, endsOn }, today));
  if (other !== undefined) problems.push(endsOn === null ? sameDay(other) : overlap(other));
  return problems;
}

/** Whether another standard takes its place before a season, within which it begins, is over. */
function replaces(other: Publication, startsOn: Day, holdsFrom: Day): boolean {
  return (
    other.endsOn === null && !isCalledOff(other) && other.startsOn > startsOn && other.startsOn <= holdsFrom
  );
}

/** Seasons do not overlap; of two standards without an end that are planned for one day nobody could tell which is meant. */
function inTheWay(
  other: Publication,
  { startsOn, endsOn }: Pick<Term, 'startsOn' | 'endsOn'>,
  today: Day,
): boolean {
  const last = lastDayOf(other);
  if (last < other.startsOn || (endsOn === null) !== (other.endsOn === null)) return false;
  if (endsOn === null) return startsOn > today && other.startsOn === startsOn;
  return startsOn <= last && other.startsOn <= endsOn;
}

function named({ scheme, version }: Publication): string {
  return `${scheme}@${version}`;
}

function tooEarly(startsOn: Day, today: Day): Problem {
  return problem(
    'starts-too-early',
    'startsOn',
    `开始日期 ${startsOn} 已经过去；最早从今天（${today}）起执行，过去的日子不会改按新标准评级`,
    `${startsOn} has gone by: a standard holds from today (${today}) on or later; days gone by are not graded by another one`,
  );
}

function endsBefore(endsOn: Day, startsOn: Day): Problem {
  return problem(
    'ends-too-early',
    'endsOn',
    `结束日期 ${endsOn} 早于开始日期 ${startsOn}；请改晚一些`,
    `${endsOn} is before the first day, ${startsOn}: write a later last day`,
  );
}

function withoutEnd(): Problem {
  return problem(
    'return-without-end',
    'returnHolders',
    '没有结束日期的标准不会恢复原标准；请加上 endsOn，或去掉 returnHolders',
    'nothing returns after a standard without a last day: add endsOn, or leave returnHolders out',
  );
}

function firstLater(today: Day): Problem {
  return problem(
    'first-starts-today',
    'startsOn',
    `这是第一个等级标准，在它之前没有标准可用；请从今天（${today}）起执行`,
    `this is the first standard, and until it holds nobody can be graded: let it hold from today (${today}) on`,
  );
}

function firstSeason(): Problem {
  return problem(
    'season-without-standard',
    'endsOn',
    '活动期结束后没有可恢复的标准；请先发布一个没有结束日期的等级标准',
    'after its last day there would be no standard to return to: publish one without a last day first',
  );
}

function sameDay(other: Publication): Problem {
  return problem(
    'day-taken',
    'startsOn',
    `${other.startsOn} 已经计划启用 ${named(other)}；请先取消该计划，或换一天`,
    `${named(other)} is planned for ${other.startsOn} already: call it off first, or choose another day`,
  );
}

function neverHolds(other: Publication): Problem {
  return problem(
    'never-holds',
    'startsOn',
    `活动期结束之前，${other.startsOn} 已经计划启用 ${named(other)}，这个标准永远不会执行；请先取消该计划，或改在它之后开始`,
    `it would never hold: before the season is over ${named(other)} takes its place on ${other.startsOn}. Call that off first, or begin later`,
  );
}

function overlap(other: Publication): Problem {
  const [from, to] = [other.startsOn, lastDayOf(other)];
  return problem(
    'season-overlaps',
    'startsOn',
    `与 ${named(other)} 的活动期（${from} 至 ${to}）重叠；请先结束或取消它，或换其他日期`,
    `this overlaps with the season of ${named(other)} (${from} to ${to}): end it or call it off first, or choose other days`,
  );
}

/**
 * What is kept was read as amounts and days of one currency and time zone, and is nothing in another; nor is what comes until a
 * planned standard holds.
 */
export async function refuseOtherMoney(
  trx: Kysely<unknown>,
  next: Scheme,
  current: Scheme | null,
  isPlanned: boolean,
): Promise<void> {
  if (current === null) return;
  const { currency, timeZone } = current;
  if (next.currency === currency && next.timeZone === timeZone) return;
  const { rows } = await sql`select 1 from orders limit 1`.execute(trx);
  if (rows.length === 0 && !isPlanned) return;
  const [zh, en] =
    rows.length === 0
      ? [`已有的标准使用 ${currency}、${timeZone}`, `the standards so far are in ${currency} and ${timeZone}`]
      : [
          `数据文件夹里的订单按 ${currency}、${timeZone} 保存`,
          `the orders in the data folder are kept in ${currency} and ${timeZone}`,
        ];
  refuse(
    'other-currency',
    next.id,
    `${zh}；请用同样的 currency 和 timeZone，或换一个数据文件夹`,
    `${en}: use the same currency and timeZone, or another data folder`,
  );
}
