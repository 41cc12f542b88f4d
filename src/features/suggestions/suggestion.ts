import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Text } from '../../domain/text.ts';
import type { Operator } from './metric-values.ts';

/** What a threshold should do. */
export type Wanted =
  /** At most so many percent of the customers reach it; decimals as written. */
  | { readonly kind: 'top-share'; readonly shares: readonly number[] }
  /** A tier's benefits cost at most so much a month, in major units. */
  | { readonly kind: 'budget'; readonly tier: string; readonly budget: number }
  /** Lies where customers part by themselves, into so many classes; null: as many as the draft has. */
  | { readonly kind: 'natural-breaks'; readonly classes: number | null };

export interface SuggestionRequest {
  readonly draft: Scheme;
  readonly document: unknown;
  readonly metric: string;
  readonly operator: Operator;
  readonly wanted: Wanted;
}

/** A threshold and who reaches it, by this metric alone. */
export interface Reach {
  readonly threshold: number;
  readonly customers: number;
  /** Of all customers, 0 to 1. */
  readonly share: number;
  /** Of the tier's benefits a month, in major units; null where none was asked for. */
  readonly cost: number | null;
}

export interface Suggestion {
  /** The percentage asked for; null for other kinds. */
  readonly share: number | null;
  /** The tier that it is for; null where that is open. */
  readonly tier: string | null;
  /** A number for people near the exact one; null where there is no such threshold. */
  readonly round: Reach | null;
  readonly exact: Reach | null;
}

export interface Suggestions {
  readonly metric: { readonly id: string; readonly name: Text; readonly type: string };
  readonly operator: Operator;
  /** The day of the evaluation whose values were looked at. */
  readonly asOf: Day;
  readonly customers: number;
  readonly suggestions: readonly Suggestion[];
  /** Of natural breaks: 1 − deviations within the classes ÷ all. */
  readonly fit: number | null;
  /** Benefits whose cost cannot be told and is left out. */
  readonly uncounted: readonly Text[];
}
