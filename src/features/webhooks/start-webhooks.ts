import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { openRounds, type RoundOptions } from './rounds.ts';

const PAUSE_MS = 1000;

/**
 * Tells endpoints of what happens for as long as the process lives; of several servers on one database one does it. Without endpoints it
 * looks whether there are any, and nothing else. `stop` breaks off what is under way, and resolves when nothing is.
 */
export function startWebhooks(
  folder: DataFolder,
  options: Omit<RoundOptions, 'signal'>,
): { readonly stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const rounds = openRounds(folder, { ...options, signal });
  const goes = async (): Promise<boolean> => !signal.aborted && (await isAny(folder));
  // The turn is kept, so that it need not be asked for every second.
  const work = async (): Promise<void> => {
    try {
      while (await goes()) {
        await rounds.start();
        await pause(PAUSE_MS, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      await rounds.settled();
    }
  };
  let running: Promise<unknown> | null = null;
  const begin = async (): Promise<void> => {
    if (await goes()) await folder.turns.unlessTaken('webhooks', work);
  };
  const timer = setInterval(() => {
    running ??= begin()
      .catch((error: unknown) => {
        if (!signal.aborted) options.onFault(error, 'webhooks');
      })
      .finally(() => {
        running = null;
      });
  }, 2 * PAUSE_MS).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}

async function isAny({ database }: DataFolder): Promise<boolean> {
  const { rows } = await sql`select 1 from webhook_endpoints where disabled_at is null limit 1`.execute(
    database().reader,
  );
  return rows.length > 0;
}
