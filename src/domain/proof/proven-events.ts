import type { Day } from '../calendar.ts';
import type { EventSource } from '../event.ts';
import type { Text } from '../text.ts';
import type { ReasonCode } from './proven-orders.ts';

/** The events behind one metric. Every event of its source is either counted or left out; newest first. */
export interface ProvenEvents {
  readonly source: EventSource;
  readonly counted: {
    readonly count: number;
    readonly listed: readonly CountedEvent[];
    /** How many of them are not listed. */
    readonly rest: number;
  };
  readonly leftOut: { readonly count: number; readonly reasons: readonly LeftOutEvents[] };
}

export interface CountedEvent {
  readonly day: Day;
  /** What it says, its rating or quantity first. */
  readonly words: Text;
}

export interface LeftOutEvents {
  readonly code: ReasonCode;
  readonly count: number;
  readonly words: Text;
}
