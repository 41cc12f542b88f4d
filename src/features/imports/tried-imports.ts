import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadImport } from './import-result.ts';
import { type KeptReading, keepReading, linkOrCopy, readReading } from './kept-readings.ts';

/** An import that was asked for, as `KeptImport`. */
interface Asked {
  readonly job: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Which files are to be read, and how: a dry run and the import after it say the same. */
  readonly said: string;
  /** The folder of such a dry run; null where there was none lately. */
  readonly tried: string | null;
}

/**
 * What dry runs read, for imports of the same that are asked for next: they need not read it again. The last few are remembered, like
 * uploads, until the process ends. `errorFiles` is a folder as in `ImportRequest`, `rejects` the path of its list.
 */
export interface TriedImports {
  /** Keeps what a dry run read completely, with the rows that it left out. */
  readonly keep: (dryRun: Asked, reading: KeptReading, left: LeftOut) => Promise<void>;
  /** The folder of the dry run that read the same files in the same way; null where there was none lately. */
  readonly find: (said: string) => string | null;
  /** What the dry run of an import read, the rows left out put where its own would be; null where it is not there any more. */
  readonly take: (asked: Pick<Asked, 'tried'>, left: LeftOut) => Promise<KeptReading | null>;
  readonly forget: (found: string) => Promise<void>;
  /** Forgets those that were asked for before a moment, in milliseconds since 1970. */
  readonly sweep: (before: number) => Promise<void>;
}

/** Where an import has the rows that it left out. */
export interface LeftOut {
  readonly errorFiles: string;
  readonly rejects: string;
}

/** Whoever tries mappings settles on one of the last. */
const MOST = 4;

interface Tried extends Pick<Asked, 'said' | 'startedAt'> {
  /** Of its folder. */
  readonly name: string;
}

/** Dry runs, each in a folder of its own in `folder`, which is made when there is something to keep. */
export function openTriedImports(folder: string): TriedImports {
  let all: readonly Tried[] = [];
  const forget = async (those: readonly Tried[]): Promise<void> => {
    all = all.filter((one) => !those.includes(one));
    for (const { name } of those) await rm(join(folder, name), { recursive: true, force: true });
  };
  return {
    find: (said) => all.find((one) => one.said === said)?.name ?? null,
    forget: async (found) => await forget(all.filter(({ name }) => name === found)),
    sweep: async (before) => await forget(all.filter(({ startedAt }) => startedAt < before)),
    keep: async ({ job: name, startedAt, said }, reading, left) => {
      await keepReading(join(folder, name), reading);
      await linkLeftOut(reading.read, left, leftIn(join(folder, name)));
      const same = all.filter((one) => one.said === said);
      all = [...all.filter((one) => one.said !== said), { name, startedAt, said }];
      await forget([...same, ...all.slice(0, Math.max(0, all.length - MOST))]);
    },
    take: async ({ tried }, left) => {
      const reading = tried === null ? null : await readReading(join(folder, tried));
      if (reading !== null) await linkLeftOut(reading.read, leftIn(join(folder, tried ?? '')), left);
      return reading;
    },
  };
}

function leftIn(folder: string): LeftOut {
  return { errorFiles: folder, rejects: join(folder, 'rejects.csv') };
}

async function linkLeftOut({ errorFiles, rejects }: ReadImport, from: LeftOut, to: LeftOut): Promise<void> {
  for (const { position } of errorFiles) {
    await linkOrCopy(join(from.errorFiles, String(position)), join(to.errorFiles, String(position)));
  }
  if (rejects) await linkOrCopy(from.rejects, to.rejects);
}
