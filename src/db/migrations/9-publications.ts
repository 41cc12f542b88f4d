import { type Kysely, type Migration, sql } from 'kysely';
import { dayOf } from '../../domain/calendar.ts';

/**
 * When which version of a standard holds: a row each time one is published, from a first day on, with a last day for a season.
 * Rows are only added; one that is ended early or called off gets its `last_day`. What was published before held from that day on.
 */
const tables: readonly string[] = [
  `create table publications (publication_id bigint primary key, scheme_id text not null, version integer not null, time_zone text not null,
    starts_on date not null, ends_on date, holders text not null, return_holders text, published_at timestamp not null, author text not null,
    last_day date, ended_by text, ended_at timestamp)`,
  `alter table ledger_batches add column holders text`,
];

export function publications(): Migration {
  return {
    up: async (db) => {
      for (const statement of tables) await sql.raw(statement).execute(db);
      await addPublished(db);
    },
  };
}

async function addPublished(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{
    id: string;
    version: number;
    document: string;
    at: string;
    author: string;
  }>`select
      scheme_id as id, version, cast(document as text) as document, cast(published_at as text) as at, author
    from schemes order by schemes.published_at, schemes.version`.execute(db);
  for (const [index, { id, version, document, at, author }] of rows.entries()) {
    const { timeZone = 'Asia/Shanghai' } = JSON.parse(document) as { timeZone?: string };
    const startsOn = dayOf(Date.parse(`${at.replace(' ', 'T')}Z`), timeZone);
    await sql`insert into publications (publication_id, scheme_id, version, time_zone, starts_on, holders, published_at, author)
      select cast(${BigInt(index + 1)} as bigint), scheme_id, version, ${timeZone}, cast(${startsOn} as date), coalesce(holders, 'anew'),
        published_at, ${author}
      from schemes where scheme_id = ${id} and version = cast(${version} as integer)`.execute(db);
  }
}
