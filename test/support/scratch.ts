import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDataFolder } from '../../src/db/data-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder that is gone when the run is done; in `empty` a data folder with nothing in it, to be copied. */
    readonly scratch: string;
  }
}

/** Makes a folder for the run with the data folder that its shops are copies of: to copy tables takes less than to make them. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const scratch = await mkdtemp(join(tmpdir(), 'tierbook-tests-'));
  const path = join(scratch, 'empty');
  await (await openDataFolder({ path, now: Date.now(), create: true })).close();
  provide('scratch', scratch);
  return async () => await rm(scratch, { recursive: true, force: true });
}
