import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Day, dayOf, periodStart } from '../../domain/calendar.ts';
import { refuse } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { bigint, date } from '../../sql/expression.ts';
import { backtest } from '../backtest/backtest.ts';
import { nextQuarter } from '../backtest/backtest-days.ts';
import { backtestJson, type NextResult } from '../backtest/backtest-json.ts';
import { lastOrderDay } from '../backtest/plan-backtest.ts';
import { findScheme } from '../schemes/published-schemes.ts';
import type { Watching } from '../simulations/make-rows.ts';
import { type Challenge, type ChallengeDay, readChallengeDays } from './challenge.ts';

/** What customers went on to spend in the quarter after a day, by the tiers that both standards gave that day. */
export interface ChallengeForetold {
  readonly champion: NextResult;
  readonly challenger: NextResult;
}

interface Standard {
  readonly id: string;
  readonly version: number;
}

/** The days of a challenge of which it can be told who foretold better: the last of each month of which the quarter after is over. */
export async function daysToForetell(
  folder: DataFolder,
  { id, scheme }: Challenge,
  now: number,
): Promise<{ readonly days: readonly ChallengeDay[]; readonly lastDay: Day | null }> {
  const { reader } = folder.database();
  const lastDay = await lastOrderDay(reader, dayOf(now, scheme.timeZone));
  const all = await readChallengeDays(reader, id);
  const over = all.filter(
    ({ day, state }) => state === 'done' && lastDay !== null && nextQuarter(day).to <= lastDay,
  );
  const ofMonths = new Map(over.map((one) => [periodStart(one.day, 'month'), one]));
  return { days: [...ofMonths.values()].filter(({ foretold }) => foretold === null), lastDay };
}

/** Holds both standards' tiers against what was spent in the quarter after, and keeps that beside the days. Throws an InputError where no quarter has passed. */
export async function foretellDays(
  folder: DataFolder,
  challenge: Challenge,
  now: number,
  watching: Watching,
): Promise<void> {
  const { days, lastDay } = await daysToForetell(folder, challenge, now);
  if (lastDay === null || days.length === 0) return refuseTooEarly();
  const foretoldBy = async (draft: Scheme, of: readonly ChallengeDay[]): Promise<(NextResult | null)[]> => {
    const [first, last] = [of[0], of.at(-1)];
    if (first === undefined || last === undefined) return [];
    const plan = { draft, from: first.day, to: last.day, every: 'month' as const, lastDay };
    const tested = await backtest(folder, { ...plan, days: of.map(({ day }) => day) }, watching);
    return backtestJson(tested).periods.map(({ next }) => next);
  };
  const challenger = await foretoldBy(challenge.scheme, days);
  const champion = new Map<Day, NextResult | null>();
  for (const [{ id, version }, of] of byStandard(days)) {
    const found = await findScheme(folder.database().reader, id, version);
    if (found === null) continue;
    const next = await foretoldBy(found.scheme, of);
    for (const [index, { day }] of of.entries()) champion.set(day, next[index] ?? null);
  }
  for (const [index, { day }] of days.entries()) {
    const [ofChampion, ofChallenger] = [champion.get(day) ?? null, challenger[index] ?? null];
    if (ofChampion === null || ofChallenger === null) continue;
    await keep(folder, challenge.id, day, { champion: ofChampion, challenger: ofChallenger });
  }
}

/** Days by the version that was in force. */
function byStandard(days: readonly ChallengeDay[]): [Standard, ChallengeDay[]][] {
  const groups = new Map<string, [Standard, ChallengeDay[]]>();
  for (const one of days) {
    const { current } = one.counts as { readonly current: Standard };
    const key = `${current.id}@${current.version}`;
    const group = groups.get(key) ?? [current, []];
    group[1].push(one);
    groups.set(key, group);
  }
  return [...groups.values()];
}

async function keep(
  { writer }: DataFolder,
  id: bigint,
  day: Day,
  foretold: ChallengeForetold,
): Promise<void> {
  await writer.write(async (trx) => {
    await sql`update challenge_days set foretold = cast(${JSON.stringify(foretold)} as json)
      where challenge_id = ${bigint(id)} and challenge_days.day = ${date(day)}`.execute(trx);
  });
}

function refuseTooEarly(): never {
  return refuse(
    'quarter-not-over',
    '',
    '还没有哪个评级日之后满三个月（按已有的订单算），或都已经比较过；过一段时间再来看',
    'no evaluated day is three months past yet, by the orders there are, or all have been looked at; come back later',
  );
}
