import { addDays, type Day, day } from '../../src/domain/calendar.ts';
import { begun, type Facts, type Held } from '../../src/domain/lifecycle/held.ts';
import { nextState } from '../../src/domain/lifecycle/next-state.ts';
import { prospect, warn } from '../../src/domain/lifecycle/warning.ts';
import type { LifecyclePolicy } from '../../src/domain/scheme.ts';
import { schemeOf } from '../support/scheme-in-test.ts';

/** A policy as it is written in a scheme. */
export function policyOf(written: object): LifecyclePolicy {
  return schemeOf({ policy: written }).policy;
}

/** `when` of the computed tier and of every one below holds, and so does `keep` of further ones. */
export function computed(tier: number, ...kept: number[]): Facts {
  const holds = Array.from({ length: 8 }, (_, at) => at <= tier || kept.includes(at));
  return { computed: tier, holds };
}

export function holding(tier: number, began: string, more: Partial<Held> = {}): Held {
  return { ...begun(tier, day(began), null), ...more };
}

export type FactsOn = (day: Day) => Facts | number;

interface Walk {
  readonly policy?: object;
  /** Held at the end of the day before the first. */
  readonly held: Held | null;
  readonly from: string;
  readonly to: string;
  /** A number is a computed tier. */
  readonly facts: FactsOn;
  /** The end of the latest freeze known on a day. */
  readonly frozenUntil?: (day: Day) => string | null;
}

interface Told {
  /** Such as `2025-01-01 downgrade 2→1`. */
  readonly changes: string[];
  /** Such as `2024-12-02 for 2025-01-01`. */
  readonly warnings: string[];
  readonly heldOn: (day: string) => Held | undefined;
  /** The effective day of the downgrade that is scheduled at the end of a day. */
  readonly fallsOn: (day: string) => Day | undefined;
}

/** Decides day after day and tells what happened. */
export function walk({ policy = {}, held, from, to, facts, frozenUntil }: Walk): Told {
  const rules = policyOf(policy);
  const factsOn = (at: Day): Facts => {
    const found = facts(at);
    return typeof found === 'number' ? computed(found) : found;
  };
  const [changes, warnings]: [string[], string[]] = [[], []];
  const states = new Map<string, Held>();
  let state = held;
  for (let at = day(from); at <= to; at = addDays(at, 1)) {
    const frozen = frozenUntil?.(at);
    if (state && frozen !== undefined)
      state = { ...state, frozenUntil: frozen === null ? null : day(frozen) };
    const step = nextState(rules, state, at, factsOn(at));
    state = step.state;
    if (step.change) {
      const { effective, kind, from: before, to: after } = step.change;
      changes.push(`${effective} ${kind} ${before ?? ''}→${after}`);
    }
    const ahead = prospect(rules, state, at);
    if (ahead) {
      const warned = warn(state, at, ahead, factsOn(ahead.asOf));
      state = warned.state;
      if (warned.warning) warnings.push(`${at} for ${warned.warning}`);
    }
    states.set(at, state);
  }
  return {
    changes,
    warnings,
    heldOn: (at) => states.get(at),
    fallsOn: (at) => states.get(at)?.downgrade?.effective,
  };
}
