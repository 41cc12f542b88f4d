import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../..', process.env.TIERBOOK_REFERENCE_DATA ?? '../shared/data');

/**
 * A file of the published reference data (`TIERBOOK_REFERENCE_DATA`, else `../shared/data` beside the
 * repository), `undefined` where it is not at hand: skip the test then, and say so in its title.
 */
export function referencePath(...parts: string[]): string | undefined {
  const path = join(folder, ...parts);
  return existsSync(path) ? path : undefined;
}
