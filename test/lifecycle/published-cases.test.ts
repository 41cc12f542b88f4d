import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { nextState } from '../../src/domain/lifecycle/next-state.ts';
import { shownTier } from '../../src/domain/lifecycle/shown-tier.ts';
import { referencePath } from '../support/reference-data.ts';
import { computed, holding, policyOf } from './walk.ts';

/**
 * Open Loyalty's own cases. Its `NONE` downgrades nobody, `AUTO` at once; `X_DAYS` downgrades when a recalculation is due, which is
 * our period's last day, and at no other event. A manual level is our floor. Transactions are always recalculated, whatever the mode.
 */
interface Case {
  readonly current?: string;
  readonly manual?: string | null;
  readonly manually_assigned?: string;
  readonly transaction_total?: number;
  readonly mode?: string;
  readonly base?: string;
  readonly event?: string;
  readonly expect: string;
  readonly upgrade?: boolean;
}

interface Level {
  readonly id: string;
  readonly from: number;
}

interface Mapped {
  readonly policy: object;
  /** What the case counts: its points, of which every mode names its own, or the sum of transactions. */
  readonly value: number;
  /** The period's last day, or another. */
  readonly on: '2025-01-31' | '2025-01-15';
}

const atOnce = { upgrade: 'at-once', downgrade: 'at-once', steps: 'all' };
const keeping = { ...atOnce, downgrade: 'never' };
const recalculated = { ...atOnce, downgrade: 'period-end', period: { calendar: 'month' } };
const [due, between] = ['2025-01-31', '2025-01-15'] as const;

/** Each case of the file by what it says, in our words. Every one applies. */
const table: Readonly<Record<string, readonly Mapped[]>> = {
  'L1 with L1 by hand at 40': [{ policy: atOnce, value: 40, on: between }],
  'L2 with L1 by hand at 0': [{ policy: atOnce, value: 0, on: between }],
  'L1 with L1 by hand at 21': [{ policy: atOnce, value: 21, on: between }],
  'L2 with L0 by hand at 21': [{ policy: atOnce, value: 21, on: between }],
  'NONE: points changed to 11': [{ policy: keeping, value: 11, on: between }],
  'NONE: recalculate requested, active 11': [{ policy: keeping, value: 11, on: due }],
  'X_DAYS of active_points: recalculate requested, active 11': [{ policy: recalculated, value: 11, on: due }],
  // The points that count are those earned: a metric with a window, and one since `tier-start`.
  'X_DAYS of earned_points in window: recalculate requested, active 1000, earned since 11': [
    { policy: recalculated, value: 11, on: due },
  ],
  'X_DAYS of earned_points since last level change: recalculate requested, active 1000, earned since 11': [
    { policy: recalculated, value: 11, on: due },
  ],
  'X_DAYS with B by hand: points changed to 11 (not a recalculation)': [
    { policy: recalculated, value: 11, on: between },
  ],
  'AUTO with B by hand: points changed to 11': [{ policy: atOnce, value: 11, on: between }],
  'AUTO: points changed to 11': [{ policy: atOnce, value: 11, on: between }],
  // The source's evaluator is told to answer A: 11 points do.
  'NONE|AUTO|X_DAYS: points changed to 20, target=A': [keeping, atOnce, recalculated].map((policy) => ({
    policy,
    value: 11,
    on: between,
  })),
};

const path = referencePath('conformance', 'tier', 'openloyalty_level_cases.json');
const file = path === undefined ? {} : JSON.parse(readFileSync(path, 'utf8'));
const read = (key: string): readonly unknown[] =>
  Object.entries(file).find(([name]) => name.startsWith(key))?.[1] as readonly unknown[];

describe.skipIf(path === undefined)('Open Loyalty’s published cases (R018, R019)', () => {
  const manual = (path ? read('manual_floor_cases') : []) as readonly Case[];
  const points = (path ? read('downgrade_cases') : []) as readonly Case[];
  const cases: [string, Case, readonly Level[]][] = [
    ...manual.map((one): [string, Case, readonly Level[]] => [nameOf(one), one, read('levels') as Level[]]),
    ...points.map((one): [string, Case, readonly Level[]] => [
      nameOf(one),
      one,
      read('two_levels') as Level[],
    ]),
  ];

  it('are each in the table, and the table has no others', () => {
    expect(cases.map(([name]) => name)).toEqual(Object.keys(table));
  });

  it.each(Object.entries(table))('%s', (name, mapped) => {
    const [, published, levels] = cases.find(([found]) => found === name) ?? expect.fail('not in the file');
    for (const ours of mapped) expect(outcome(published, ours, levels)).toEqual(expected(published, levels));
  });
});

function nameOf(one: Case): string {
  if (one.transaction_total !== undefined)
    return `${one.current} with ${one.manually_assigned} by hand at ${one.transaction_total}`;
  const base = one.base === undefined ? '' : ` of ${one.base}`;
  const manual = one.manual ? ` with ${one.manual} by hand` : '';
  return `${one.mode}${base}${manual}: ${one.event}`;
}

interface Outcome {
  readonly shown: string | undefined;
  readonly upgrade: boolean | null;
}

/** The tier shown two days on, as a downgrade at a period's end takes effect the day after, and which way it went. */
function outcome(published: Case, { policy, value, on }: Mapped, levels: readonly Level[]): Outcome {
  const rules = policyOf(policy);
  const position = (id: string): number => levels.findIndex((level) => level.id === id);
  const byHand = published.manual ?? published.manually_assigned;
  const from = day('2024-01-01');
  const floor = byHand ? [{ kind: 'floor' as const, tier: position(byHand), from, until: null }] : [];
  const facts = computed(levels.findLastIndex((level) => value >= level.from));
  const held = holding(position(published.current ?? 'B'), '2024-01-01');
  const today = nextState(rules, held, day(on), facts);
  const tomorrow = day(on === due ? '2025-02-01' : '2025-01-16');
  const next = nextState(rules, today.state, tomorrow, facts);
  const before = shownTier(held.tier, floor, day(on));
  const after = shownTier(next.state.tier, floor, tomorrow);
  return { shown: levels[after]?.id, upgrade: after === before ? null : after > before };
}

/** Read from the case's words: `down to A`, `stays B`, `L2`, `no change`. */
function expected(published: Case, levels: readonly Level[]): Outcome {
  const current = published.current ?? 'B';
  const named = levels.find(({ id }) => new RegExp(`^(stays |down to )?${id}\\b`).test(published.expect));
  if (named === undefined) expect(published.expect).toMatch(/^no (change|command)/);
  const shown = named?.id ?? current;
  return { shown, upgrade: shown === current ? null : (published.upgrade ?? false) };
}
