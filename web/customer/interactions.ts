import type { RecordedSource } from '../../src/domain/event.ts';

/** What customers do beside buying; points have a ledger of their own. */
export type Interaction = Exclude<RecordedSource, 'points'>;

export const interactions: readonly Interaction[] = ['reviews', 'complaints', 'service', 'visits', 'usage'];

/** What is dealt with one day. */
export const resolvable: ReadonlySet<RecordedSource> = new Set(['complaints', 'service']);
