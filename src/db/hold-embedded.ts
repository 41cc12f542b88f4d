import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openMark, refuseOtherDatabase } from './commit-mark.ts';
import { type EmbeddedDatabase, openEmbedded } from './embedded.ts';
import { refuseFolder, refuseUnusable } from './folder-problems.ts';
import type { HeldDatabase } from './held-database.ts';
import { migrate } from './migrate.ts';
import { alone } from './turns.ts';
import { openWriter } from './writer.ts';

export const DATABASE_FILE = 'tierbook.duckdb';
const READERS = 4;

export interface EmbeddedPlace {
  /** The data folder. */
  readonly path: string;
  readonly exchange: string;
  readonly spill: string;
  readonly memoryLimitMb?: number;
}

/** Opens the database file of a data folder; an invalidated one is opened anew. */
export async function holdEmbedded({
  path,
  exchange,
  spill,
  memoryLimitMb,
}: EmbeddedPlace): Promise<HeldDatabase> {
  const options = {
    path: join(path, DATABASE_FILE),
    spill,
    exchange,
    readers: READERS,
    givesWay: true,
    ...(memoryLimitMb === undefined ? {} : { memoryLimitMb }),
  };
  let database = await openFile(path, options);
  let open = true;
  const closeDatabase = async (): Promise<void> => {
    if (open) await database.close();
    open = false;
  };
  try {
    await database.connection.run(`checkpoint`);
  } catch (error) {
    await closeDatabase();
    refuseUnusable(path, error);
  }
  const mark = await openMark(path, database.connection).catch(async (error) => {
    await closeDatabase();
    return refuseFolder(path, error);
  });
  const writer = openWriter({
    mark,
    kysely: () => database.kysely,
    log: {
      bytes: () => statSync(`${options.path}.wal`, { throwIfNoEntry: false })?.size ?? 0,
      takeOver: async () => {
        await database.connection.run('checkpoint');
      },
    },
    // Never two at once: a second instance of one file loses rows.
    reopen: async () => {
      await closeDatabase();
      database = await openFile(path, options);
      open = true;
      await mark.reread(database.connection);
    },
  });
  return {
    database: () => database,
    writer,
    version: async () => String(writer.version()),
    isFirst: true,
    isShared: false,
    turns: alone,
    close: async () => {
      await writer.close();
      mark.close();
      await closeDatabase();
    },
  };
}

async function openFile(
  folder: string,
  options: Parameters<typeof openEmbedded>[0],
): Promise<EmbeddedDatabase> {
  let database: EmbeddedDatabase | null = null;
  try {
    database = await openEmbedded({
      ...options,
      first: async (connection) => await refuseOtherDatabase(folder, connection),
    });
    await migrate(database);
    return database;
  } catch (error) {
    await database?.close();
    return refuseUnusable(folder, error);
  }
}
