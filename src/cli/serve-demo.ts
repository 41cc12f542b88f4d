import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleInto } from '../features/sample/sample-into.ts';
import { loadDocument } from '../features/schemes/load-scheme.ts';
import { firstPublication, publishScheme } from '../features/schemes/published-schemes.ts';
import type { RunningServer } from '../http/serve.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';

/** A shop of this size shows everything and is there within seconds. */
const size = { customers: 1000, orders: 10_000, seed: 1 };
const STANDARD = 'sales-levels';

/** A folder for a demonstration that leaves nothing behind. */
export async function demoFolder(): Promise<{ readonly data: string; readonly remove: () => Promise<void> }> {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-demo-'));
  return { data: join(place, 'data'), remove: async () => await rm(place, { recursive: true, force: true }) };
}

/**
 * Fills a served, empty data folder with a made-up shop that is graded by a template. Throws an InputError where there
 * are customers already.
 */
export async function fillDemo(
  { shop: { folder, seal } }: RunningServer,
  { lang, stderr, clock, signal }: Surroundings,
): Promise<void> {
  const author = 'command line';
  if ((await firstPublication(folder.database().reader)) === null) {
    const { document } = await loadDocument(STANDARD);
    await publishScheme(folder, { document, author, at: clock() });
  }
  const progress = progressBar(stderr, lang);
  try {
    await sampleInto(folder, { ...size, until: null, seal, lang, author, clock, signal, progress });
  } finally {
    progress.stop();
  }
}
