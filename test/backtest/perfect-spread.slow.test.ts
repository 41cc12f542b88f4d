import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { spread } from '../../src/domain/concentration.ts';
import { perfectSpread } from '../../src/features/backtest/perfect-spread.ts';
import { engines } from '../support/engines.ts';

const amounts = fc.array(
  fc.oneof(
    fc.bigInt({ min: -5n, max: 5n }),
    // Sums of cents at their largest: the products go beyond 64 bits.
    fc.bigInt({ min: 0n, max: 10n ** 15n }),
  ),
  { minLength: 1, maxLength: 30 },
);

describe.each(engines)('the spread of the perfect ranking on %s', (_, open) => {
  it('is that of customers one by one in the order of their amounts', async () => {
    const db = await open();
    const property = fc.asyncProperty(amounts, async (drawn) => {
      const rows = drawn.map((amount) => sql`(cast(${amount} as bigint))`);
      const from = sql`(values ${sql.join(rows)}) as spent(amount)`;
      const rising = drawn.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      const single = rising.map((spent) => ({ customers: 1n, spent }));
      expect(await perfectSpread(db, sql`spent.amount`, from)).toBe(spread(single));
    });
    await fc.assert(property, { numRuns: 50 });
    await db.close();
  });
});
