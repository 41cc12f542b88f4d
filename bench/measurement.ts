import type { ComparedName } from './options.ts';

/** Where one side of a measurement works. */
export interface Place {
  /** The sample: `customers.csv` and `orders.csv`. */
  readonly sample: string;
  /** What the measurement prepared for both sides; read only. */
  readonly prepared: string;
  /** A folder of its own. */
  readonly scratch: string;
}

/** The product or its bare twin, opened and ready to do the same work again and again. */
export interface Side {
  /** The measured work. */
  readonly run: () => Promise<void>;
  /** Undoes a run; not measured. */
  readonly undo: () => Promise<void>;
  /** Writes what the last run gave as CSV, for the comparison of both sides. */
  readonly writeResult: (file: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export type SideName = 'product' | 'bare';

export interface Measurement {
  readonly name: ComparedName;
  /** What `rows` counts. */
  readonly rows: 'customers' | 'orders';
  /** Runs whose mean is one figure; more than one where a single run is too short to be timed. */
  readonly repeat: number;
  /** Makes what both sides need into a folder; not measured. */
  readonly prepare: (sample: string, folder: string) => Promise<void>;
  readonly sides: Readonly<Record<SideName, (place: Place) => Promise<Side>>>;
  /** Columns in which both results must be the same, row by row. */
  readonly compared: readonly string[];
}
