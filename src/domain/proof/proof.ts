import type { Day } from '../calendar.ts';
import type { Subject } from '../condition.ts';
import type { Value } from '../evaluate/value.ts';
import type { Fraction } from '../exact.ts';
import type { ValueType } from '../metric.ts';
import type { Text } from '../text.ts';
import type { ProvenPrediction } from './prove-prediction.ts';
import type { ProvenEvents } from './proven-events.ts';
import type { ProvenOrders } from './proven-orders.ts';
import type { Way } from './way.ts';

/** Why one customer has his computed tier on one day, as plain data (等级说明). */
export interface Proof {
  readonly scheme: { readonly id: string; readonly name: Text };
  readonly currency: string;
  readonly customer: string;
  readonly day: Day;
  readonly tier: TierPlace;
  /** The tier directly above; null at the top. */
  readonly next: TierPlace | null;
  /** The scheme's own metrics, and the built-in ones that its rules and scores look at. */
  readonly metrics: readonly ProvenMetric[];
  /** Every tier above the base, lowest first. */
  readonly tiers: readonly ProvenTier[];
  /** What is still missing to the next tier; null at the top. */
  readonly missing: Text | null;
}

export interface TierPlace {
  /** Position in the scheme's tiers; 0 is the base tier. */
  readonly position: number;
  readonly id: string;
  readonly name: Text;
}

/**
 * Where a value comes from: this customer's own history; the last evaluation of everybody, for metrics that
 * depend on all customers; or nowhere, because none was given.
 */
export type Origin = 'computed' | 'given' | 'not-given';

export interface ProvenMetric {
  readonly id: string;
  readonly name: Text;
  /** What it measures and how. */
  readonly said: Text;
  readonly type: ValueType;
  /** Null for metrics without one of their own, such as a score. */
  readonly window: ProvenWindow | null;
  readonly value: Value;
  readonly valueWords: Text;
  readonly origin: Origin;
  /** What each part adds to a score; null for other metrics. */
  readonly points: readonly ScorePoints[] | null;
  /** What a predicted value goes by; null for other metrics. */
  readonly prediction: ProvenPrediction | null;
  /** Null for metrics that are not over orders or their lines. */
  readonly orders: ProvenOrders | null;
  /** Null for metrics that are not over events. */
  readonly events: ProvenEvents | null;
}

/** A window's days, both inclusive. */
export interface ProvenWindow {
  /** Null: it reaches back without end. */
  readonly from: Day | null;
  readonly to: Day;
  /** No day lies in it: it has not begun yet, or there is nothing to count it from. */
  readonly empty: boolean;
}

export interface ScorePoints {
  readonly metric: string;
  readonly name: Text;
  /** The weight times the points of the step reached. */
  readonly points: Fraction;
}

export interface ProvenTier extends TierPlace {
  readonly passed: boolean;
  readonly when: ProvenRule;
  /** The rule to keep the tier, which the lifecycle goes by. */
  readonly keep: ProvenRule | null;
  /** Ways to reach it, the nearest to done first. */
  readonly ways: readonly Way[];
  /** Ways to keep it: by its own rule or by the one to keep it. */
  readonly keepWays: readonly Way[];
}

/** A rule with what came of each of its conditions. */
export type ProvenRule =
  | { readonly kind: 'all' | 'any'; readonly passed: boolean; readonly of: readonly ProvenRule[] }
  | {
      readonly kind: 'not';
      readonly passed: boolean;
      readonly of: ProvenRule;
      readonly missing: Text | null;
    }
  | ProvenTest;

export interface ProvenTest {
  readonly kind: 'test';
  readonly passed: boolean;
  readonly subject: Subject;
  readonly said: Text;
  /** Null for sealed fields too, which a proof does not disclose. */
  readonly value: Value;
  readonly valueWords: Text;
  /** Null where it passes, and within a `not`, where failing is what is wanted. */
  readonly missing: Text | null;
}
