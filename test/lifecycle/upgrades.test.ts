import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { nextState } from '../../src/domain/lifecycle/next-state.ts';
import { defaultPolicy } from '../../src/domain/scheme.ts';
import { computed, holding, policyOf, walk } from './walk.ts';

const yearly = { calendar: 'year' };
const slow = { upgrade: 'period-end', downgrade: 'period-end', period: yearly };

describe('the first grading and upgrades (R018)', () => {
  it('without a policy: upgrade at once, downgrade at once, all steps, no validity, no grace, no warning', () => {
    expect(policyOf({})).toEqual(defaultPolicy);
    const { changes, warnings } = walk({
      held: holding(1, '2025-01-01'),
      from: '2025-02-01',
      to: '2025-02-03',
      facts: (at) => (at === '2025-02-01' ? 3 : 0),
    });
    expect(changes).toEqual(['2025-02-01 upgrade 1→3', '2025-02-02 downgrade 3→0']);
    expect(warnings).toEqual([]);
  });

  it('a day is decided from the tier held at the end of the day before: a later run replaces the outcome and never stacks on it', () => {
    const oneStep = policyOf({ downgrade: 'at-once', steps: 'one' });
    const before = holding(3, '2025-01-01');
    const first = nextState(oneStep, before, day('2025-02-01'), computed(0));
    const again = nextState(oneStep, before, day('2025-02-01'), computed(0));
    const corrected = nextState(oneStep, before, day('2025-02-01'), computed(3));
    expect(again).toEqual(first);
    expect(first.change).toMatchObject({ from: 3, to: 2 });
    expect(corrected).toEqual({ state: before, change: null });
  });

  it.each([{}, slow, { downgrade: 'never' }])(
    'whoever has no held tier gets the computed one on the first day he is graded, whatever the policy (%j), and it begins then',
    (policy) => {
      const { changes, heldOn } = walk({
        policy,
        held: null,
        from: '2025-02-01',
        to: '2025-02-01',
        facts: () => 2,
      });
      expect(changes).toEqual(['2025-02-01 first grading →2']);
      expect(heldOn('2025-02-01')).toMatchObject({ tier: 2, began: '2025-02-01' });
    },
  );

  it('upgrade at once: to the computed tier, on that day, which begins it', () => {
    const { change, state } = nextState(
      defaultPolicy,
      holding(1, '2024-01-01'),
      day('2025-03-05'),
      computed(3),
    );
    const on = day('2025-03-05');
    expect(change).toEqual({ kind: 'upgrade', from: 1, to: 3, effective: on, decided: on });
    expect(state).toEqual(holding(3, '2025-03-05'));
  });

  it('upgrade at a period’s end: on the first day of the next, to the tier computed as of the last', () => {
    const { changes, heldOn } = walk({
      policy: slow,
      held: holding(0, '2024-01-01'),
      from: '2024-11-01',
      to: '2025-01-02',
      facts: (at) => (at < '2024-12-31' ? 3 : at === '2024-12-31' ? 2 : 0),
    });
    expect(changes).toEqual(['2025-01-01 upgrade 0→2']);
    expect(heldOn('2024-12-31')).toMatchObject({ tier: 0, upgrade: { to: 2, effective: '2025-01-01' } });
    expect(heldOn('2025-01-01')?.began).toBe('2025-01-01');
  });

  it('no upgrade at a period’s end if the computed tier is above the held one only before its last day', () => {
    const facts = (at: string) => (at < '2024-12-31' ? 3 : 1);
    const held = holding(1, '2024-01-01');
    expect(walk({ policy: slow, held, from: '2024-11-01', to: '2025-01-02', facts }).changes).toEqual([]);
  });

  it.each([
    ['month', ['2024-02-01', '2024-03-01', '2024-04-01']],
    ['quarter', ['2024-04-01']],
    ['year', []],
  ])('a period is a calendar %s', (calendar, days) => {
    const { changes } = walk({
      policy: { upgrade: 'period-end', downgrade: 'never', period: { calendar } },
      held: holding(0, '2023-01-01'),
      from: '2024-01-10',
      to: '2024-04-10',
      facts: (at) => (at < '2024-02-10' ? 1 : at < '2024-03-10' ? 2 : 3),
    });
    expect(changes.map((change) => change.slice(0, 10))).toEqual(days);
  });

  it('steps do not limit upgrades', () => {
    const { changes } = walk({
      policy: { steps: 'one' },
      held: holding(0, '2024-01-01'),
      from: '2025-01-01',
      to: '2025-01-01',
      facts: () => 4,
    });
    expect(changes).toEqual(['2025-01-01 upgrade 0→4']);
  });

  it('upgrades go on while frozen', () => {
    const { changes, heldOn } = walk({
      held: holding(0, '2024-01-01', { frozenUntil: day('2025-06-30') }),
      from: '2025-01-01',
      to: '2025-01-01',
      facts: () => 1,
    });
    expect(changes).toEqual(['2025-01-01 upgrade 0→1']);
    expect(heldOn('2025-01-01')?.frozenUntil).toBe('2025-06-30');
  });

  it('what is known late has every day from the one it bears decided again, and only the differences differ', () => {
    const policy = { downgrade: 'period-end', period: { calendar: 'month' }, steps: 'one' };
    const told = (late: boolean) =>
      walk({
        policy,
        held: holding(2, '2025-01-01'),
        from: '2025-01-02',
        to: '2025-04-30',
        facts: (at) => (late && at >= '2025-02-10' && at < '2025-03-20' ? 2 : 0),
      });
    expect(told(false).changes).toEqual(['2025-02-01 downgrade 2→1', '2025-03-01 downgrade 1→0']);
    expect(told(true).changes).toEqual([
      '2025-02-01 downgrade 2→1',
      '2025-02-10 upgrade 1→2',
      '2025-04-01 downgrade 2→1',
    ]);
    expect(told(true).heldOn('2025-02-09')).toEqual(told(false).heldOn('2025-02-09'));
  });
});
