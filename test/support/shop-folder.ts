import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { type DataFolder, openDataFolder } from '../../src/db/data-folder.ts';
import { makeDatabase, onPostgres } from './postgres-database.ts';

/** A clock of the tests: it stands until it is moved. */
export interface Clock {
  now: number;
}

export interface Shop {
  readonly folder: DataFolder;
  readonly path: string;
  readonly clock: Clock;
}

export interface ReopenedShop extends Shop {
  /** Opens the folder again after it was closed. */
  readonly reopen: () => Promise<DataFolder>;
}

/** A data folder that is gone when the test ends; on PostgreSQL where the run asks for it. */
export async function openShop(start = '2026-01-15T03:00:00Z'): Promise<ReopenedShop> {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-shop-'));
  const path = join(place, 'data');
  const clock = { now: Date.parse(start) };
  const database = await makeDatabase();
  const open = async (create: boolean): Promise<DataFolder> =>
    await openDataFolder({ path, now: clock.now, create, ...database.option });
  if (!onPostgres) await cp(join(inject('scratch'), 'empty'), path, { recursive: true });
  const folder = await open(onPostgres);
  onTestFinished(async () => {
    await folder.close();
    await rm(place, { recursive: true });
    await database.drop();
  });
  return { folder, path, clock, reopen: async () => await open(false) };
}
