import { type EmbeddedDatabase, openEmbedded } from '../../db/embedded.ts';

export interface StagingOptions {
  /** An existing folder where large sorts and joins may spill. */
  readonly scratch: string;
  readonly memoryLimitMb: number;
  /** Whether others are served meanwhile. */
  readonly givesWay?: boolean;
  readonly signal: AbortSignal;
  /** Told how far the statement under way is, 0 to 1. */
  readonly at: (fraction: number) => void;
}

const POLL_MS = 250;

/** Runs work over a database in memory that is gone afterwards; an abort stops the statement under way. */
export async function withStaging<T>(
  { scratch, memoryLimitMb, givesWay = false, signal, at }: StagingOptions,
  work: (db: EmbeddedDatabase) => Promise<T>,
): Promise<T> {
  const db = await openEmbedded({ path: ':memory:', spill: scratch, memoryLimitMb, givesWay });
  const stop = (): void => db.connection.interrupt();
  signal.addEventListener('abort', stop);
  const poll = setInterval(() => at(Math.max(0, db.connection.progress.percentage) / 100), POLL_MS);
  try {
    return await work(db);
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(poll);
    signal.removeEventListener('abort', stop);
    await db.close();
  }
}
