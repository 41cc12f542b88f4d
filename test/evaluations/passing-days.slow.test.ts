import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Database, type Row, run } from '../../src/db/database.ts';
import { addDays, type Day, day, daysBetween } from '../../src/domain/calendar.ts';
import type { Register } from '../../src/domain/evaluate/evaluate.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { type CutPoints, gradeAll } from '../../src/features/tiers/grade-all.ts';
import type { Expression } from '../../src/sql/expression.ts';
import { passingDays } from '../../src/sql/passing-days.ts';
import { storedColumns } from '../../src/sql/stored.ts';
import { wholeTables } from '../../src/sql/tables.ts';
import { event, looseRefund, order, register, scheme, schemeWithMetric } from '../support/cast.ts';
import { engines } from '../support/engines.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { asOfDays, registers, schemes } from '../support/generate.ts';
import { loadedTables, loadRegister } from '../support/load-register.ts';

const runs = fewOrMany(12, 40);

/** A row as of a later day, if nothing but the days passed. */
interface Found {
  readonly due: 'entered' | 'moved' | null;
  /** The columns that stand though something moved. */
  readonly standing: readonly string[];
  readonly carried: Row;
  readonly anew: Row;
}

async function gradeOn(db: Database, by: Scheme, asOf: Day, cuts?: CutPoints) {
  const table = `graded_${asOf.replaceAll('-', '')}`;
  return await gradeAll(db, by, asOf, {
    ...{ table, keyed: false, keepDistributions: true, withFacts: true, cuts },
    wanted: [...by.metrics.keys()],
    from: loadedTables,
  });
}

/** What cases before made, and left where they failed. */
async function dropGraded(db: Database): Promise<void> {
  const rows = await run(
    db,
    sql`select table_name from information_schema.tables where table_schema = current_schema() and left(table_name, 7) = 'graded_'`,
  );
  for (const row of rows) await run(db, sql`drop table ${sql.table(String(row.table_name))}`);
}

/** Everybody on a later day; null where it cannot be told by days. */
async function foundAfter(db: Database, scheme: Scheme, from: Day, to: Day): Promise<Found[] | null> {
  await dropGraded(db);
  const { cuts, ...before } = await gradeOn(db, scheme, from);
  const passing = passingDays({
    ...{ scheme, metrics: before.metrics, table: before.table, from, to, cuts: cuts.scorings },
    referrals: wholeTables.referrals,
  });
  if (passing === null) return null;
  const after = await gradeOn(db, scheme, to, cuts);
  const found = async (who: Expression): Promise<ReadonlySet<unknown>> =>
    new Set((await run(db, who)).map((row) => row.customer_id));
  const [entered, moved] = [await found(passing.entered), await found(passing.moved)];
  const standing = before.metrics
    .filter(({ metric }) => passing.standing.has(metric.id))
    .flatMap(storedColumns)
    .map(({ name }) => name);
  const rowsOf = async (table: string): Promise<readonly Row[]> =>
    await run(db, sql`select * from ${sql.table(table)} order by customer_id`);
  const days = BigInt(daysBetween(from, to));
  const aged = before.metrics.flatMap(({ metric, value }) =>
    passing.aging.has(metric.id) ? [value.name] : [],
  );
  const anew = await rowsOf(after.table);
  return (await rowsOf(before.table)).map((row, index) => {
    const grown = aged.map((name) => [name, typeof row[name] === 'bigint' ? row[name] + days : null]);
    return {
      due: entered.has(row.customer_id) ? 'entered' : moved.has(row.customer_id) ? 'moved' : null,
      standing,
      carried: { ...row, ...Object.fromEntries(grown) },
      anew: anew[index] ?? expect.fail(),
    };
  });
}

describe.each(engines)('the passing of days on %s', (_, open) => {
  it('R015 leaves the grades of whoever is not due as they were, but for numbers of days', async () => {
    const db = await open();
    const seen = { quiet: 0, entered: 0, moved: 0, stood: 0, untold: 0 };
    const tried = async (bought: Register, document: object, from: Day, days: number): Promise<void> => {
      await loadRegister(db, bought, scheme(document));
      const found = await foundAfter(db, scheme(document), from, addDays(from, days));
      if (found === null) seen.untold += 1;
      for (const { due, standing, carried, anew } of found ?? []) {
        seen[due ?? 'quiet'] += 1;
        if (due === null) expect(carried).toEqual(anew);
        if (due === 'moved') seen.stood += standing.length;
        expectStanding({ due, standing, carried, anew });
      }
    };
    const cases = asOfDays.chain((asOf) =>
      fc.tuple(
        fc.constant(asOf),
        registers(asOf),
        // Predictions change every day.
        schemes(asOf, false),
        fc.integer({ min: -40, max: 2 }),
        fc.integer({ min: 1, max: 7 }),
      ),
    );
    try {
      await fc.assert(
        fc.asyncProperty(
          cases,
          async ([asOf, register, document, back, days]) =>
            await tried(register, document, addDays(asOf, back), days),
        ),
        { numRuns: runs },
      );
      // So that agreement says something.
      expect(Math.min(seen.quiet, seen.entered, seen.moved, seen.stood)).toBeGreaterThan(runs / 20);
    } finally {
      await db.close();
    }
  }, 300_000);

  it('R015 is due of those alone of whom it changes something', async () => {
    const db = await open();
    const week = { of: 'orders', take: 'sum', window: { last: 7, unit: 'day' } };
    const spend = { of: 'orders', take: 'sum' };
    const silent = { of: 'orders', take: 'days-since-last' };
    const unsettled = { of: 'complaints', take: 'count', where: { field: 'resolved_at', isEmpty: true } };
    const told: [string, object, Partial<Register>, 'entered' | 'moved'][] = [
      [
        'an order leaves a window',
        schemeWithMetric(week),
        { orders: [order('ada', '2025-06-03', 5)] },
        'moved',
      ],
      [
        'an order of a day to come',
        schemeWithMetric(spend),
        { orders: [order('ada', '2025-06-10', 5)] },
        'entered',
      ],
      [
        'money is given back',
        schemeWithMetric(spend),
        { orders: [order('ada', '2025-05-01', 5, { refunded: 200n, refundDay: '2025-06-10' })] },
        'entered',
      ],
      [
        'money is given back for no order',
        schemeWithMetric(spend),
        { refunds: [looseRefund('ada', '2025-06-10', 2)] },
        'entered',
      ],
      [
        'a complaint is dealt with',
        schemeWithMetric(unsettled),
        { events: [event('complaints', 'ada', '2025-05-01', { resolved: '2025-06-10' })] },
        'entered',
      ],
      [
        'somebody has bought nothing for as long as a rule says',
        scheme30(silent),
        { orders: [order('ada', '2025-05-11', 5)] },
        'moved',
      ],
    ];
    try {
      for (const [what, document, changed, due] of told) {
        const quiet = [order('ada', '2025-05-02', 5), order('bob', '2025-05-02', 5)];
        await loadRegister(
          db,
          register({ ...changed, orders: [...quiet, ...(changed.orders ?? [])] }),
          scheme(document),
        );
        const found = await foundAfter(db, scheme(document), day('2025-06-09'), day('2025-06-10'));
        expect(
          found?.map((each) => each.due),
          what,
        ).toEqual([due, null]);
        expect(found?.[0]?.anew, what).not.toEqual(found?.[0]?.carried);
        for (const each of found ?? []) expectStanding(each);
      }
    } finally {
      await db.close();
    }
  });
});

function expectStanding({ due, standing, carried, anew }: Found): void {
  if (due === 'entered') return;
  for (const name of standing) expect([name, carried[name]]).toEqual([name, anew[name]]);
}

function scheme30(metric: object): object {
  return {
    ...schemeWithMetric(metric),
    tiers: [
      { id: 'base', name: 'Base' },
      { id: 'asleep', name: 'Asleep', when: { metric: 'm', is: 30 } },
    ],
  };
}
