import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, run } from '../../db/database.ts';
import { isConflict } from '../../db/engine-errors.ts';

/** Others may change the same rows first. */
const ATTEMPTS = 5;

/**
 * Long work in a transaction on a connection of its own, so that only its commit, the work's own last statement, waits for
 * others and makes them wait.
 */
export async function inOwnTransaction<T>(
  folder: DataFolder,
  work: (own: Database) => Promise<T>,
  attempt = 1,
): Promise<T> {
  const own = await folder.database().separate();
  try {
    await run(own, sql`begin transaction`);
    try {
      return await work(own);
    } catch (error) {
      await run(own, sql`rollback`).catch(() => undefined);
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
    }
  } finally {
    await own.close();
  }
  return await inOwnTransaction(folder, work, attempt + 1);
}

/** Runs work on a connection of its own, of which nothing stays, temporary tables included. */
export async function withoutTrace<T>(folder: DataFolder, work: (own: Database) => Promise<T>): Promise<T> {
  const own = await folder.database().separate();
  try {
    await run(own, sql`begin transaction`);
    return await work(own).finally(async () => await run(own, sql`rollback`).catch(() => undefined));
  } finally {
    await own.close();
  }
}

/** Does something once while nobody else writes: a slice shares its transaction, and what that sees, with no other. */
export async function inOneTurn<T>(
  folder: DataFolder,
  work: (trx: Kysely<unknown>) => Promise<T>,
): Promise<T> {
  let first: Promise<T> | null = null;
  // The writer may run a slice again after a conflict; what was thrown is thrown here alone.
  const turn = folder.writer.writeSlice(async (trx) => {
    first ??= work(trx);
    await first.catch(() => undefined);
  });
  // The work has a transaction of its own: once it was begun, its own end alone counts.
  await turn.catch((error) => {
    if (first === null) throw error;
  });
  if (first === null) throw new Error('the writer has not run the slice');
  return await first;
}
