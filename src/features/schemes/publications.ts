import { type Kysely, sql } from 'kysely';
import { type Day, day } from '../../domain/calendar.ts';
import { bigint, date } from '../../sql/expression.ts';
import { isoMoment, nextNumber, timestamp } from '../register/recording.ts';
import type { Holders, Publication } from './standing.ts';

interface Row {
  readonly id: bigint;
  readonly scheme: string;
  readonly version: number;
  readonly time_zone: string;
  readonly starts_on: string;
  readonly ends_on: string | null;
  readonly holders: Holders;
  readonly return_holders: Holders | null;
  readonly published_at: string;
  readonly author: string;
  readonly last_day: string | null;
  readonly ended_by: string | null;
  readonly ended_at: string | null;
}

/** All publications, the first one first. */
export async function readPublications(db: Kysely<unknown>): Promise<Publication[]> {
  const { rows } = await sql<Row>`select publication_id as id, scheme_id as scheme, version, time_zone,
      cast(starts_on as text) as starts_on, cast(ends_on as text) as ends_on, holders, return_holders,
      cast(published_at as text) as published_at, author, cast(last_day as text) as last_day, ended_by,
      cast(ended_at as text) as ended_at
    from publications order by publication_id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    scheme: row.scheme,
    version: row.version,
    timeZone: row.time_zone,
    startsOn: day(row.starts_on),
    endsOn: maybeDay(row.ends_on),
    holders: row.holders,
    returnHolders: row.return_holders,
    publishedAt: Date.parse(isoMoment(row.published_at)),
    author: row.author,
    lastDay: maybeDay(row.last_day),
    endedBy: row.ended_by,
    endedAt: row.ended_at === null ? null : Date.parse(isoMoment(row.ended_at)),
  }));
}

function maybeDay(written: string | null): Day | null {
  return written === null ? null : day(written);
}

/** Adds a publication and gives its number. */
export async function addPublication(
  trx: Kysely<unknown>,
  one: Omit<Publication, 'id' | 'lastDay' | 'endedBy' | 'endedAt'>,
): Promise<bigint> {
  const id = await nextNumber(trx, 'publications', 'publication_id');
  await sql`insert into publications (publication_id, scheme_id, version, time_zone, starts_on, ends_on, holders, return_holders,
      published_at, author)
    values (${bigint(id)}, ${one.scheme}, cast(${sql.lit(one.version)} as integer), ${one.timeZone}, ${date(one.startsOn)},
      ${one.endsOn === null ? sql`null` : date(one.endsOn)}, ${one.holders}, cast(${one.returnHolders} as text),
      cast(${timestamp(one.publishedAt)} as timestamp), ${one.author})`.execute(trx);
  return id;
}

/** Notes the last day of a publication that is ended early or called off. */
export async function noteLastDay(
  trx: Kysely<unknown>,
  id: bigint,
  { lastDay, author, at }: { readonly lastDay: Day; readonly author: string; readonly at: number },
): Promise<void> {
  await sql`update publications set last_day = ${date(lastDay)}, ended_by = ${author},
      ended_at = cast(${timestamp(at)} as timestamp) where publication_id = ${bigint(id)}`.execute(trx);
}

/** How many publications there ever were: while it stays the same, so do the business's money and time zone. */
export async function countPublications(db: Kysely<unknown>): Promise<bigint> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from publications`.execute(db);
  return rows[0]?.n ?? 0n;
}
