import { type Kysely, sql } from 'kysely';
import { addDays, type Day } from '../../domain/calendar.ts';
import { bigint, constantText, date } from '../../sql/expression.ts';
import { momentSql } from '../register/recording.ts';

interface TakeOver {
  readonly kept: bigint;
  readonly merged: bigint;
  readonly author: string;
  readonly at: number;
  readonly today: Day;
}

/** What of it went over: the numbers of the overrides that ended and of those that began. */
export interface Taken {
  readonly ended: readonly string[];
  readonly begun: readonly string[];
  /** Which of the ended ones each of those that began goes on: by their places. */
  readonly goesOn: readonly string[];
  /** Where a freeze went over: until when the one who is kept was frozen before, or null where he never was. */
  readonly freeze: { readonly until: string | null } | null;
}

/** Words that stand where an override ended because its customer was merged. */
const WORD = 'customers merged';

/**
 * Overrides of a customer who is merged that are not over go on with the one who is kept, but for those of a kind of which that one has his
 * own; a freeze goes on where it is the longer one.
 */
export async function takeOverByHand(
  trx: Kysely<unknown>,
  { kept, merged, author, at, today }: TakeOver,
): Promise<Taken> {
  const isOpen = sql`ended_at is null and (until_day is null or until_day >= ${date(today)})`;
  const theirs = sql`customer_id = ${bigint(merged)} and ${isOpen}`;
  const goes = sql`${theirs} and kind not in (select kind from overrides where customer_id = ${bigint(kept)} and ${isOpen}
    and approved_at is not null and from_day <= ${date(today)})`;
  const goesOn = await sql<{ id: bigint }>`select override_id as id from overrides where ${goes}`.execute(
    trx,
  );
  const begun = await sql<{
    id: bigint;
  }>`insert into overrides (override_id, customer_id, kind, tier, from_day, until_day, reason, author, given_at,
        approver, approved_at, approval_word)
      select (select max(override_id) from overrides) + row_number() over (partition by customer_id order by override_id), ${bigint(kept)}, kind, tier,
        greatest(from_day, ${date(today)}), until_day, reason, author, given_at, approver, approved_at, approval_word
      from overrides where ${goes}
      returning override_id as id`.execute(trx);
  const ended = await sql<{
    id: bigint;
  }>`update overrides set last_day = ${date(addDays(today, -1))}, ended_by = ${author}, ended_at = ${momentSql(at)},
      end_word = ${constantText(WORD)} where ${theirs} returning override_id as id`.execute(trx);
  const last = (
    customer: bigint,
  ) => sql`(select frozen_until from freezes where customer_id = ${bigint(customer)}
    order by given_on desc, recorded_at desc limit 1)`;
  const before = await sql<{ until: string | null }>`select cast(${last(kept)} as text) as until`.execute(
    trx,
  );
  const frozen = await sql`insert into freezes
      select ${bigint(kept)}, ${date(today)}, frozen_until, reason, author, ${momentSql(at)} from freezes
      where customer_id = ${bigint(merged)} and frozen_until >= ${date(today)} and frozen_until = ${last(merged)}
        and frozen_until > coalesce(${last(kept)}, ${date(addDays(today, -1))}) limit 1
      returning customer_id`.execute(trx);
  const numbers = ({ rows }: { readonly rows: readonly { readonly id: bigint }[] }): string[] =>
    rows
      .map(({ id }) => id)
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map(String);
  return {
    ...{ ended: numbers(ended), begun: numbers(begun), goesOn: numbers(goesOn) },
    freeze: frozen.rows.length === 0 ? null : { until: before.rows[0]?.until ?? null },
  };
}
