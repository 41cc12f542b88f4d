import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { postgresUrl } from './postgres.ts';

async function openScratch(): Promise<Database> {
  const spill = await mkdtemp(join(inject('scratch'), 'spill-'));
  return await openEmbedded({ path: ':memory:', spill });
}

const url = postgresUrl();

/** The engines of this run: PostgreSQL where there is one. */
export const engines: readonly (readonly [string, () => Promise<Database>])[] = [
  ['DuckDB', openScratch],
  ...(url === undefined ? [] : [['PostgreSQL', async () => openPostgres({ url })] as const]),
];
