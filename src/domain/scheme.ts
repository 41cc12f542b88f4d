import type { Condition } from './condition.ts';
import type { Decimal } from './exact.ts';
import type { Field } from './field.ts';
import type { CountPolicy, Metric } from './metric.ts';
import type { Text } from './text.ts';

export const benefitKinds = ['discount', 'coupon', 'service', 'gift', 'access', 'points'] as const;

export interface Benefit {
  readonly id: string;
  readonly kind: (typeof benefitKinds)[number];
  readonly name: Text;
  readonly value: Decimal | null;
  readonly cost: {
    readonly per: 'order' | 'use' | 'month';
    readonly amount: Decimal | null;
    readonly percent: Decimal | null;
  } | null;
  readonly limit: {
    readonly times: number;
    readonly per: 'day' | 'week' | 'month' | 'quarter' | 'year';
  } | null;
  readonly validity: { readonly days?: number; readonly months?: number } | null;
}

export interface Tier {
  readonly id: string;
  readonly name: Text;
  /** Null for the base tier alone. */
  readonly when: Condition | null;
  readonly keep: Condition | null;
  readonly benefits: readonly Benefit[];
}

export interface LifecyclePolicy {
  readonly upgrade: 'at-once' | 'period-end';
  readonly downgrade: 'at-once' | 'period-end' | 'anniversary' | 'never';
  readonly period: 'month' | 'quarter' | 'year' | null;
  readonly steps: 'one' | 'all';
  readonly validityMonths: number | null;
  readonly graceDays: number | null;
  readonly warnDays: number | null;
}

/** A tier standard (等级标准), parsed and trusted. */
export interface Scheme {
  readonly id: string;
  readonly name: Text;
  readonly description: Text | null;
  readonly currency: string;
  readonly timeZone: string;
  readonly count: CountPolicy;
  /** Customer columns the scheme declares beside the built-in ones. */
  readonly fields: ReadonlyMap<string, Field>;
  /** The scheme's own metrics in their order, then the built-in ones. */
  readonly metrics: ReadonlyMap<string, Metric>;
  /** Lowest first; the first is the base tier. */
  readonly tiers: readonly Tier[];
  readonly policy: LifecyclePolicy;
}

export const defaultPolicy: LifecyclePolicy = {
  upgrade: 'at-once',
  downgrade: 'at-once',
  period: null,
  steps: 'all',
  validityMonths: null,
  graceDays: null,
  warnDays: null,
};

export const defaultCount: CountPolicy = {
  statuses: ['paid', 'shipped', 'completed'],
  amount: 'net',
  without: [],
};
