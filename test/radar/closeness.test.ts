import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/db/database.ts';
import { closenessSql } from '../../src/sql/closeness.ts';
import type { Operandum } from '../../src/sql/condition.ts';
import { engines } from '../support/engines.ts';
import { schemeOf } from '../support/scheme-in-test.ts';

/** 750 yuan in 2 orders, of which three quarters were paid back; without a birthday. */
const columns: Readonly<Record<string, Operandum>> = {
  spend: { value: sql`cast(75000 as bigint)` },
  orders: { value: sql`cast(2 as bigint)` },
  refund_rate: { value: sql`cast(3 as bigint)`, den: sql`cast(4 as bigint)` },
  largest_order: { value: sql`cast(null as bigint)` },
};

const cases: [object, number][] = [
  [{ metric: 'spend', atLeast: 1000 }, 0.75],
  [{ metric: 'spend', atLeast: 750 }, 1],
  // It asks for more than 750: nearly there.
  [{ metric: 'spend', over: 750 }, 0.999],
  [{ metric: 'spend', over: 1500, under: 9000 }, 0.5],
  [{ metric: 'refund_rate', atLeast: 0.8 }, 0.9375],
  [{ metric: 'largest_order', atLeast: 10 }, 0],
  [{ metric: 'spend', atMost: 100 }, 0],
  [{ metric: 'orders', is: 3 }, 0],
  [
    {
      all: [
        { metric: 'spend', atLeast: 1000 },
        { metric: 'orders', atLeast: 4 },
      ],
    },
    0.5,
  ],
  [
    {
      any: [
        { metric: 'spend', atLeast: 1000 },
        { metric: 'orders', atLeast: 4 },
      ],
    },
    0.75,
  ],
  [{ all: [{ metric: 'spend', atLeast: 1000 }, { not: { metric: 'orders', over: 1 } }] }, 0],
  [{ all: [{ metric: 'spend', atLeast: 1000 }, { not: { metric: 'orders', over: 2 } }] }, 0.75],
];

describe.each(engines)('how close a rule is to holding (%s)', (_, open) => {
  it.each(cases)('%j: %d', async (when, expected) => {
    const scheme = schemeOf({
      tiers: [
        { id: 'base', name: 'Base' },
        { id: 'gold', name: 'Gold', when },
      ],
    });
    const rule = scheme.tiers[1]?.when ?? expect.fail();
    const db = await open();
    try {
      const closeness = closenessSql(rule, ({ id }) => columns[id] ?? expect.fail());
      const [row] = await run(db, sql`select ${closeness} as closeness`);
      expect(Number(row?.closeness)).toBeCloseTo(expected, 9);
    } finally {
      await db.close();
    }
  });
});
