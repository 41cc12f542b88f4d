import { describe, expect, it } from 'vitest';
import { computed, holding, walk } from './walk.ts';

const yearly = { downgrade: 'period-end', period: { calendar: 'year' } };
const never = () => 0;

describe('downgrades and their decision days (R019)', () => {
  it('at once: every day is a decision day, effective the same day', () => {
    const { changes } = walk({
      held: holding(2, '2025-01-01'),
      from: '2025-02-01',
      to: '2025-02-02',
      facts: (at) => (at < '2025-02-02' ? 2 : 1),
    });
    expect(changes).toEqual(['2025-02-02 downgrade 2→1']);
  });

  it('at a period’s end: decided on the last day, effective the day after', () => {
    const { changes, heldOn } = walk({
      policy: yearly,
      held: holding(2, '2024-03-01'),
      from: '2024-06-01',
      to: '2025-01-02',
      facts: (at) => (at < '2024-07-01' ? 2 : 1),
    });
    expect(changes).toEqual(['2025-01-01 downgrade 2→1']);
    expect(heldOn('2024-12-31')).toMatchObject({
      tier: 2,
      downgrade: { due: '2025-01-01', effective: '2025-01-01', to: 1 },
    });
  });

  it('at a period’s end: who is below the held tier only before the last day keeps it', () => {
    const facts = (at: string) => (at < '2024-12-31' ? 0 : 2);
    const told = walk({
      policy: yearly,
      held: holding(2, '2024-03-01'),
      from: '2024-06-01',
      to: '2025-01-02',
      facts,
    });
    expect(told.changes).toEqual([]);
  });

  it('on the anniversary: decided on its eve, effective on it, every year', () => {
    const { changes } = walk({
      policy: { downgrade: 'anniversary' },
      held: holding(2, '2023-03-15'),
      from: '2023-03-16',
      to: '2025-12-31',
      facts: (at) => (at < '2024-03-15' ? 2 : 1),
    });
    expect(changes).toEqual(['2025-03-15 downgrade 2→1']);
  });

  it('the anniversary of 29 February falls on 28 February in common years and on 29 February in leap years', () => {
    const fall = (from: string, to: string) =>
      walk({
        policy: { downgrade: 'anniversary' },
        held: holding(1, '2024-02-29'),
        from,
        to,
        facts: never,
      }).changes;
    expect(fall('2024-03-01', '2025-03-02')).toEqual(['2025-02-28 downgrade 1→0']);
    expect(fall('2027-03-01', '2028-03-02')).toEqual(['2028-02-29 downgrade 1→0']);
  });

  it('never: no day is a decision day', () => {
    const policy = { downgrade: 'never' };
    const told = walk({
      policy,
      held: holding(3, '2020-02-29'),
      from: '2021-01-01',
      to: '2022-12-31',
      facts: never,
    });
    expect(told.changes).toEqual([]);
    expect(told.fallsOn('2022-12-31')).toBeUndefined();
  });

  it('a tier is kept while its own `keep` holds, though its `when` no longer does', () => {
    const told = walk({
      held: holding(2, '2025-01-01'),
      from: '2025-02-01',
      to: '2025-02-02',
      facts: (at) => (at < '2025-02-02' ? computed(0, 2) : computed(0)),
    });
    expect(told.changes).toEqual(['2025-02-02 downgrade 2→0']);
  });

  it('all steps: to the highest tier below whose `when` or `keep` holds, the base tier at the least', () => {
    const told = walk({
      held: holding(5, '2025-01-01'),
      from: '2025-02-01',
      to: '2025-02-02',
      facts: (at) => (at < '2025-02-02' ? computed(1, 3) : computed(0)),
    });
    expect(told.changes).toEqual(['2025-02-01 downgrade 5→3', '2025-02-02 downgrade 3→0']);
  });

  it('`keep` of a tier above the held one raises nobody', () => {
    const told = walk({
      held: holding(1, '2025-01-01'),
      from: '2025-02-01',
      to: '2025-02-02',
      facts: () => computed(1, 3),
    });
    expect(told.changes).toEqual([]);
  });

  it('the computed tier above the held one is no downgrade, though neither `when` nor `keep` of the held one holds', () => {
    const gap = { computed: 3, holds: [true, false, false, true] };
    const told = walk({
      policy: { ...yearly, upgrade: 'period-end' },
      held: holding(2, '2024-01-01'),
      from: '2024-12-30',
      to: '2025-01-01',
      facts: () => gap,
    });
    expect(told.changes).toEqual(['2025-01-01 upgrade 2→3']);
  });

  it('one step: to the tier just below, at most one per decision day', () => {
    const atOnce = walk({
      policy: { steps: 'one' },
      held: holding(3, '2025-01-01'),
      from: '2025-02-01',
      to: '2025-02-05',
      facts: never,
    });
    expect(atOnce.changes).toEqual([
      '2025-02-01 downgrade 3→2',
      '2025-02-02 downgrade 2→1',
      '2025-02-03 downgrade 1→0',
    ]);
    const yearlySteps = walk({
      policy: { ...yearly, steps: 'one' },
      held: holding(3, '2023-01-01'),
      from: '2023-12-01',
      to: '2025-12-31',
      facts: never,
    });
    expect(yearlySteps.changes).toEqual(['2024-01-01 downgrade 3→2', '2025-01-01 downgrade 2→1']);
  });

  it('one step: the next needs its own decision day, validity and grace', () => {
    const told = walk({
      policy: { steps: 'one', validity: { months: 1 }, grace: { days: 10 } },
      held: holding(2, '2025-01-01'),
      from: '2025-01-05',
      to: '2025-04-30',
      facts: never,
    });
    expect(told.changes).toEqual(['2025-02-11 downgrade 2→1', '2025-03-21 downgrade 1→0']);
  });

  it('an upgrade at once goes before a downgrade that was to take effect that day', () => {
    const told = walk({
      policy: yearly,
      held: holding(2, '2024-03-01'),
      from: '2024-12-30',
      to: '2025-01-03',
      facts: (at) => (at < '2025-01-01' ? 0 : 3),
    });
    expect(told.changes).toEqual(['2025-01-01 upgrade 2→3']);
  });

  it('the day a downgrade takes effect is decided from the tier of the day before: who regains it rises a day later', () => {
    const told = walk({
      policy: yearly,
      held: holding(2, '2024-03-01'),
      from: '2024-12-30',
      to: '2025-01-03',
      facts: (at) => (at < '2025-01-01' ? 0 : 2),
    });
    expect(told.changes).toEqual(['2025-01-01 downgrade 2→0', '2025-01-02 upgrade 0→2']);
  });

  it('a downgrade that takes effect on a period’s last day leaves the upgrade decided on that day', () => {
    const told = walk({
      policy: { upgrade: 'period-end', downgrade: 'anniversary', period: { calendar: 'month' } },
      held: holding(2, '2024-01-31'),
      from: '2025-01-29',
      to: '2025-02-02',
      facts: (at) => (at < '2025-01-31' ? 1 : 3),
    });
    expect(told.changes).toEqual(['2025-01-31 downgrade 2→1', '2025-02-01 upgrade 1→3']);
  });
});
