import { describe, expect, it } from 'vitest';
import { addDays, type Day, day } from '../calendar.ts';
import type { LifecyclePolicy } from '../scheme.ts';
import { begun, type Held } from './held.ts';
import { keepBy } from './keep-by.ts';
import { nextState } from './next-state.ts';

const none: LifecyclePolicy = {
  ...{ upgrade: 'at-once', downgrade: 'at-once', period: null, steps: 'all' },
  ...{ validityMonths: null, graceDays: null, warnDays: null },
};

/** The first day whose end shows a lower tier if nothing holds any more from some day on. */
function firstFall(policy: LifecyclePolicy, start: Held, at: Day): Day {
  let held = start;
  for (let next = addDays(at, 1); next < '2030-01-01'; next = addDays(next, 1)) {
    held = nextState(policy, held, next, { computed: 0, holds: [true, false] }).state;
    if (held.tier === 0) return next;
  }
  throw new Error('never');
}

const policies: readonly (readonly [string, Partial<LifecyclePolicy>])[] = [
  ['at once', {}],
  ['at once with validity', { validityMonths: 12 }],
  ['at once with grace', { graceDays: 30 }],
  ['period end', { downgrade: 'period-end', period: 'quarter' }],
  ['period end with validity', { downgrade: 'period-end', period: 'month', validityMonths: 6, graceDays: 3 }],
  ['anniversary', { downgrade: 'anniversary' }],
  ['anniversary with grace', { downgrade: 'anniversary', graceDays: 10 }],
];

describe('the day by which a tier is kept', () => {
  it.each(policies)('is the last whose values decide the first fall there can be (%s)', (_, part) => {
    const policy = { ...none, ...part };
    for (const [began, at] of [
      ['2024-02-29', '2025-02-26'],
      ['2024-02-29', '2025-02-27'],
      ['2025-03-31', '2025-03-31'],
      ['2025-05-15', '2026-05-13'],
      ['2025-05-15', '2025-12-31'],
    ] as const) {
      const held = begun(1, day(began), null);
      const fall = firstFall(policy, held, day(at));
      const last = policy.downgrade === 'at-once' ? fall : addDays(fall, -1);
      expect([began, at, keepBy(policy, held, day(at))]).toEqual([began, at, last]);
    }
  });

  it('there is none of the base tier, nor where nothing falls', () => {
    expect(keepBy(none, begun(0, day('2025-01-01'), null), day('2025-06-30'))).toBeNull();
    const never = { ...none, downgrade: 'never' } as const;
    expect(keepBy(never, begun(1, day('2025-01-01'), null), day('2025-06-30'))).toBeNull();
  });
});
