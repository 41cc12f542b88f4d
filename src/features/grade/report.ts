import type { Day } from '../../domain/calendar.ts';
import type { ChosenEncoding } from '../../domain/encodings.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Lang, Text } from '../../domain/text.ts';
import type { AmountMode, Collapsed } from '../imports/collapse.ts';
import type { Settled } from '../imports/mapping.ts';
import type { ReadingContext } from '../imports/readers.ts';
import type { Unseen } from '../imports/register.ts';
import type { RowCounts } from '../imports/rejects.ts';
import type { StagedFile } from '../imports/staged-file.ts';

export interface GradeRequest {
  readonly orders: readonly string[];
  readonly customers: string | null;
  readonly scheme: Scheme;
  /** Null: the day of the latest order read. */
  readonly asOf: Day | null;
  readonly settled: Settled;
  readonly preset: string | undefined;
  /** How the texts are written; else it is guessed. */
  readonly encoding?: ChosenEncoding | undefined;
  /** The sheet to read of workbooks. */
  readonly sheet?: string | undefined;
  readonly amounts: AmountMode | null;
  readonly dayOrder: ReadingContext['dayOrder'];
  readonly out: string | null;
  readonly rejects: string | null;
  readonly lang: Lang;
  readonly now: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** Told what is being done and how far it is, 0 to 1. */
export interface Progress {
  readonly step: (label: Text) => void;
  readonly at: (fraction: number) => void;
}

export interface TierRow {
  readonly id: string;
  readonly name: Text;
  readonly customers: number;
  /** Minor units. */
  readonly revenue: bigint;
}

export interface FileReport {
  readonly staged: StagedFile;
  readonly counts: RowCounts;
}

/** An order file that was named once more, by the same path or another: it was read once. */
export interface RepeatedFile {
  readonly file: string;
  readonly first: string;
}

export interface GradeReport {
  readonly asOf: Day;
  readonly files: readonly FileReport[];
  readonly repeatedFiles: readonly RepeatedFile[];
  readonly collapsed: Collapsed;
  /** Customers named on several rows of the customers file. */
  readonly repeatedCustomers: number;
  /** Orders of which more was given back than paid. */
  readonly overRefunded: number;
  readonly unseen: Unseen;
  /** Customers of the list and how many of them have an order; null without a list. */
  readonly listed: { readonly listed: number; readonly ordering: number } | null;
  /** The day is that of the latest order and still to come. */
  readonly inFuture: boolean;
  /** No order or refund lies on or before the day. */
  readonly beforeAll: boolean;
  /** Of metrics that are predicted, what has to be known to trust them. */
  readonly remarks: readonly Text[];
  readonly tiers: readonly TierRow[];
}
