import { Option } from 'commander';
import { type DataFolder, openDataFolder } from '../db/data-folder.ts';
import { openSeal } from '../features/contacts/open-seal.ts';
import type { Seal } from '../features/contacts/seal.ts';
import { endEvaluations } from '../features/evaluations/record-evaluation.ts';
import { finishImports } from '../features/imports/keep-incoming.ts';
import type { Surroundings } from './surroundings.ts';

export interface DataFlags {
  readonly data: string;
}

/** `--data`, which every command on kept data takes. */
export function dataOption(say: (zh: string, en: string) => string): Option {
  return new Option(say('--data <文件夹>', '--data <folder>'), say('数据文件夹', 'the data folder')).default(
    './tierbook-data',
  );
}

/**
 * Opens the data folder for one command, ends first what a killed process left half done there, and closes it
 * afterwards, whatever happens.
 */
export async function withFolder<T>(
  { data }: DataFlags,
  { now, keyFile }: Surroundings,
  create: boolean,
  work: (folder: DataFolder, seal: Seal) => Promise<T>,
): Promise<T> {
  const folder = await openDataFolder({ path: data, now, create });
  try {
    const seal = await openSeal(folder, keyFile);
    await finishImports(folder, now);
    await endEvaluations(folder, now);
    return await work(folder, seal);
  } finally {
    await folder.close();
  }
}
