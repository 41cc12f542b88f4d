import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, lastAnniversary, periodStart } from '../../src/domain/calendar.ts';
import { type Facts, keptTier } from '../../src/domain/lifecycle/held.ts';
import { nextState } from '../../src/domain/lifecycle/next-state.ts';
import type { LifecyclePolicy } from '../../src/domain/scheme.ts';
import { firstDays, type History, histories, policies, type Told, tell } from './histories.ts';

const DAYS = 120;
const plain = { validityMonths: null, graceDays: null };

function always(
  title: string,
  fixed: Partial<LifecyclePolicy>,
  holds: (told: readonly Told[], policy: LifecyclePolicy) => void,
  change: (history: History) => History = (history) => history,
): void {
  it(title, () => {
    fc.assert(
      fc.property(policies(fixed), firstDays, histories(3).map(change), (policy, first, history) => {
        holds(tell(policy, first, history, DAYS), policy);
      }),
      { numRuns: 40 },
    );
  });
}

const falls = (told: readonly Told[]) =>
  told.flatMap((step) => (step.change?.kind === 'downgrade' ? [{ ...step, change: step.change }] : []));
const unfrozen = (history: History): History => ({ ...history, freezes: [] });
/** No `keep`: what holds above the computed tier is nothing. */
const withoutKeep = (history: History): History => ({
  ...history,
  stretches: history.stretches.map(({ days, facts: { computed, holds } }) => ({
    days,
    facts: { computed, holds: holds.map((holds, tier) => holds && tier <= computed) },
  })),
});

describe('whatever happens to a customer', () => {
  always('with downgrade never the held tier never falls', { downgrade: 'never' }, (told) => {
    for (const { before, state } of told) expect(state.tier).toBeGreaterThanOrEqual(before?.tier ?? 0);
  });

  always('who is frozen never falls', {}, (told) => {
    for (const { day, before } of falls(told)) expect(day > (before?.frozenUntil ?? '')).toBe(true);
  });

  always(
    'none falls before the validity of his tier, and the grace after it, have ended',
    {},
    (told, policy) => {
      for (const { day, before } of falls(told)) {
        if (before === null) throw new Error('fell from nothing');
        const valid = addMonths(before.began, policy.validityMonths ?? 0);
        expect(day >= addDays(valid, policy.graceDays ?? 0)).toBe(true);
      }
    },
  );

  always(
    'held is computed, with both at once, all steps, no `keep`, validity, grace or freeze',
    { upgrade: 'at-once', downgrade: 'at-once', steps: 'all', ...plain },
    (told) => {
      for (const { state, facts } of told) expect(state.tier).toBe(facts.computed);
    },
    (history) => unfrozen(withoutKeep(history)),
  );

  always(
    'with upgrades at once the held tier is below the computed one on no day but that of a fall',
    { upgrade: 'at-once' },
    (told) => {
      for (const { state, facts, change } of told)
        if (change?.kind !== 'downgrade') expect(state.tier).toBeGreaterThanOrEqual(facts.computed);
    },
  );

  always('an upgrade goes to the tier computed as of the day that decided it', {}, (told) => {
    for (const { change } of told) {
      if (change?.kind !== 'upgrade') continue;
      const deciding = told.find(({ day }) => day === change.decided);
      expect(change.to).toBe(deciding?.facts.computed);
      expect(change.to).toBeGreaterThan(change.from ?? 0);
    }
  });

  always(
    'who falls kept his tier no longer as of the day that decided it, and falls by the policy’s steps',
    {},
    (told, policy) => {
      for (const { change, before } of falls(told)) {
        const deciding = told.find(({ day }) => day === change.decided);
        if (deciding === undefined || before === null) throw new Error('decided on no day');
        const kept = keptTier(before.tier, deciding.facts);
        expect(deciding.facts.computed).toBeLessThanOrEqual(before.tier);
        expect(kept).toBeLessThan(before.tier);
        expect(change.to).toBe(policy.steps === 'one' ? before.tier - 1 : kept);
      }
    },
  );

  always(
    'without validity, grace and freeze falls lie on first days of periods',
    { downgrade: 'period-end', ...plain },
    (told, { period }) => {
      for (const { day } of falls(told)) expect(day).toBe(period && periodStart(day, period));
    },
    unfrozen,
  );

  always(
    'without validity, grace and freeze falls lie on anniversaries',
    { downgrade: 'anniversary', ...plain },
    (told) => {
      for (const { day, before } of falls(told))
        expect(day).toBe(before && lastAnniversary(before.began, day));
    },
    unfrozen,
  );

  always('what is scheduled lies ahead, and a tier begins on the day of its change', {}, (told, policy) => {
    for (const { day, state, change } of told) {
      if (state.upgrade) expect(state.upgrade.effective).toBe(addDays(day, 1));
      if (state.downgrade) {
        expect(state.downgrade.effective > day).toBe(true);
        expect(state.downgrade.effective >= state.downgrade.due).toBe(true);
        expect(state.downgrade.to).toBeLessThan(state.tier);
        expect(policy.downgrade).not.toBe('never');
      }
      expect(state.began === day).toBe(change !== null);
    }
  });

  always('a warning comes at most its days before, and once for a day', { warnDays: 20 }, (told) => {
    let last: string | undefined;
    for (const { day, warning, change } of told) {
      if (change) last = undefined;
      if (warning === null) continue;
      expect(warning).not.toBe(last);
      expect(warning > day).toBe(true);
      expect(daysBetween(day, warning)).toBeLessThanOrEqual(20);
      last = warning;
    }
  });

  it.each(['period-end', 'anniversary'] as const)('nobody falls by %s without a warning', (downgrade) => {
    const fixed = { downgrade, warnDays: 3 };
    fc.assert(
      fc.property(policies(fixed), firstDays, histories(3), (policy, first, history) => {
        const told = tell(policy, first, history, DAYS);
        for (const { day } of falls(told)) expect(told.some(({ warning }) => warning === day)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it.each(['at-once', 'period-end', 'anniversary'] as const)(
    'the base tier is reached in the end, by %s',
    (downgrade) => {
      const nothing: Facts = { computed: 0, holds: [true] };
      fc.assert(
        fc.property(
          policies({ downgrade, period: 'month' }),
          firstDays,
          histories(1),
          (policy, first, history) => {
            const told = tell(policy, first, history, 60);
            let [state, at] = [told.at(-1)?.state ?? null, addDays(first, 60)];
            // Each step at most: a year to the anniversary, a month to a period's end, 50 days frozen, 4 months valid, 31 days of grace.
            const longest = 4 * (downgrade === 'anniversary' ? 2 * 366 : 240) + 50;
            for (let day = 0; day < longest && state?.tier !== 0; day += 1) {
              state = nextState(policy, state, at, nothing).state;
              at = addDays(at, 1);
            }
            expect(state?.tier).toBe(0);
          },
        ),
        { numRuns: 6 },
      );
    },
  );
});
