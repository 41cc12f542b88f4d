import { type Day, dayOf } from '../../domain/calendar.ts';
import type { Lang } from '../../domain/text.ts';
import type { Seal } from '../contacts/seal.ts';
import type { FileReport, Progress } from '../grade/report.ts';
import type { Losses } from '../register/losses.ts';
import type { Outcome } from '../register/recording.ts';
import type { AmountMode, Collapsed } from './collapse.ts';
import type { FileKind } from './column-names.ts';
import type { Effect } from './effect.ts';
import type { ErrorFile } from './error-file.ts';
import type { FileDetails } from './file-details.ts';
import type { Incoming } from './incoming-orders.ts';
import type { KeptMapping } from './kept-mappings.ts';
import type { Settled } from './mapping.ts';
import type { SourceFile } from './open-tables.ts';
import type { ReadingContext } from './readers.ts';
import type { WithoutBuyer } from './without-buyer.ts';

/** What a job that asks for an import is told, and tells. */
export interface AskingJob {
  /** By which the import is found again when the process was ended; null where it is given up then. */
  readonly job: string | null;
  /** Throws where it is not to be done any more. */
  readonly check: () => Promise<void>;
  /**
   * Everything is read, and nothing kept yet; of a dry run, which has no id, nothing will be. `incoming` is what is to be kept, null where
   * the files are read again for it.
   */
  readonly onRead: (id: bigint | null, report: ImportReport, incoming: Incoming | null) => Promise<void>;
}

export interface ImportRequest {
  readonly kind: FileKind;
  readonly files: readonly SourceFile[];
  readonly settled: Settled;
  /** Columns that are not to be read, whatever they are known for. */
  readonly leave?: readonly string[];
  readonly preset: string | undefined;
  readonly amounts: AmountMode | null;
  /** What becomes of orders without a buyer; null: as `keepsNobody` has it. */
  readonly withoutBuyer?: WithoutBuyer | null;
  /** Mappings that hold for files with their header; what is said here goes before them. */
  readonly kept?: readonly KeptMapping[];
  readonly context: ReadingContext;
  /** Reads and counts everything and keeps nothing. */
  readonly dryRun: boolean;
  /** The file to list the rows left out in. */
  readonly rejects: string | null;
  /** The folder to write error files into. */
  readonly errorFiles?: string;
  readonly seal: Seal;
  readonly lang: Lang;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly asking?: AskingJob;
}

/** The business's day. */
export function todayOf({ clock, context }: Pick<ImportRequest, 'clock' | 'context'>): Day {
  return dayOf(clock(), context.timeZone);
}

export interface ImportReport {
  /** Null for a dry run. */
  readonly id: bigint | null;
  readonly files: readonly FileReport[];
  /** One for each of the files. */
  readonly details: readonly FileDetails[];
  /** Those that were written. */
  readonly errorFiles: readonly ErrorFile[];
  /** How rows became orders; null for customers and events. */
  readonly collapsed: Collapsed | null;
  /** What is new, different from what was kept, and the same again. Null for a dry run. */
  readonly outcome: Outcome | null;
  /** Good rows that said again what another row says, and were passed over. */
  readonly repeated: number;
  /** Orders of the files of which nobody knows whose they are: kept, and graded for nobody. */
  readonly unattributed: number;
  /** What customers have lost; of an import of a customer list alone. */
  readonly losses?: Losses;
  /** What would be new, different and the same; of a dry run alone. */
  readonly effect: Effect | null;
}

/** Rows of files as the register takes them. */
export interface Prepared
  extends Pick<ImportReport, 'files' | 'details' | 'errorFiles' | 'collapsed' | 'repeated'> {
  readonly incoming: Incoming;
}
