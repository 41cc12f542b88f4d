import type { Lang } from '../../domain/text.ts';
import type { Seal } from '../contacts/seal.ts';
import type { FileReport, Progress } from '../grade/report.ts';
import type { Outcome } from '../register/recording.ts';
import type { AmountMode, Collapsed } from './collapse.ts';
import type { FileKind } from './column-names.ts';
import type { Settled } from './mapping.ts';
import type { SourceFile } from './open-tables.ts';
import type { ReadingContext } from './readers.ts';

export interface ImportRequest {
  readonly kind: FileKind;
  readonly files: readonly SourceFile[];
  readonly settled: Settled;
  /** Columns that are not to be read, whatever they are known for. */
  readonly leave?: readonly string[];
  readonly preset: string | undefined;
  readonly amounts: AmountMode | null;
  readonly context: ReadingContext;
  /** Reads and counts everything and keeps nothing. */
  readonly dryRun: boolean;
  readonly rejects: string | null;
  readonly seal: Seal;
  readonly lang: Lang;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface ImportReport {
  /** Null for a dry run. */
  readonly id: bigint | null;
  readonly files: readonly FileReport[];
  /** How rows became orders; null for customers and events. */
  readonly collapsed: Collapsed | null;
  /** What is new, different from what was kept, and the same again. Null for a dry run. */
  readonly outcome: Outcome | null;
}
