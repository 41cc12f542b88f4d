import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type CalendarUnit, type Day, day, dayOf } from '../../domain/calendar.ts';
import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { date } from '../../sql/expression.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import { currentScheme } from '../schemes/standard-in-force.ts';
import { checkComparable } from '../simulations/comparable.ts';
import type { BacktestPlan } from './backtest.ts';
import { backtestDays, MOST_DAYS } from './backtest-days.ts';

export interface BacktestRequest {
  readonly draft: Scheme;
  readonly from: Day;
  readonly to: Day;
  readonly every: CalendarUnit;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What a request comes to. Throws an InputError with all that stands against it. */
export async function planBacktest(
  { database }: DataFolder,
  { draft, from, to, every, now }: BacktestRequest,
): Promise<BacktestPlan> {
  const { reader } = database();
  const [current, fields] = [await currentScheme(reader, now), await readCustomFields(reader)];
  const today = dayOf(now, draft.timeZone);
  const { first, last } = await orderDays(reader, today);
  const days = backtestDays(from, to, every);
  const problems: Problem[] = [];
  if (from > to) problems.push(reversed(from, to));
  if (days.length > MOST_DAYS) problems.push(tooMany(every));
  if (first === null || last === null) problems.push(withoutOrders());
  else if (to < first && from <= to) problems.push(beforeOrders(to, first));
  try {
    checkComparable(draft, current?.scheme ?? draft, fields);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
  }
  if (problems.length > 0 || last === null) throw new InputError(problems);
  return { draft, from, to, every, days, lastDay: last };
}

/** The last day with orders, up to today. */
export async function lastOrderDay(db: Kysely<unknown>, today: Day): Promise<Day | null> {
  return (await orderDays(db, today)).last;
}

async function orderDays(
  db: Kysely<unknown>,
  today: Day,
): Promise<{ readonly first: Day | null; readonly last: Day | null }> {
  const { rows } = await sql<{ first: string | null; last: string | null }>`select
    cast(min(day) as text) as first, cast(max(day) as text) as last from orders where day <= ${date(today)}`.execute(
    db,
  );
  const [{ first = null, last = null } = {}] = rows;
  return { first: first === null ? null : day(first), last: last === null ? null : day(last) };
}

function reversed(from: Day, to: Day): Problem {
  return problem(
    'from-after-to',
    'from',
    `开始日期 ${from} 在结束日期 ${to} 之后；请对调`,
    `${from} is after the end, ${to}; swap them`,
  );
}

function tooMany(every: CalendarUnit): Problem {
  const [zh, en] = every === 'year' ? ['', ''] : ['，或按更长的周期看', ', or look at longer periods'];
  return problem(
    'too-many-periods',
    'from',
    `超过 ${MOST_DAYS} 期；请缩短时间范围${zh}`,
    `these are more than ${MOST_DAYS} periods; take fewer${en}`,
  );
}

function withoutOrders(): Problem {
  return problem(
    'no-orders',
    '',
    '还没有订单，没有过去可以回看；请先导入订单',
    'there are no orders yet and no past to look at; import orders first',
  );
}

function beforeOrders(to: Day, first: Day): Problem {
  return problem(
    'no-orders',
    'to',
    `到 ${to} 为止还没有订单；最早的订单在 ${first}，请选更晚的结束日期`,
    `there are no orders up to ${to}; the first is of ${first}, so choose a later end`,
  );
}
