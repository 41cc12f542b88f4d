import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { publications } from '../../src/db/migrations/9-publications.ts';
import { day } from '../../src/domain/calendar.ts';
import { readPublications } from '../../src/features/schemes/publications.ts';
import { currentScheme, schemeOn } from '../../src/features/schemes/standard-in-force.ts';
import { engines } from '../support/engines.ts';
import { twoTiers } from '../support/two-tiers.ts';

/** The tables of before as far as the migration looks at them, in a place of their own. */
const before = (json: string): readonly string[] => [
  'create schema of_before',
  `create table of_before.schemes (scheme_id text not null, version integer not null, document ${json} not null, digest text not null,
    published_at timestamp not null, author text not null, holders text, primary key (scheme_id, version))`,
  'create table of_before.ledger_batches (batch_id bigint primary key, chained text not null)',
  'set search_path = of_before',
];

/** Within one connection, as the place is one connection's. */
async function inTablesOfBefore(
  { kysely, dialect, close }: Database,
  work: (db: Kysely<unknown>) => Promise<void>,
): Promise<void> {
  try {
    await kysely.connection().execute(async (db) => {
      for (const statement of before(dialect.jsonType)) await sql.raw(statement).execute(db);
      await work(db);
    });
  } finally {
    await sql`drop schema of_before cascade`.execute(kysely);
    await close();
  }
}

describe.each(engines)('what was published before there were publications: %s', (_, open) => {
  it('R020 held from the day on which it was published, in the time zone of the business, until the next', async () => {
    const zoned = { ...twoTiers, timeZone: 'America/New_York' };
    await inTablesOfBefore(await open(), async (db) => {
      for (const [version, document, at, holders] of [
        [1, twoTiers, '2026-01-14 15:00', null],
        // In Shanghai the next day has begun.
        [2, { ...twoTiers, name: 'Second' }, '2026-01-14 17:00', 'for-good'],
        [3, zoned, '2026-01-20 03:00', 'anew'],
      ] as const) {
        await sql`insert into schemes values ('mine', cast(${version} as integer), ${JSON.stringify(document)}, ${`d${version}`},
          cast(${at} as timestamp), 'ada', ${holders})`.execute(db);
      }
      await publications().up(db);
      const all = await readPublications(db);
      expect(
        all.map(({ version, startsOn, endsOn, holders, author }) => [
          version,
          startsOn,
          endsOn,
          holders,
          author,
        ]),
      ).toEqual([
        [1, '2026-01-14', null, 'anew', 'ada'],
        [2, '2026-01-15', null, 'for-good', 'ada'],
        [3, '2026-01-19', null, 'anew', 'ada'],
      ]);
      const versions = [];
      for (const at of ['2026-01-13', '2026-01-14', '2026-01-18', '2026-01-19'])
        versions.push((await schemeOn(db, day(at)))?.version ?? null);
      expect(versions).toEqual([null, 1, 2, 3]);
      expect((await currentScheme(db, Date.parse('2026-06-01T00:00:00Z')))?.version).toBe(3);
      // A clock that was put back since.
      expect((await currentScheme(db, Date.parse('2025-06-01T00:00:00Z')))?.version).toBe(3);
    });
  });
});
