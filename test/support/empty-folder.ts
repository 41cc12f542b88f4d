import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDataFolder } from '../../src/db/data-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder with nothing in it. */
    readonly emptyFolder: string;
  }
}

/** Makes the data folder that the run's shops are copies of: to copy tables takes less than to make them. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-empty-'));
  const path = join(place, 'data');
  await (await openDataFolder({ path, now: Date.now(), create: true })).close();
  provide('emptyFolder', path);
  return async () => await rm(place, { recursive: true });
}
