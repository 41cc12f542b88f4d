import type pg from 'pg';
import { type Connect, keyOf, tryLock } from './turns.ts';

/** That a server has the database open. */
export interface Presence {
  readonly isFirst: boolean;
  readonly end: () => Promise<void>;
}

const RETRY_MS = 1000;

/** Tells the other servers that this one is there, also after its connection was cut; whoever finds nobody is the first. */
export async function bePresent(connect: Connect): Promise<Presence> {
  const key = keyOf('server');
  let client = await connect();
  let ended = false;
  let timer: NodeJS.Timeout | undefined;
  const comeBack = async (): Promise<void> => {
    try {
      client = await connect();
      await client.query(`select pg_advisory_lock_shared(${key})`);
      stay(client);
    } catch {
      void client.end().catch(() => undefined);
      timer = setTimeout(comeBack, RETRY_MS).unref();
    }
    if (ended) await leave();
  };
  const stay = (here: pg.Client): void => {
    here.once('end', () => {
      if (!ended) timer = setTimeout(comeBack, RETRY_MS).unref();
    });
  };
  const leave = async (): Promise<void> => {
    ended = true;
    clearTimeout(timer);
    await client.end();
  };
  const isFirst = await tryLock(client, `pg_try_advisory_lock(${key})`);
  await client.query(`select pg_advisory_lock_shared(${key})`);
  if (isFirst) await client.query(`select pg_advisory_unlock(${key})`);
  stay(client);
  return { isFirst, end: leave };
}
