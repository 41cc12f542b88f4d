import { describe, expect, it } from 'vitest';
import { countedBy, monthOf, readChangesView } from './changes-view.ts';

describe('the page of tier changes', () => {
  it('a month goes from its first to its last day', () => {
    expect(monthOf('2026-01-31')).toEqual({ from: '2026-01-01', to: '2026-01-31' });
    expect(monthOf('2026-01-31', 1)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(monthOf('2026-01-01', -1)).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  it('days without changes are shown as well', () => {
    const days = [{ day: '2026-03-01', up: 2, down: 1 }];
    expect(countedBy({ from: '2026-02-27', to: '2026-03-01' }, days)).toEqual({
      unit: 'day',
      counted: [
        { at: '2026-02-27', up: 0, down: 0 },
        { at: '2026-02-28', up: 0, down: 0 },
        { at: '2026-03-01', up: 2, down: 1 },
      ],
    });
  });

  it('a long time is counted by month', () => {
    const days = [
      { day: '2025-12-31', up: 1, down: 0 },
      { day: '2026-02-01', up: 2, down: 1 },
      { day: '2026-02-28', up: 3, down: 1 },
    ];
    expect(countedBy({ from: '2025-12-31', to: '2026-03-05' }, days)).toEqual({
      unit: 'month',
      counted: [
        { at: '2025-12', up: 1, down: 0 },
        { at: '2026-01', up: 0, down: 0 },
        { at: '2026-02', up: 5, down: 2 },
        { at: '2026-03', up: 0, down: 0 },
      ],
    });
  });

  it('what an address says is taken only where it can be meant', () => {
    expect(readChangesView({ from: '2026-01-01', to: 5, direction: 'sideways' })).toEqual({
      from: '2026-01-01',
    });
    expect(readChangesView({ to: '2026-01-31', direction: 'down' })).toEqual({
      to: '2026-01-31',
      direction: 'down',
    });
  });
});
