import { type Kysely, sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import { bigint, constantText, date, type Expression } from '../../sql/expression.ts';
import { momentSql } from '../register/recording.ts';
import type { Taken } from './take-over-by-hand.ts';
import { listed } from './timeline.ts';

interface GiveBack extends Taken {
  readonly kept: bigint;
  /** The floor that the merge gave, by its number. */
  readonly floor: string | null;
  /** The day of the merge, and when it was: ISO 8601, UTC. */
  readonly day: Day;
  readonly mergedAt: string;
  readonly author: string;
  readonly at: number;
}

/** Words that stand where what a merge gave by hand ended because it was taken apart. */
const WORD = 'merge undone';

/**
 * What is set by hand as if two had never been merged: overrides that ended with the one go on, with what was said of them since where they
 * had gone over; what went over, and the floor that the merge gave, never counted. What somebody set by hand since stays.
 */
export async function giveBackByHand(trx: Kysely<unknown>, back: GiveBack): Promise<void> {
  const { ended, begun, goesOn, floor, author, at } = back;
  for (const [index, own] of goesOn.entries()) {
    const [theirs] = begun.slice(index);
    if (theirs !== undefined) await goOn(trx, own, theirs);
  }
  const alone = ended.filter((id) => !goesOn.includes(id));
  if (alone.length > 0) {
    await sql`update overrides set last_day = null, ended_by = null, ended_at = null, end_word = null
      where override_id in ${numbers(alone)}`.execute(trx);
  }
  const given = floor === null ? begun : [...begun, floor];
  if (given.length > 0) {
    await sql`update overrides set last_day = from_day - 1, ended_by = coalesce(ended_by, ${author}), ended_at = coalesce(ended_at, ${momentSql(at)}),
        end_word = coalesce(end_word, ${constantText(WORD)}) where override_id in ${numbers(given)}`.execute(
      trx,
    );
  }
  if (back.freeze !== null) await endFreeze(trx, back, back.freeze.until);
}

/** What was said of one that had gone over is said of the one that it went on. */
async function goOn(trx: Kysely<unknown>, own: string, theirs: string): Promise<void> {
  await sql`update overrides set from_day = case when overrides.approved_at is null and t.approved_at is not null then t.from_day else overrides.from_day end,
      approver = t.approver, approved_at = t.approved_at, approval_word = t.approval_word,
      last_day = t.last_day, ended_by = t.ended_by, ended_at = t.ended_at, end_word = t.end_word
    from (select * from overrides where override_id = ${bigint(BigInt(theirs))}) as t
    where overrides.override_id = ${bigint(BigInt(own))}`.execute(trx);
}

/** Of several freezes of a day the last counts: as before the merge, unless somebody gave another that day since. */
async function endFreeze(
  trx: Kysely<unknown>,
  { kept, day, mergedAt, author, at }: GiveBack,
  until: string | null,
): Promise<void> {
  await sql`insert into freezes select ${bigint(kept)}, ${date(day)}, cast(${until} as date), ${constantText(WORD)}, ${author}, ${momentSql(at)}
    where not exists (select 1 from freezes where customer_id = ${bigint(kept)} and given_on = ${date(day)}
      and recorded_at > ${momentSql(Date.parse(mergedAt))})`.execute(trx);
}

function numbers(ids: readonly string[]): Expression {
  return listed(ids.map(BigInt));
}
