import fc from 'fast-check';
import { addDays, type Day, day } from '../../src/domain/calendar.ts';
import type { Facts, Held } from '../../src/domain/lifecycle/held.ts';
import { nextState, type Step } from '../../src/domain/lifecycle/next-state.ts';
import { prospect, warn } from '../../src/domain/lifecycle/warning.ts';
import type { LifecyclePolicy } from '../../src/domain/scheme.ts';
import { holding } from './walk.ts';

/** Random policies, and what befalls a customer day by day. */

const TIERS = 5;

const downgrades = ['at-once', 'period-end', 'anniversary', 'never'] as const;
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 2 });

export function policies(fixed: Partial<LifecyclePolicy> = {}): fc.Arbitrary<LifecyclePolicy> {
  const policy = fc.record({
    upgrade: fc.constantFrom('at-once' as const, 'period-end' as const),
    downgrade: fc.constantFrom(...downgrades),
    period: fc.constantFrom('month' as const, 'quarter' as const, 'year' as const),
    steps: fc.constantFrom('one' as const, 'all' as const),
    validityMonths: some(fc.integer({ min: 0, max: 4 })),
    graceDays: some(fc.constantFrom(0, 1, 2, 5, 20, 31)),
    warnDays: some(fc.constantFrom(0, 1, 3, 20, 40)),
  });
  return policy.map((found) => ({ ...found, ...fixed }));
}

export interface History {
  /** Held at the end of the day before the first. */
  readonly held: Held | null;
  /** Computed tiers and what holds, each for a number of days. */
  readonly stretches: readonly { readonly days: number; readonly facts: Facts }[];
  /** Freezes by the index of the day on which they are given. */
  readonly freezes: readonly { readonly given: number; readonly days: number }[];
}

/** Days around the ends of months and of February; the last ones are close to an anniversary of some beginnings. */
export const firstDays: fc.Arbitrary<Day> = fc
  .constantFrom('2023-11-18', '2024-02-20', '2024-05-30', '2024-12-29', '2025-02-16')
  .map(day);
const beginnings = ['2020-02-29', '2023-03-01', '2023-10-31', '2022-11-30', '2022-06-30', '2022-12-31'];

const facts: fc.Arbitrary<Facts> = fc
  .tuple(fc.nat(TIERS - 1), fc.array(fc.boolean(), { minLength: TIERS, maxLength: TIERS }))
  .map(([computed, holds]) => ({
    computed,
    holds: holds.map((holds, tier) => holds || tier === 0 || tier === computed),
  }));

export function histories(least: number): fc.Arbitrary<History> {
  return fc.record({
    held: fc.option(
      fc
        .tuple(fc.nat(TIERS - 1), fc.constantFrom(...beginnings))
        .map(([tier, began]) => holding(tier, began)),
      { freq: 4 },
    ),
    stretches: fc.array(fc.record({ days: fc.constantFrom(1, 3, 10, 20), facts }), {
      minLength: least,
      maxLength: least + 6,
    }),
    freezes: fc.array(fc.record({ given: fc.nat(40), days: fc.integer({ min: -5, max: 50 }) }), {
      maxLength: 1,
    }),
  });
}

/** The facts of a day by its index; those of the last stretch go on. */
export function factsOn({ stretches }: History, index: number): Facts {
  let end = 0;
  const found = stretches.find(({ days }) => {
    end += days;
    return index < end;
  });
  return (found ?? stretches[stretches.length - 1])?.facts ?? { computed: 0, holds: [] };
}

/** The end of a freeze given on a day, else undefined. One that ends before the day takes an earlier one back. */
export function frozenOn({ freezes }: History, first: Day, index: number): Day | undefined {
  const freeze = freezes.find(({ given }) => given === index);
  return freeze && addDays(first, index + freeze.days);
}

/** What may be under way on the day before the first, in days from it; not what every policy could have led to. */
export interface UnderWay {
  readonly due: number;
  readonly effective: number;
  readonly to: number;
  readonly rises: boolean;
  readonly warned: number;
}

export const underWay: fc.Arbitrary<UnderWay> = fc.record({
  due: fc.integer({ min: -20, max: 1 }),
  effective: fc.integer({ min: 0, max: 4 }),
  to: fc.nat(TIERS),
  rises: fc.boolean(),
  warned: fc.integer({ min: -2, max: 8 }),
});

/** The held state with a downgrade scheduled, or an upgrade for the first day. */
export function withUnderWay(
  held: Held | null,
  first: Day,
  { due, effective, to, rises, warned }: UnderWay,
): Held | null {
  if (held === null || to === held.tier) return held;
  const warnedFor = addDays(first, warned);
  if (to < held.tier) {
    const on = addDays(first, Math.max(due, effective));
    return { ...held, warnedFor, downgrade: { due: addDays(first, due), effective: on, to } };
  }
  return rises && to < TIERS ? { ...held, upgrade: { to, effective: first } } : { ...held, warnedFor };
}

export interface Told extends Step {
  readonly day: Day;
  readonly before: Held | null;
  readonly facts: Facts;
  /** The effective day of which the customer is warned. */
  readonly warning: Day | null;
}

/** The days of a history by the pure machine; `state` is the one after the warning. */
export function tell(policy: LifecyclePolicy, first: Day, history: History, days: number): Told[] {
  const told: Told[] = [];
  let held = history.held;
  for (let index = 0; index < days; index += 1) {
    const [at, facts] = [addDays(first, index), factsOn(history, index)];
    const frozenUntil = frozenOn(history, first, index);
    const before = held && frozenUntil ? { ...held, frozenUntil } : held;
    const { state, change } = nextState(policy, before, at, facts);
    const ahead = prospect(policy, state, at);
    const warned = ahead && warn(state, at, ahead, factsOn(history, indexOf(first, ahead.asOf)));
    held = warned?.state ?? state;
    told.push({ day: at, before, facts, state: held, change, warning: warned?.warning ?? null });
  }
  return told;
}

export function indexOf(first: Day, at: Day): number {
  return (Date.parse(at) - Date.parse(first)) / 86_400_000;
}
