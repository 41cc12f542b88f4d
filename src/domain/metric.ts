import type { Condition } from './condition.ts';
import { currencyDecimals } from './currency.ts';
import { eventSources, isEventSource } from './event.ts';
import type { Decimal } from './exact.ts';
import { type OrderStatus, QUANTITY_SCALE } from './order.ts';
import type { Text } from './text.ts';
import type { Window } from './window.ts';

export const sources = ['orders', 'lines', ...eventSources] as const;
export type Source = (typeof sources)[number];

export const takes = [
  'sum',
  'count',
  'distinct',
  'average',
  'max',
  'min',
  'first-date',
  'last-date',
  'days-since-first',
  'days-since-last',
  'average-gap-days',
  'share',
] as const;
export type Take = (typeof takes)[number];

/** What counts as a purchase and for how much. */
export interface CountPolicy {
  readonly statuses: readonly OrderStatus[];
  readonly amount: 'net' | 'gross';
  readonly without: readonly ('shipping' | 'tax')[];
}

/** A value added up, counted or looked for among a customer's orders, lines or events in a window. */
export interface Measure {
  readonly kind: 'measure';
  readonly of: Source;
  readonly take: Take;
  /** A column, or a measure's name of usage events; null where the take needs none. */
  readonly what: string | null;
  readonly window: Window;
  readonly where: Condition | null;
  readonly count: CountPolicy;
}

export interface ScorePart {
  readonly metric: string;
  readonly weight: Decimal;
  /** Points from a value on, in rising order. */
  readonly steps: readonly { readonly atLeast: Decimal; readonly points: Decimal }[];
}

export const rfmParts = ['recency', 'frequency', 'monetary', 'code', 'segment'] as const;
export type RfmPart = (typeof rfmParts)[number];

export interface Rfm {
  readonly kind: 'rfm';
  readonly give: RfmPart;
  readonly method: 'thresholds' | 'rank';
  readonly window: Window;
  readonly count: CountPolicy;
}

/** What a customer is expected to be worth within the next months. */
export interface Clv {
  readonly kind: 'clv';
  readonly months: number;
  /** Profit as a share of the amount of orders that tell none. */
  readonly margin: Decimal | null;
  readonly count: CountPolicy;
}

export type MetricDefinition =
  | Measure
  | Rfm
  | { readonly kind: 'score'; readonly parts: readonly ScorePart[] }
  | { readonly kind: 'top-share'; readonly of: string }
  | { readonly kind: 'tenure'; readonly count: CountPolicy }
  | { readonly kind: 'refund-rate'; readonly count: CountPolicy }
  | Clv
  | { readonly kind: 'p-alive'; readonly count: CountPolicy };

/** Money and counts are integers of 10^-scale; a fraction is two integers; a day and a text are text. */
export type ValueType = 'money' | 'integer' | 'number' | 'fraction' | 'date' | 'text';

export interface Metric {
  readonly id: string;
  readonly name: Text | null;
  readonly builtIn: boolean;
  readonly definition: MetricDefinition;
  readonly type: ValueType;
  /** Decimals of the integers a money, integer or number metric is kept in; 0 for the other types. */
  readonly scale: number;
}

/** The columns of an order or line that a metric may take. */
export const whats = [
  'amount',
  'margin',
  'quantity',
  'category',
  'product',
  'channel',
  'store',
  'day',
] as const;

export const numericWhats: ReadonlySet<string> = new Set(['amount', 'margin', 'quantity']);
export const numericEventWhats: ReadonlySet<string> = new Set(['rating', 'quantity']);

/** Takes whose result is in the unit of `what`. */
const unitTakes: ReadonlySet<Take> = new Set(['sum', 'average', 'max', 'min']);

/** Takes that need a column to work on; of orders and lines that is `amount` unless said otherwise. */
export function takesAmounts(take: Take): boolean {
  return unitTakes.has(take);
}

/** The type and scale of a measure's values. */
export function measureType(
  { of, take, what }: Pick<Measure, 'of' | 'take' | 'what'>,
  currency: string,
): [ValueType, number] {
  if (take === 'first-date' || take === 'last-date') return ['date', 0];
  if (take === 'average-gap-days' || take === 'share') return ['fraction', 0];
  if (!unitTakes.has(take)) return ['integer', 0];
  if (isMoney(of, what)) return ['money', currencyDecimals(currency)];
  return take === 'average' ? ['fraction', 0] : ['number', QUANTITY_SCALE];
}

/** Whether what is taken is money; a measure of usage events may be called as it likes. */
export function isMoney(of: Source, what: string | null): boolean {
  return !isEventSource(of) && (what === 'amount' || what === 'margin');
}

/** Looks at events rather than at orders. */
export function needsEvents(definition: MetricDefinition): boolean {
  return definition.kind === 'measure' && isEventSource(definition.of);
}

/** Looks at those whom a customer brought. */
export function needsReferrals(definition: MetricDefinition): boolean {
  return definition.kind === 'measure' && definition.of === 'referrals';
}

/** Looks at how likely customers still buy, by a model of everybody's purchases. */
export function isPredicted({ kind }: MetricDefinition): boolean {
  return kind === 'clv' || kind === 'p-alive';
}

/** Depends on every customer, so that one customer's history does not tell its value. */
export function dependsOnEverybody(definition: MetricDefinition): boolean {
  return definition.kind === 'rfm' || definition.kind === 'top-share' || isPredicted(definition);
}

/** Metrics this one is computed from. */
export function metricInputs({ definition }: Metric): string[] {
  if (definition.kind === 'score') return definition.parts.map(({ metric }) => metric);
  return definition.kind === 'top-share' ? [definition.of] : [];
}
