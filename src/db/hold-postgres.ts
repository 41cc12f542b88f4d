import { type Kysely, sql } from 'kysely';
import { InputError } from '../domain/problem.ts';
import type { HeldDatabase } from './held-database.ts';
import { openPostgres, type PostgresDatabase } from './postgres.ts';
import { dropCopiedFiles } from './postgres-files.ts';
import { checkServer, checkUrl, refuseServer } from './postgres-problems.ts';
import { preparePostgres } from './postgres-schema.ts';
import { bePresent, type Presence } from './presence.ts';
import { turnsOn } from './turns.ts';
import { openWriter } from './writer.ts';

/** Opens a business's database on PostgreSQL, which other servers may have open too. */
export async function holdPostgres(url: string, exchange: string): Promise<HeldDatabase> {
  checkUrl(url);
  const database = openPostgres({ url, scratch: exchange });
  let presence: Presence | undefined;
  try {
    await checkServer(database);
    presence = await bePresent(database.connect);
    await preparePostgres(database);
    if (presence.isFirst) await dropCopiedFiles(database);
  } catch (error) {
    await presence?.end();
    await database.close();
    return error instanceof InputError ? Promise.reject(error) : refuseServer(url, error);
  }
  const { isFirst, end } = presence;
  const writer = openWriter({ mark, kysely: () => database.kysely, reopen: async () => undefined });
  return {
    database: () => database,
    writer,
    version: async () => await versionOf(database),
    isFirst,
    isShared: true,
    turns: turnsOn(database.connect),
    close: async () => {
      await writer.close();
      await end();
      await database.close();
    },
  };
}

/** Every commit is counted in the database, where the other servers see it; nothing of it stands in a file. */
const mark = {
  count: async (trx: Kysely<unknown>) => {
    await sql`update commit_mark set commits = commits + 1`.execute(trx);
    return { database: '', commits: 0n };
  },
  note: () => undefined,
};

async function versionOf({ reader }: PostgresDatabase): Promise<string> {
  const { rows } = await sql<{ commits: bigint }>`select commits from commit_mark`.execute(reader);
  return String(rows[0]?.commits);
}
