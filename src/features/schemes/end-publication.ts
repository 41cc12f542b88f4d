import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { addDays, type Day, dayOf } from '../../domain/calendar.ts';
import { refuse } from '../../domain/problem.ts';
import { noteLastDay, readPublications } from './publications.ts';
import { isCalledOff, lastDayOf, type Publication } from './standing.ts';

export interface EndRequest {
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The season's last day; null: one that has begun ended yesterday, one that has not never begins. */
  readonly lastDay: Day | null;
}

/** Calls a planned publication off, or ends a season early. Gives it with its last day. Throws an InputError where there is nothing to end. */
export async function endPublication(
  { writer }: DataFolder,
  id: bigint,
  { author, at, lastDay }: EndRequest,
): Promise<Publication> {
  return await writer.write(async (trx) => {
    const found = (await readPublications(trx)).find((one) => one.id === id);
    if (found === undefined) return decline('not-found', '没有这次发布', 'there is no such publication');
    const today = dayOf(at, found.timeZone);
    const last = newLastDay(found, lastDay, today);
    await noteLastDay(trx, id, { lastDay: last, author, at });
    return { ...found, lastDay: last, endedBy: author, endedAt: at };
  });
}

function newLastDay(publication: Publication, asked: Day | null, today: Day): Day {
  const { startsOn, endsOn } = publication;
  const [before, yesterday] = [addDays(startsOn, -1), addDays(today, -1)];
  const earliest = startsOn > today ? before : yesterday;
  if (isCalledOff(publication))
    refuse('publication-over', '', '它已经取消', 'it has been called off already');
  if (endsOn === null) return ofLasting(publication, asked, today, before);
  const until = lastDayOf(publication);
  if (until < today) refuse('publication-over', '', '这个活动期已经结束', 'this season is over');
  const last = asked ?? earliest;
  if (last >= earliest && last < until) return last;
  return refuse(
    'bad-last-day',
    'lastDay',
    `只能提前结束：请选 ${earliest} 至 ${addDays(until, -1)} 之间的一天`,
    `a season can only be ended early: choose a day from ${earliest} to ${addDays(until, -1)}`,
  );
}

/** One without an end can be called off and gives way to the next. */
function ofLasting({ startsOn }: Publication, asked: Day | null, today: Day, before: Day): Day {
  if (startsOn <= today) {
    refuse(
      'in-force-for-good',
      '',
      '现行标准不能直接结束；请发布另一个标准，或恢复以前的版本',
      'a standard in force has no end of its own: publish another one, or go back to an earlier version',
    );
  }
  if (asked !== null) {
    refuse(
      'bad-last-day',
      'lastDay',
      '没有结束日期的标准只能取消；请去掉 lastDay',
      'a standard without a last day can only be called off: leave lastDay out',
    );
  }
  return before;
}
