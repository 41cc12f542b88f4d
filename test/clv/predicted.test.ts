import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import { agree } from '../support/agree.ts';
import { scheme } from '../support/cast.ts';
import { engines } from '../support/engines.ts';
import { crowd, registers } from '../support/generate.ts';

const asOf = day('2025-07-15');

const document = {
  tierbook: 1,
  id: 'predicted',
  name: 'Predicted',
  metrics: {
    alive: { 'p-alive': {} },
    worth: { clv: { months: 12 } },
    at_rate: { clv: { months: 3, margin: 0.3 } },
    of_paid: { clv: { months: 1, margin: 0 }, count: { amount: 'gross', statuses: ['paid', 'completed'] } },
    points: {
      score: [
        { metric: 'alive', steps: [[0.5, 2]] },
        { metric: 'worth', steps: [[100, 1]] },
      ],
    },
    place: { 'top-share-of': 'worth' },
    place_of_points: { 'top-share-of': 'points' },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'there', name: 'There', when: { metric: 'alive', atLeast: 0.5 } },
    {
      id: 'worthy',
      name: 'Worthy',
      when: {
        all: [
          { metric: 'place', atMost: 30 },
          { metric: 'worth', over: 10 },
        ],
      },
    },
  ],
};

describe.each(engines)('what is predicted on %s', (_, open) => {
  it('R009–R014 is that of the reference, whatever was bought', async () => {
    const db = await open();
    try {
      const cases = fc.tuple(registers(asOf), crowd(asOf));
      await fc.assert(
        fc.asyncProperty(cases, async ([some, many]) => {
          const bought = { ...some, orders: [...some.orders, ...many] };
          await agree(db, scheme(document), bought, asOf);
          const alive = [...evaluate(scheme(document), bought, asOf).values()].map(({ values }) =>
            values.get('alive'),
          );
          expect(alive.filter((value) => value !== null).length).toBeGreaterThanOrEqual(14);
        }),
        { numRuns: 3, endOnFailure: true },
      );
    } finally {
      await db.close();
    }
  }, 300_000);
});
