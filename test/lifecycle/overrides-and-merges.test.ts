import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { nextStateOfMerged } from '../../src/domain/lifecycle/merge.ts';
import { nextState } from '../../src/domain/lifecycle/next-state.ts';
import { type Override, shownTier } from '../../src/domain/lifecycle/shown-tier.ts';
import { computed, holding, policyOf } from './walk.ts';

const on = day('2025-02-01');
const set = (kind: Override['kind'], tier: number, until: string | null = null): Override => ({
  kind,
  tier,
  from: day('2025-01-01'),
  until: until === null ? null : day(until),
});

describe('overrides sit on top', () => {
  it('the shown tier is the pin, whatever is held', () => {
    expect(shownTier(3, [set('pin', 1), set('floor', 2)], on)).toBe(1);
  });

  it('else the held tier raised to the floor, then lowered to the ceiling', () => {
    expect(shownTier(1, [set('floor', 3)], on)).toBe(3);
    expect(shownTier(4, [set('floor', 3)], on)).toBe(4);
    expect(shownTier(4, [set('ceiling', 2)], on)).toBe(2);
    expect(shownTier(1, [set('floor', 3), set('ceiling', 2)], on)).toBe(2);
    expect(shownTier(1, [], on)).toBe(1);
  });

  it('the lifecycle goes on underneath, and its held tier takes over at the end', () => {
    const pin = [set('pin', 5, '2025-02-01')];
    const { state } = nextState(policyOf({}), holding(3, '2024-01-01'), on, computed(1));
    expect(shownTier(state.tier, pin, on)).toBe(5);
    expect(shownTier(state.tier, pin, day('2025-02-02'))).toBe(1);
    expect(shownTier(state.tier, pin, day('2024-12-31'))).toBe(1);
  });
});

describe('merging two customers', () => {
  const low = holding(1, '2024-09-01');
  const high = holding(3, '2024-03-01');

  it('grades the joined history', () => {
    const { change, state } = nextStateOfMerged(policyOf({}), low, high, on, computed(4));
    expect(change).toMatchObject({ kind: 'upgrade', from: 3, to: 4 });
    expect(state.began).toBe(on);
  });

  it('never goes below the higher of the two before the next decision day', () => {
    const policy = policyOf({});
    const merged = nextStateOfMerged(policy, low, high, on, computed(0));
    expect(merged).toEqual({ state: high, change: null });
    expect(nextState(policy, merged.state, day('2025-02-02'), computed(0)).state.tier).toBe(0);
  });

  it('drops a downgrade decided for one of the two alone: the next decision day decides for both', () => {
    const policy = policyOf({
      downgrade: 'period-end',
      period: { calendar: 'month' },
      grace: { days: 5 },
    });
    const falling = { ...high, downgrade: { due: on, effective: on, to: 0 } };
    const merged = nextStateOfMerged(policy, falling, low, on, computed(0));
    expect(merged).toEqual({ state: high, change: null });
    const decided = nextState(policy, merged.state, day('2025-02-28'), computed(0));
    expect(decided.state.downgrade).toEqual({ due: '2025-03-01', effective: '2025-03-06', to: 0 });
  });

  it('of equal tiers the later beginning counts, and of freezes the later end', () => {
    const other = holding(3, '2024-06-01', { frozenUntil: day('2025-05-01') });
    const frozen = { ...high, frozenUntil: day('2025-04-01') };
    const both = holding(3, '2024-06-01', { frozenUntil: day('2025-05-01') });
    for (const [one, two] of [
      [frozen, other],
      [other, frozen],
    ] as const) {
      expect(nextStateOfMerged(policyOf({}), one, two, on, computed(3)).state).toEqual(both);
    }
  });

  it('an upgrade scheduled for the day takes effect', () => {
    const policy = policyOf({ upgrade: 'period-end', downgrade: 'never', period: { calendar: 'month' } });
    const rising = { ...low, upgrade: { to: 5, effective: on } };
    expect(nextStateOfMerged(policy, high, rising, on, computed(5)).change).toMatchObject({ from: 3, to: 5 });
  });
});
