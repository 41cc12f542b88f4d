import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type DataFolder, openDataFolder } from '../../src/db/data-folder.ts';

/** A clock of the tests: it stands until it is moved. */
export interface Clock {
  now: number;
}

export interface Shop {
  readonly folder: DataFolder;
  readonly path: string;
  readonly clock: Clock;
}

/** A data folder that is gone when the test ends. */
export async function openShop(start = '2026-01-15T03:00:00Z'): Promise<Shop> {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-shop-'));
  const path = join(place, 'data');
  const clock = { now: Date.parse(start) };
  const folder = await openDataFolder({ path, now: clock.now, create: true });
  onTestFinished(async () => {
    await folder.close();
    await rm(place, { recursive: true });
  });
  return { folder, path, clock };
}
