import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Database, type Row, run } from '../../src/db/database.ts';
import { addDays, type Day, day } from '../../src/domain/calendar.ts';
import type { Facts, Held, TierChange } from '../../src/domain/lifecycle/held.ts';
import { nextState } from '../../src/domain/lifecycle/next-state.ts';
import { type Prospect, prospect, warn } from '../../src/domain/lifecycle/warning.ts';
import type { LifecyclePolicy } from '../../src/domain/scheme.ts';
import type { Expression, JsonColumn } from '../../src/sql/expression.ts';
import { heldColumns, nextStatesSql } from '../../src/sql/lifecycle.ts';
import { prospectsSql, warningsSql } from '../../src/sql/lifecycle-warnings.ts';
import { engines } from '../support/engines.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import {
  factsOn,
  firstDays,
  frozenOn,
  type History,
  histories,
  indexOf,
  policies,
  type UnderWay,
  underWay,
  withUnderWay,
} from './histories.ts';
import { computed, holding, policyOf } from './walk.ts';

const DAYS = 24;
const CUSTOMERS = 50;
const RUNS = fewOrMany(5, 12);

/** On the anniversary, which is a period's last day: the fall and the upgrade decided on it, which chance seldom meets. */
const fallsOnLastDay: [LifecyclePolicy, Day, [History, UnderWay][]] = [
  policyOf({ upgrade: 'period-end', downgrade: 'anniversary', period: { calendar: 'month' } }),
  day('2024-12-29'),
  [
    [
      {
        held: holding(2, '2022-12-31'),
        stretches: [
          { days: 2, facts: computed(1) },
          { days: 9, facts: computed(3) },
        ],
        freezes: [],
      },
      { due: 0, effective: 0, to: 2, rises: false, warned: 0 },
    ],
  ],
];

describe.each(engines)('the lifecycle on %s (R018, R019)', (_, open) => {
  it('holds, changes and warns of the same, day by day, as the machine, whatever the policy and the histories', async () => {
    const db = await open();
    const many = fc.array(fc.tuple(histories(3), underWay), { minLength: CUSTOMERS, maxLength: CUSTOMERS });
    const seen = { 'first grading': 0, upgrade: 0, downgrade: 0, warning: 0 };
    try {
      await fc.assert(
        fc.asyncProperty(policies(), firstDays, many, async (policy, first, everybody) => {
          await agree(db, policy, first, everybody, seen);
        }),
        // Not shrunk: the message names the policy and the day, and every try is days of statements.
        { numRuns: RUNS, endOnFailure: true, examples: [fallsOnLastDay] },
      );
    } finally {
      await db.close();
    }
    expect(
      Object.values(seen).every((times) => times > fewOrMany(8, 25)),
      JSON.stringify(seen),
    ).toBe(true);
  }, 600_000);
});

const factColumns = { customer_id: 'bigint', tier: 'bigint', holds: 'text' } as const;
const named = (name: string): Expression => sql.table(name);

async function agree(
  db: Database,
  policy: LifecyclePolicy,
  first: Day,
  people: readonly (readonly [History, UnderWay])[],
  seen: { [kind: string]: number },
): Promise<void> {
  const everybody = people.map(([history]) => history);
  let states = people.map(([{ held }, ahead]) => withUnderWay(held, first, ahead));
  const holders = states.flatMap((held, id) => (held ? [heldRow(id, held)] : []));
  await replace(db, 'lc_held', sql`select * from ${given(db, heldColumns, holders)} as given`);
  for (let index = 0; index < DAYS; index += 1) {
    const day = addDays(first, index);
    for (const [id, history] of everybody.entries()) {
      const frozenUntil = frozenOn(history, first, index);
      const held = states[id];
      if (!frozenUntil || !held) continue;
      states = states.with(id, { ...held, frozenUntil });
      await run(
        db,
        sql`update lc_held set frozen_until = cast(${frozenUntil} as date) where customer_id = ${sql.lit(id)}`,
      );
    }
    const facts = given(
      db,
      factColumns,
      everybody.map((history, id) => factRow(id, factsOn(history, index))),
    );
    const steps = everybody.map((history, id) =>
      nextState(policy, states[id] ?? null, day, factsOn(history, index)),
    );
    await replace(db, 'lc_next', nextStatesSql({ policy, day, facts, held: named('lc_held') }));
    const next = steps.map(({ state, change }, id) => ({ ...heldRow(id, state), ...changeRow(change) }));
    expect(await rowsOf(db, 'lc_next'), `${day} ${JSON.stringify(policy)}`).toEqual(next.map(asRow));
    for (const { change } of steps) if (change) seen[change.kind] = (seen[change.kind] ?? 0) + 1;
    await replace(
      db,
      'lc_held',
      sql`select ${sql.join(Object.keys(heldColumns).map((name) => sql.ref(name)))} from lc_next`,
    );
    const ahead = steps.map(({ state }) => prospect(policy, state, day));
    const factsAhead = (id: number, { asOf }: Prospect): Facts =>
      factsOn(everybody[id] ?? expect.fail(), indexOf(first, asOf));
    await agreeOnWarnings(db, policy, day, ahead, factsAhead);
    states = steps.map(({ state }, id) => {
      const found = ahead[id];
      const warned = found && warn(state, day, found, factsAhead(id, found));
      if (warned?.warning) seen.warning = (seen.warning ?? 0) + 1;
      return warned?.state ?? state;
    });
    const held = states.flatMap((state, id) => (state ? [asRow(heldRow(id, state))] : []));
    expect(await rowsOf(db, 'lc_held'), `${day} ${JSON.stringify(policy)}`).toEqual(held);
  }
}

/** The prospects are the same; then the warned are marked, as a daily run does it. */
async function agreeOnWarnings(
  db: Database,
  policy: LifecyclePolicy,
  day: Day,
  ahead: readonly (Prospect | null)[],
  factsAhead: (id: number, prospect: Prospect) => Facts,
): Promise<void> {
  const asked = prospectsSql(policy, day, named('lc_held'));
  const found = ahead.flatMap((prospect, id) => (prospect ? [{ id, prospect }] : []));
  if (asked === null) return expect(found).toEqual([]);
  await replace(db, 'lc_prospects', asked);
  const expected = found.map(({ id, prospect: { asOf, effective } }) =>
    asRow({ customer_id: id, as_of: asOf, effective }),
  );
  expect(await rowsOf(db, 'lc_prospects'), `${day} ${JSON.stringify(policy)}`).toEqual(expected);
  if (found.length === 0) return;
  const facts = given(
    db,
    factColumns,
    found.map(({ id, prospect }) => factRow(id, factsAhead(id, prospect))),
  );
  const warnings = {
    day,
    held: named('lc_held'),
    prospects: named('lc_prospects'),
    facts,
  };
  await replace(db, 'lc_warnings', warningsSql(warnings));
  await run(
    db,
    sql`update lc_held set warned_for = w.warned_for from lc_warnings as w where w.customer_id = lc_held.customer_id`,
  );
}

type Cells = { readonly [column: string]: string | number | null };

function heldRow(id: number, held: Held): Cells {
  const { tier, began, upgrade, downgrade, warnedFor, frozenUntil } = held;
  return {
    customer_id: id,
    tier,
    began,
    upgrade_to: upgrade?.to ?? null,
    upgrade_on: upgrade?.effective ?? null,
    downgrade_to: downgrade?.to ?? null,
    downgrade_due: downgrade?.due ?? null,
    downgrade_on: downgrade?.effective ?? null,
    warned_for: warnedFor,
    frozen_until: frozenUntil,
  };
}

function changeRow(change: TierChange | null): Cells {
  return { kind: change?.kind ?? null, from_tier: change?.from ?? null, decided: change?.decided ?? null };
}

function factRow(id: number, { computed, holds }: Facts): Cells {
  return { customer_id: id, tier: computed, holds: holds.map((holds) => (holds ? '1' : '0')).join('') };
}

function asRow(cells: Cells): Row {
  const entries = Object.entries(cells);
  return Object.fromEntries(
    entries.map(([name, cell]) => [name, typeof cell === 'number' ? BigInt(cell) : cell]),
  );
}

/** Rows as a relation to select from. */
function given(
  db: Database,
  columns: { readonly [name: string]: JsonColumn['type'] },
  rows: readonly Cells[],
): Expression {
  const typed = Object.entries(columns).map(([name, type]) => ({ name, type }));
  return db.dialect.rowsOfJson(JSON.stringify(rows), typed);
}

async function replace(db: Database, table: string, select: Expression): Promise<void> {
  await run(db, sql`create table lc_made as ${select}`);
  await run(db, sql`drop table if exists ${sql.table(table)}`);
  await run(db, sql`alter table lc_made rename to ${sql.table(table)}`);
}

async function rowsOf(db: Database, table: string): Promise<readonly Row[]> {
  return await run(db, sql`select * from ${sql.table(table)} order by customer_id`);
}
