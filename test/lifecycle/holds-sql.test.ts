import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/db/database.ts';
import { holdsSql, keptTierSql } from '../../src/sql/lifecycle-days.ts';
import { engines } from '../support/engines.ts';
import { schemeOf } from '../support/scheme-in-test.ts';

const spent = (atLeast: number) => ({ metric: 'spend', atLeast });
const scheme = schemeOf({
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: spent(100) },
    { id: 'gold', name: 'Gold', when: spent(500), keep: spent(50) },
    { id: 'top', name: 'Top', when: { metric: 'spend', atLeast: 900, atMost: 999 }, keep: spent(300) },
  ],
});

describe.each(engines)('the facts of a day on %s', (_, open) => {
  it.each([
    ['nothing', null, '1000'],
    ['60', 60, '1010'],
    ['100', 100, '1110'],
    ['300', 300, '1111'],
    ['a million', 1_000_000, '1111'],
  ])(
    'of a customer who spent %s say of each tier whether its `when` or `keep` holds',
    async (_, spend, expected) => {
      const db = await open();
      try {
        const minor = sql`cast(${spend === null ? null : String(spend * 100)} as bigint)`;
        const holds = holdsSql(scheme, () => ({ value: sql`spend` }));
        const [row] = await run(
          db,
          sql`select ${holds} as holds from (select ${minor} as spend) as measured`,
        );
        expect(row?.holds).toBe(expected);
      } finally {
        await db.close();
      }
    },
  );

  it.each([
    ['1000', 3, 0],
    ['1010', 3, 2],
    ['1010', 1, 0],
    ['1101', 2, 1],
    ['1111', 0, 0],
  ])('where %s hold, tier %i can keep tier %i', async (holds, held, kept) => {
    const db = await open();
    try {
      const found = keptTierSql(sql`cast(${String(held)} as bigint)`, sql`cast(${holds} as text)`);
      expect(await run(db, sql`select ${found} as kept`)).toEqual([{ kept: BigInt(kept) }]);
    } finally {
      await db.close();
    }
  });
});
