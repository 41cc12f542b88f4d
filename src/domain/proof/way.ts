import type { Operator, Subject } from '../condition.ts';
import type { GapAmounts } from '../describe/gap-amount.ts';
import type { Text } from '../text.ts';

/** Conditions that are enough together, so that a tier is reached or kept. */
export interface Way {
  /** What is still missing of it, in words; empty where nothing is. */
  readonly missing: Text;
  readonly conditions: readonly WayCondition[];
}

export interface WayCondition extends GapAmounts {
  /** Null for what must not be so, which may look at several things. */
  readonly subject: Subject | null;
  readonly op: Operator | null;
  readonly name: Text;
  /** The condition as a sentence. */
  readonly said: Text;
  readonly passed: boolean;
  /** Null where it passes. */
  readonly missing: Text | null;
}
