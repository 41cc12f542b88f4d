import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openEmbedded } from '../../src/db/embedded.ts';
import { openPostgres } from '../../src/db/postgres.ts';
import { postgresUrl } from './postgres.ts';
import './check-statements.ts';

const folders: string[] = [];

async function openScratch(): Promise<Database> {
  const spill = await mkdtemp(join(tmpdir(), 'tierbook-test-'));
  folders.push(spill);
  return await openEmbedded({ path: ':memory:', spill });
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

const url = postgresUrl();

/** The engines of this run: PostgreSQL where there is one. */
export const engines: readonly (readonly [string, () => Promise<Database>])[] = [
  ['DuckDB', openScratch],
  ...(url === undefined ? [] : [['PostgreSQL', async () => openPostgres({ url })] as const]),
];
