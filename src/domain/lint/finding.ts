import type { Condition } from '../condition.ts';
import type { Text } from '../text.ts';

/** The traps that lie in tier standards, in the order they are told. */
export const traps = [
  'contradiction',
  'unreachable',
  'order',
  'gap',
  'upper-end',
  'overlap',
  'hole',
  'since-upgrade',
  'since-upgrade-falls',
  'lifetime-beside-window',
  'window-mix',
  'keep-harder',
  'keep-too-easy',
] as const;
export type Trap = (typeof traps)[number];

/** Where something stands in a document: `['tiers', 1, 'when']`. */
export type DocumentPath = readonly (string | number)[];

/** One change of a document: another value at a path; without a value what stands there is taken away. */
export interface Edit {
  readonly path: DocumentPath;
  readonly value?: unknown;
}

/** A proposed change that takes a trap out of a standard. */
export interface Mend {
  readonly said: Text;
  readonly edits: readonly Edit[];
}

/** A trap in a standard. It is no mistake: the standard grades everybody, but perhaps not as it was meant. */
export interface Finding {
  readonly code: Trap;
  readonly path: DocumentPath;
  /** What it is and why it bites. */
  readonly message: Text;
  /** The customers who fall in; null where it is about the standard alone. */
  readonly rule: Condition | null;
  readonly mend: Mend | null;
}

/** A finding before its mend is chosen: the first that takes the trap out is proposed. */
export interface Found extends Omit<Finding, 'mend'> {
  readonly mends: readonly Mend[];
}

/** `tiers[1].when.all[0]`, as problems write it. */
export function writtenPath(path: DocumentPath): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
