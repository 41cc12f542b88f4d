import type { DataFolder } from '../../db/data-folder.ts';
import type { Seal } from '../contacts/seal.ts';
import { type Check, check } from './check.ts';
import { ledgerRules } from './ledger-rules.ts';
import { publishedRules } from './published-rules.ts';
import { readTables } from './read-tables.ts';
import { recordingRules } from './recording-rules.ts';
import { registerRules } from './register-rules.ts';
import { sealRule } from './seal-rule.ts';

export interface Verification {
  /** One for every table. */
  readonly tables: readonly Check[];
  readonly rules: readonly Check[];
}

/** Reads everything in a data folder and looks whether all that should be true of it is. Changes nothing. */
export async function verifyFolder(folder: DataFolder, seal: Seal): Promise<Verification> {
  const { reader: db, dialect } = folder.database();
  const tables = await readTables(db, dialect);
  const rules: Check[] = [];
  for (const rule of [
    ...registerRules(dialect),
    ...recordingRules,
    ...publishedRules,
    ...ledgerRules,
    sealRule(seal, dialect),
  ]) {
    rules.push(await check(db, rule));
  }
  return { tables, rules };
}
