import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSeal, KEY_BYTES } from '../../src/features/contacts/seal.ts';
import type { FileKind } from '../../src/features/imports/column-names.ts';
import { importIntoShop, type ShopImport } from '../../src/features/imports/import-into-shop.ts';
import type { ImportReport } from '../../src/features/imports/import-request.ts';
import type { Shop } from './shop-folder.ts';

export const testSeal = createSeal(Buffer.alloc(KEY_BYTES, 1));

/** Imports files of these contents in one go. */
export async function importText(
  { folder, clock }: Pick<Shop, 'folder' | 'clock'>,
  kind: FileKind,
  contents: readonly (string | Buffer)[],
  given: Partial<ShopImport> = {},
): Promise<ImportReport> {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-import-'));
  try {
    const files = contents.map((_, index) => ({
      path: join(place, `${index}.csv`),
      name: `${kind}${index}.csv`,
    }));
    for (const [index, content] of contents.entries()) await writeFile(join(place, `${index}.csv`), content);
    return await importIntoShop(folder, {
      kind,
      files,
      settled: new Map(),
      preset: undefined,
      amounts: null,
      dayOrder: undefined,
      dryRun: false,
      rejects: null,
      seal: testSeal,
      lang: 'en',
      author: 'test',
      clock: () => clock.now,
      signal: new AbortController().signal,
      progress: { step: () => undefined, at: () => undefined },
      ...given,
    });
  } finally {
    await rm(place, { recursive: true });
  }
}
