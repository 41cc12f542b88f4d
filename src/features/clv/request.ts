import type { Day } from '../../domain/calendar.ts';
import type { FittedBgNbd } from '../../domain/clv/fit-bg-nbd.ts';
import type { CountCheck } from '../../domain/clv/fit-check.ts';
import type { ValueModel } from '../../domain/clv/value-model.ts';
import type { Worth } from '../../domain/clv/worth.ts';
import type { GradeReport, GradeRequest } from '../grade/report.ts';

/** Days of each unit of time; a month is a twelfth of 365.25 days. */
export const unitDays = { day: 1, week: 7, month: 365.25 / 12 } as const;
export type Unit = keyof typeof unitDays;

/** The scheme gives currency, time zone and what counts. */
export interface ClvRequest extends Omit<GradeRequest, 'customers' | 'asOf'> {
  /** Null: the day of the latest order read. */
  readonly until: Day | null;
  readonly unit: Unit;
  /** How many units are looked ahead. */
  readonly horizon: number;
  /** Profit as a share of revenue for orders that tell none; null: as of those that do. */
  readonly margin: number | null;
  /** By how much money loses its value within a year. */
  readonly discount: number;
}

/** What all customers together are expected to do within the horizon; money in major units. */
export interface Totals {
  /** Of the repeat customers alone: the model takes everybody who bought once to be alive. */
  readonly repeatersAlive: number;
  readonly purchases: number;
  readonly clv: number;
}

export interface ClvReport
  extends Pick<GradeReport, 'files' | 'repeatedFiles' | 'collapsed' | 'unseen' | 'inFuture'> {
  readonly until: Day;
  readonly customers: number;
  readonly repeaters: number;
  readonly fitted: FittedBgNbd;
  readonly values: ValueModel;
  readonly worth: Worth;
  /** Repeat customers whose purchases earned nothing; the value model is fitted without them. */
  readonly worthless: number;
  readonly correlation: number;
  readonly checks: readonly CountCheck[];
  readonly totals: Totals;
  /** Of somebody who has just bought for the first time. */
  readonly newcomer: { readonly purchases: number; readonly clv: number };
}
