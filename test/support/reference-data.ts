import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../../shared/data', import.meta.url));

/**
 * A file of the reference data, which is not part of the repository: in `TIERBOOK_REFERENCE_DATA`, else beside
 * the checkout. Undefined where there is none; tests then skip.
 */
export function referencePath(...parts: readonly string[]): string | undefined {
  const path = join(process.env.TIERBOOK_REFERENCE_DATA ?? beside, ...parts);
  return existsSync(path) ? path : undefined;
}
