import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { refuse } from '../../domain/problem.ts';
import { KEY_FILE, loadSeal } from './key-file.ts';
import type { Seal } from './seal.ts';

/** A setting that only the right key gives. */
const CHECK = 'seal check';

/**
 * The seal of a data folder. A new folder gets a key; afterwards the key must be the one with which its contact
 * data was sealed. Throws an InputError when it is missing or another.
 */
export async function openSeal(folder: DataFolder, keyFile: string | undefined): Promise<Seal> {
  const path = keyFile ?? join(folder.path, KEY_FILE);
  const known = await readCheck(folder.database().reader);
  const seal = await loadSeal(path, { create: known === null });
  const check = seal.key('check', CHECK);
  if ((known ?? (await noteCheck(folder, check))) === check) return seal;
  return refuse(
    'wrong-key',
    path,
    '这不是这个数据文件夹的密钥文件，打不开其中的联系方式；请换成原来的密钥文件',
    'this is not the key file of this data folder, so its contact data cannot be opened; use the original one',
  );
}

/** Notes the check of a new key, unless another server that started at the same time has noted its own. Gives which one holds. */
async function noteCheck({ writer }: DataFolder, check: string): Promise<string> {
  return await writer.write(async (trx) => {
    const other = await readCheck(trx);
    if (other === null) await sql`insert into settings values (${CHECK}, ${check})`.execute(trx);
    return other ?? check;
  });
}

async function readCheck(db: Kysely<unknown>): Promise<string | null> {
  const { rows } = await sql<{ value: string }>`select value from settings where name = ${CHECK}`.execute(db);
  return rows[0]?.value ?? null;
}
