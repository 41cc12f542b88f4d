import type pg from 'pg';

/** Work that only one of all servers on a database does at a time. A server that ends in whatever way gives it free. */
export interface Turns {
  /** Waits until nobody else does it, or until it is given up. */
  readonly wait: <T>(what: Turn, work: () => Promise<T>, signal?: AbortSignal) => Promise<T>;
  /** Null, and nothing done, where somebody else does it now. */
  readonly unlessTaken: <T>(what: Turn, work: () => Promise<T>) => Promise<T | null>;
}

export type Turn = 'evaluation' | 'import' | 'daily run' | 'radar' | 'webhooks';

/** Where there is one server only. */
export const alone: Turns = {
  wait: async (_, work) => await work(),
  unlessTaken: async (_, work) => await work(),
};

export type Connect = () => Promise<pg.Client>;

/** Turns by locks of the database, each held by a connection of its own. */
export function turnsOn(connect: Connect): Turns {
  return {
    wait: async (what, work, signal) => {
      const client = await connect();
      // Breaks off the waiting alone.
      const stop = (): void => void client.end();
      signal?.addEventListener('abort', stop);
      try {
        signal?.throwIfAborted();
        await client.query(`select pg_advisory_lock(${keyOf(what)})`).catch((error) => {
          signal?.throwIfAborted();
          throw error;
        });
        signal?.removeEventListener('abort', stop);
        return await work();
      } finally {
        signal?.removeEventListener('abort', stop);
        await client.end();
      }
    },
    unlessTaken: async (what, work) => {
      const client = await connect();
      try {
        return (await tryLock(client, `pg_try_advisory_lock(${keyOf(what)})`)) ? await work() : null;
      } finally {
        await client.end();
      }
    },
  };
}

/** Whether a lock was free. */
export async function tryLock(client: pg.Client, call: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(`select ${call} as taken`);
  return rows[0]?.taken ?? false;
}

/** What a lock is known by. */
export function keyOf(what: Turn | 'server'): string {
  return `hashtext('tierbook'), hashtext('${what}')`;
}
