import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { giveUpImport } from '../features/imports/finish-imports.ts';
import type { KeptImport, KeptImports } from '../features/imports/kept-imports.ts';
import type { WorkOrder } from '../features/jobs/jobs.ts';
import { errorFilesOf } from './error-files.ts';
import { REJECTS, runImport } from './run-import.ts';
import type { ServedShop } from './served-shop.ts';

/**
 * A kept import as a job; `onTaken` is told when the files are in the register. Of a lasting server it goes on when the server is
 * started again: it looks what is committed, takes what was read completely, and reads the rest again.
 */
export function importOrder(
  shop: ServedShop,
  imports: KeptImports,
  kept: KeptImport,
  onTaken: () => Promise<void> = async () => undefined,
): WorkOrder {
  const { job: id, startedAt } = kept;
  return {
    ...{ kind: 'import', id, startedAt, goesOn: shop.lasting },
    work: async (context) => {
      const result = await runImport({ shop, imports, kept, context });
      if (result.importId !== null) await onTaken();
      if (!result.rejects) await rm(imports.pathOf(id, REJECTS), { force: true });
      return result;
    },
    onCancel: async () => await imports.withdraw(id),
    onEnd: async () => {
      await giveUpImport(shop.folder, id, shop.clock());
      await keepRejects(shop, id, imports.pathOf(id, REJECTS));
      await imports.discard(kept);
    },
    forget: async () => {
      await rm(rejectsPath(shop, id), { force: true });
      await errorFilesOf(shop, true).discard(id);
    },
  };
}

/** Where the rows that a job left out are listed; null where nothing was. */
export function rejectsOf(shop: ServedShop, job: string): string | null {
  const path = rejectsPath(shop, job);
  return existsSync(path) ? path : null;
}

function rejectsPath({ folder }: ServedShop, job: string): string {
  return join(folder.exchange, 'rejects', `${job}.csv`);
}

async function keepRejects(shop: ServedShop, job: string, written: string): Promise<void> {
  if (!existsSync(written)) return;
  const path = rejectsPath(shop, job);
  await mkdir(dirname(path), { recursive: true });
  await rename(written, path);
}
