import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, type Queryable, run } from '../../db/database.ts';

/** All tables of all simulations begin so. */
const ALL = 'simulation_';
/** Those of this process that are under way. */
const reserved = new Set<string>();
let last = 0;

/** Names of tables that nobody else uses. */
export interface OwnTables {
  readonly prefix: string;
  /** Takes the tables away. */
  readonly drop: (db: Queryable) => Promise<void>;
}

/**
 * Works with tables whose names begin with a prefix of their own, so that several simulations can run at once, and takes
 * them away.
 */
export async function withTables<T>(work: Database, use: (prefix: string) => Promise<T>): Promise<T> {
  const own = await reserveTables(work);
  try {
    return await use(own.prefix);
  } finally {
    await own.drop(work);
  }
}

/** The same for as long as somebody needs them. Where no other process has the database open, what simulations of a killed one left goes too. */
export async function reserveTables(work: Database): Promise<OwnTables> {
  const prefix = `${ALL}${work.tag ?? ''}${++last}_`;
  reserved.add(prefix);
  if (work.tag === undefined) {
    await dropSome(work, (table) => ![...reserved].some((known) => table.startsWith(known)));
  }
  return {
    prefix,
    drop: async (db) => {
      await dropSome(db, (table) => table.startsWith(prefix)).catch(() => undefined);
      reserved.delete(prefix);
    },
  };
}

/** Takes away what simulations of killed processes left; for a folder that was just opened. */
export async function dropSimulations({ isFirst, database }: DataFolder): Promise<void> {
  if (!isFirst) return;
  const work = await database().separate();
  await dropSome(work, () => true).finally(work.close);
}

/** What cannot be dropped now, or is being dropped by another, goes with the next simulation. */
async function dropSome(work: Queryable, which: (table: string) => boolean): Promise<void> {
  const rows = await run(
    work,
    sql`select table_name as name from information_schema.tables
      where table_schema = current_schema() and left(table_name, ${sql.lit(ALL.length)}) = ${ALL}`,
  );
  const names = rows.map(({ name }) => String(name)).filter(which);
  for (const name of names) {
    await run(work, sql`drop table if exists ${sql.table(name)}`).catch(() => undefined);
  }
}
