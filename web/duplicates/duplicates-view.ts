import type { DuplicatePage } from '../api/contract.ts';

export const pairStates = [
  'open',
  'later',
  'not-same',
] as const satisfies readonly (keyof DuplicatePage['counts'])[];
export type PairState = (typeof pairStates)[number];

/** What the page of duplicates shows, as it stands in the address. */
export interface DuplicatesView {
  /** Without it those to decide. */
  readonly state?: PairState;
  readonly reason?: string;
}

export function readDuplicatesView({ state, reason }: Record<string, unknown>): DuplicatesView {
  const group = pairStates.find((each) => each === state);
  return {
    ...(group === undefined ? {} : { state: group }),
    ...(typeof reason === 'string' && reason !== '' ? { reason } : {}),
  };
}
