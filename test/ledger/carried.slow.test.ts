import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Row, run } from '../../src/db/database.ts';
import { addDays, type Day, day } from '../../src/domain/calendar.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { currentGeneration } from '../../src/features/evaluations/generation.ts';
import { gridColumns, keptTables } from '../../src/features/evaluations/kept-tables.ts';
import { freezeTier, overrideTier } from '../../src/features/ledger/set-by-hand.ts';
import { kept, tiersBegan } from '../../src/features/ledger/timeline.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { gradeAll } from '../../src/features/tiers/grade-all.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { buy, expectSoundLedger } from '../support/ledger-shop.ts';
import type { Bought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const FIRST = day('2026-01-24');
const CUSTOMERS = 90;
/** Past a missed day, the end of a month and the end of what is set by hand; the last of fewer is compared, too. */
const DAYS = fewOrMany(12, 15);

/** Windows of every kind that days alone tell of, numbers of days in rules and scores, and places among everybody unless it is to be without. */
const standard = ({ policy, isAsked }: History): object => ({
  ...{ tierbook: 1, id: 'mine', name: 'Mine', policy },
  metrics: {
    fortnight: { of: 'orders', take: 'sum', window: { last: 14, unit: 'day' } },
    monthly: { of: 'orders', take: 'count', window: { last: 1, unit: 'month' } },
    this_month: { of: 'orders', take: 'count', window: { calendar: 'month' } },
    silent: { of: 'orders', take: 'days-since-last' },
    known_for: { of: 'orders', take: 'days-since-first' },
    lively: {
      score: [
        {
          metric: 'silent',
          steps: [
            [0, 30],
            [9, 10],
            [30, 0],
          ],
        },
        {
          metric: 'monthly',
          weight: 5,
          steps: [
            [1, 1],
            [2, 3],
          ],
        },
      ],
    },
    ...(isAsked ? {} : { fresh: { rfm: 'recency', method: 'thresholds' } }),
  },
  tiers: [
    { id: 'base', name: 'Base' },
    {
      id: 'silver',
      name: 'Silver',
      when: {
        any: [
          { metric: 'fortnight', atLeast: 10 },
          { metric: 'known_for', atLeast: 200 },
        ],
      },
    },
    {
      id: 'gold',
      name: 'Gold',
      when: {
        all: [{ metric: 'lively', atLeast: 25 }, ...(isAsked ? [] : [{ metric: 'fresh', atLeast: 3 }])],
      },
    },
    {
      id: 'star',
      name: 'Star',
      when: {
        all: [
          { metric: 'fortnight', atLeast: 20 },
          { metric: 'silent', atMost: 6 },
        ],
      },
    },
  ],
});

interface History {
  readonly policy: object;
  /** Whether somebody asks for the evaluations, which grade everybody then. */
  readonly isAsked: boolean;
}

const histories: History[] = [
  { policy: { downgrade: 'at-once', grace: { days: 4 } }, isAsked: false },
  {
    policy: {
      upgrade: 'period-end',
      downgrade: 'period-end',
      period: { calendar: 'month' },
      steps: 'one',
      warn: { days: 5 },
    },
    isAsked: true,
  },
];

const customer = (index: number): string => `c${String(index).padStart(2, '0')}`;

/** What becomes known on a day of the year: a few orders, some of them late, changed or of days to come. */
function toldOn(at: Day, index: number): Bought[] {
  const order = (id: number, who: number, back: number, amount: number, further: object = {}): Bought => ({
    ...{ id, customer: customer(who % CUSTOMERS), day: addDays(at, -back), amount },
    ...further,
  });
  return [
    order(1000 + index, index * 7, 0, 1100),
    ...(index % 4 === 1 ? [order(2000 + index, index * 11, 3, 900)] : []),
    ...(index % 5 === 2 ? [order(3000 + index, index * 13, -2, 2500)] : []),
    ...(index % 6 === 3 ? [order(997 + index, (index - 3) * 7, 3, 1100, { status: 'cancelled' })] : []),
  ];
}

/** What the evaluation that is shown says of everybody, and what grading everybody by its cut points does, but for tiers shown and since when. */
async function bothWays({ folder }: Shop): Promise<[carried: readonly Row[], anew: readonly Row[]]> {
  const work = await folder.database().separate();
  const { asOf, scheme, cuts, graded } = (await currentGeneration(work.kysely)) ?? expect.fail();
  await gradeAll(work, scheme, asOf, {
    ...{ table: 'anew', keyed: false, withFacts: true, cuts, carried: gridColumns },
    wanted: graded.metrics.map(({ metric }) => metric.id),
    from: keptTables(scheme, { grading: { asOf, at: 0 }, began: tiersBegan(kept, asOf) }),
  });
  const rowsOf = async (table: string): Promise<Row[]> => {
    const rows = await run(work, sql`select * from ${sql.table(table)} order by customer_id`);
    return rows.map((row) => ({ ...row, tier: null, as_of: null, graded_at: null }));
  };
  const both = [await rowsOf(graded.table), await rowsOf('anew')] as const;
  await run(work, sql`drop table anew`);
  await work.close();
  return [...both];
}

async function setByHand({ folder, clock }: Shop): Promise<void> {
  const asked = {
    visibility: { all: true } as const,
    author: 'owner',
    reason: 'known for years',
    at: clock.now,
  };
  const pin = {
    kind: 'pin',
    tier: 'star',
    from: null,
    until: addDays(FIRST, 10),
    needsApproval: false,
  } as const;
  await overrideTier(folder, { ...asked, ...pin, customer: 3n });
  await freezeTier(folder, { ...asked, customer: 5n, until: addDays(FIRST, 11) });
}

/** Evaluations that left most rows of an earlier one as they were. */
async function standing({ folder }: Shop): Promise<string[]> {
  const { rows } = await sql<{
    kind: string;
  }>`select kind from evaluations where graded_in is not null`.execute(folder.database().reader);
  return rows.map(({ kind }) => kind);
}

describe('grades that are left standing', () => {
  it.each(histories)(
    'R015 R016 are day by day those of grading everybody anew (%j)',
    async (history) => {
      const shop = await openShop(`${FIRST}T01:00:00Z`);
      const { folder, clock } = shop;
      await publishScheme(folder, { document: standard(history), author: 'owner', at: clock.now });
      const before = Array.from({ length: 1.2 * CUSTOMERS }, (_, index) => ({
        ...{ id: index + 1, customer: customer(index % CUSTOMERS), amount: 300 + ((index * 37) % 1200) },
        day: addDays(FIRST, -1 - ((index * 17) % 300)),
      }));
      await buy(shop, ...before);
      for (let index = 0; index < DAYS; index += 1) {
        const at = addDays(FIRST, index);
        clock.now = Date.parse(`${at}T01:00:00Z`);
        // Some days are missed.
        if (index % 8 !== 5)
          await evaluateAll(folder, { asOf: null, clock: () => clock.now, keepsCuts: !history.isAsked });
        if (index === 4) await setByHand(shop);
        clock.now += 3_600_000;
        await buy(shop, ...toldOn(at, index));
        if (index % 7 !== 4) continue;
        const [carried, anew] = await bothWays(shop);
        expect(carried, at).toEqual(anew);
      }
      const kinds = await standing(shop);
      expect(kinds.length).toBeGreaterThan(6);
      expect(new Set(kinds)).toEqual(new Set([history.isAsked ? 'full' : 'carried']));
      await expectSoundLedger(shop);
    },
    300_000,
  );
});
