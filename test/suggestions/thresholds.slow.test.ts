import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { MOST_BINS, naturalGaps } from '../../src/features/suggestions/break-values.ts';
import { reached } from '../../src/features/suggestions/metric-values.ts';
import { affordable, topShares } from '../../src/features/suggestions/thresholds.ts';
import type { Expression } from '../../src/sql/expression.ts';
import { engines } from '../support/engines.ts';

interface Valued {
  readonly value: bigint | null;
  readonly cost: bigint;
}

const customers = fc.array(
  fc.record({
    value: fc.option(fc.bigInt({ min: -3n, max: 40n }), { nil: null }),
    cost: fc.bigInt({ min: 0n, max: 9n }),
  }),
  { minLength: 1, maxLength: 30 },
);

function rowsOf(all: readonly Valued[]): Expression {
  const rows = all.map(({ value, cost }) => sql`(cast(${value} as bigint), cast(${cost} as decimal(38, 0)))`);
  return sql`(select * from (values ${sql.join(rows)}) as v(value, cost)) as valued`;
}

const operators = ['atLeast', 'over'] as const;

function reaching(all: readonly Valued[], operator: 'atLeast' | 'over', threshold: bigint): Valued[] {
  return all.filter(
    ({ value }) => value !== null && (operator === 'atLeast' ? value >= threshold : value > threshold),
  );
}

/** The lowest value of a customer that fits; for `over` also one below all. */
function lowest(
  all: readonly Valued[],
  operator: 'atLeast' | 'over',
  fits: (among: Valued[]) => boolean,
): Valued[] | null {
  const values = all.flatMap(({ value }) => value ?? []).sort((a, b) => (a < b ? -1 : 1));
  const [least = 0n] = values;
  const thresholds = operator === 'over' ? [least - 1n, ...values] : values;
  const found = thresholds.find((threshold) => fits(reaching(all, operator, threshold)));
  const chosen = found === undefined ? [] : reaching(all, operator, found);
  return chosen.length === 0 ? null : chosen;
}

function sum(all: readonly Valued[]): bigint {
  return all.reduce((total, { cost }) => total + cost, 0n);
}

describe.each(engines)('thresholds on %s', (_, open) => {
  it('for shares and budgets are those that trying all of them finds', async () => {
    const db: Database = await open();
    const property = fc.asyncProperty(
      customers,
      fc.constantFrom(...operators),
      fc.constantFrom(5, 33.3, 50, 95),
      fc.bigInt({ min: 0n, max: 60n }),
      async (all, operator, share, budget) => {
        const from = rowsOf(all);
        const [top = null] = await topShares(db, from, operator, { shares: [share], customers: all.length });
        const few = lowest(all, operator, (among) => among.length * 100 <= share * all.length);
        const cost = { fixed: 0n, perOrder: 0n, ofSpend: 0n, den: 1n, uncounted: [] };
        const cheap = await affordable(db, from, operator, { cost, budget, higher: [] });
        const isAbove = all.every(({ value }) => value === null || value > 0n);
        const payable = lowest(all, operator, (among) => sum(among) <= 12n * budget);
        // Thresholds below 0 are not suggested.
        if (operator === 'atLeast' || isAbove) {
          expect(top === null ? null : reaching(all, operator, top)).toEqual(few);
          expect(cheap === null ? null : reaching(all, operator, cheap)).toEqual(payable);
        }
        const [counted] = await reached(db, from, operator, [top ?? 7n]);
        const there = reaching(all, operator, top ?? 7n);
        expect(counted).toEqual({ customers: there.length, cost: sum(there) });
      },
    );
    await fc.assert(property, { numRuns: 60 });
    await db.close();
  });

  it('of natural breaks lie in the gaps also among more values than there are bins', async () => {
    const db = await open();
    const many = 2 * MOST_BINS;
    // Two clouds of different values, and nothing from 10,000 to a million.
    const from = sql`(select case when n <= ${sql.lit(many)} then cast(n as bigint) else cast(1000000 + n as bigint) end as value
      from generate_series(1, ${sql.lit(many + 50)}) as numbers(n)) as valued`;
    const { gaps, fit } = await naturalGaps(db, from, 2);
    expect(gaps).toEqual([{ below: BigInt(many), above: BigInt(1_000_000 + many + 1) }]);
    expect(fit).toBeGreaterThan(0.999);
    await db.close();
  });
});
