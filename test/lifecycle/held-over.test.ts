import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { nextState } from '../../src/domain/lifecycle/next-state.ts';
import { computed, holding, policyOf, walk } from './walk.ts';

const grace = { grace: { days: 30 } };
const yearly = { downgrade: 'period-end', period: { calendar: 'year' } };
const slowYear = { ...yearly, upgrade: 'period-end' };
const lost = () => 0;

describe('downgrades held over by validity, grace and freeze (R019)', () => {
  it('none takes effect before the tier’s validity ends', () => {
    const told = walk({
      policy: { validity: { months: 12 } },
      held: holding(1, '2024-05-20'),
      from: '2024-06-01',
      to: '2025-06-01',
      facts: lost,
    });
    expect(told.changes).toEqual(['2025-05-20 downgrade 1→0']);
  });

  it('validity is clamped to the month’s last day', () => {
    const validUntil = (began: string, months: number) =>
      walk({
        policy: { validity: { months } },
        held: holding(1, began),
        from: began,
        to: '2025-12-31',
        facts: lost,
      }).changes;
    expect(validUntil('2024-12-31', 2)).toEqual(['2025-02-28 downgrade 1→0']);
    expect(validUntil('2024-02-29', 12)).toEqual(['2025-02-28 downgrade 1→0']);
  });

  it('grace days follow the effective day', () => {
    const told = walk({
      policy: { ...yearly, ...grace },
      held: holding(1, '2023-05-20'),
      from: '2024-12-31',
      to: '2025-03-01',
      facts: lost,
    });
    expect(told.fallsOn('2024-12-31')).toBe('2025-01-31');
    expect(told.changes).toEqual(['2025-01-31 downgrade 1→0']);
  });

  it('grace days follow the end of validity, where that is later than the effective day', () => {
    const told = walk({
      policy: { ...yearly, ...grace, validity: { months: 12 } },
      held: holding(1, '2024-05-20'),
      from: '2024-12-31',
      to: '2025-07-01',
      facts: lost,
    });
    expect(told.changes).toEqual(['2025-06-19 downgrade 1→0']);
  });

  it('none takes effect before the day after a freeze ends, and grace follows it', () => {
    const frozen = { frozenUntil: day('2025-02-10') };
    const fall = (policy: object) =>
      walk({
        policy,
        held: holding(1, '2024-01-01', frozen),
        from: '2025-01-01',
        to: '2025-04-01',
        facts: lost,
      }).changes;
    expect(fall({})).toEqual(['2025-02-11 downgrade 1→0']);
    expect(fall(grace)).toEqual(['2025-03-13 downgrade 1→0']);
  });

  it('a freeze that is given, made longer or ended while one is held over moves it', () => {
    const fall = (frozenUntil: (at: string) => string | null) =>
      walk({
        policy: { ...yearly, ...grace },
        held: holding(1, '2023-01-01'),
        from: '2024-12-01',
        to: '2025-06-01',
        facts: lost,
        frozenUntil,
      }).changes;
    expect(fall((at) => (at < '2025-01-20' ? null : '2025-02-28'))).toEqual(['2025-03-31 downgrade 1→0']);
    expect(fall((at) => (at < '2025-01-20' ? '2025-02-28' : '2025-03-31'))).toEqual([
      '2025-05-01 downgrade 1→0',
    ]);
    expect(fall((at) => (at < '2025-01-20' ? '2025-02-28' : null))).toEqual(['2025-01-31 downgrade 1→0']);
    expect(fall((at) => (at < '2025-02-10' ? '2025-02-28' : null))).toEqual(['2025-02-11 downgrade 1→0']);
  });

  it('a freeze of the very day on which a downgrade is to take effect still stops it', () => {
    const told = walk({
      policy: yearly,
      held: holding(1, '2023-01-01'),
      from: '2024-12-01',
      to: '2025-03-01',
      facts: lost,
      frozenUntil: (at) => (at < '2025-01-01' ? null : '2025-01-31'),
    });
    expect(told.changes).toEqual(['2025-02-01 downgrade 1→0']);
  });

  it('not held over, it takes effect as decided, whatever the values of its effective day', () => {
    const facts = (at: string) => (at === '2025-01-01' ? 2 : 1);
    const told = walk({
      policy: slowYear,
      held: holding(2, '2023-01-01'),
      from: '2024-12-31',
      to: '2025-01-01',
      facts,
    });
    expect(told.changes).toEqual(['2025-01-01 downgrade 2→1']);
  });

  it('held over, it is decided once more as of the eve of its effective day with that day’s values', () => {
    const told = (tier: number) =>
      walk({
        policy: { ...slowYear, ...grace },
        held: holding(3, '2023-01-01'),
        from: '2024-12-01',
        to: '2025-12-01',
        facts: (at) => (at === '2025-01-30' ? tier : 0),
      });
    expect(told(1).changes).toEqual(['2025-01-31 downgrade 3→1']);
    expect(told(3).changes).toEqual([]);
    expect(told(3).fallsOn('2025-01-30')).toBeUndefined();
  });

  it('held over, values between its decision days change nothing', () => {
    const told = walk({
      policy: { ...slowYear, ...grace },
      held: holding(3, '2023-01-01'),
      from: '2024-12-01',
      to: '2025-03-01',
      facts: (at) => (at > '2024-12-31' && at < '2025-01-30' ? 3 : 0),
    });
    expect(told.changes).toEqual(['2025-01-31 downgrade 3→0']);
  });

  it('held over under at-once, it is decided once more on the effective day itself', () => {
    const policy = policyOf(grace);
    const held = holding(3, '2023-01-01', {
      downgrade: { due: day('2025-01-01'), effective: day('2025-01-31'), to: 0 },
    });
    const on = (at: string, tier: number) => nextState(policy, held, day(at), computed(tier));
    expect(on('2025-01-30', 2).state).toEqual(held);
    expect(on('2025-01-31', 2).change).toMatchObject({ kind: 'downgrade', to: 2, decided: '2025-01-31' });
    expect(on('2025-01-31', 3)).toEqual({ state: { ...held, downgrade: null }, change: null });
  });

  it('under at-once it lapses on any day on which the tier is kept, and begins anew after', () => {
    const told = walk({
      policy: grace,
      held: holding(1, '2023-01-01'),
      from: '2025-01-01',
      to: '2025-03-01',
      facts: (at) => (at === '2025-01-20' ? 1 : 0),
    });
    expect(told.fallsOn('2025-01-20')).toBeUndefined();
    expect(told.changes).toEqual(['2025-02-20 downgrade 1→0']);
  });

  it('it lapses at once if the computed tier rises above the held one, also where the upgrade waits for a period’s end', () => {
    const told = walk({
      policy: { ...slowYear, ...grace },
      held: holding(1, '2023-01-01'),
      from: '2024-12-31',
      to: '2025-12-30',
      facts: (at) => (at === '2025-01-10' ? 2 : 0),
    });
    expect(told.fallsOn('2025-01-09')).toBe('2025-01-31');
    expect(told.fallsOn('2025-01-10')).toBeUndefined();
    expect(told.changes).toEqual([]);
  });

  it('while one is held over no second one starts', () => {
    const told = walk({
      policy: { downgrade: 'period-end', period: { calendar: 'month' }, steps: 'one', grace: { days: 100 } },
      held: holding(3, '2023-01-01'),
      from: '2024-12-31',
      to: '2025-08-31',
      facts: lost,
    });
    expect(told.changes).toEqual(['2025-04-11 downgrade 3→2', '2025-08-09 downgrade 2→1']);
  });

  it('an upgrade ends what was held over', () => {
    const told = walk({
      policy: grace,
      held: holding(1, '2023-01-01'),
      from: '2025-01-01',
      to: '2025-01-31',
      facts: (at) => (at < '2025-01-10' ? 0 : 2),
    });
    expect(told.changes).toEqual(['2025-01-10 upgrade 1→2']);
    expect(told.fallsOn('2025-01-10')).toBeUndefined();
  });
});
