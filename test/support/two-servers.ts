import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openDataFolder } from '../../src/db/data-folder.ts';
import { makePostgresDatabase } from './postgres-database.ts';
import type { Clock, Shop } from './shop-folder.ts';

/** Two servers' hold on one PostgreSQL, each with a data folder of its own; gone when the test ends. */
export async function openTwoShops(
  start = '2026-01-15T03:00:00Z',
): Promise<readonly [one: Shop, other: Shop]> {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-shops-'));
  const { option, drop } = await makePostgresDatabase();
  const clock: Clock = { now: Date.parse(start) };
  const open = async (name: string): Promise<Shop> => {
    const path = join(place, name);
    return { folder: await openDataFolder({ path, now: clock.now, create: true, ...option }), path, clock };
  };
  const shops = [await open('one'), await open('other')] as const;
  onTestFinished(async () => {
    for (const { folder } of shops) await folder.close();
    await rm(place, { recursive: true });
    await drop();
  });
  return shops;
}
