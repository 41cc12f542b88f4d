import { sql } from 'kysely';
import { type DataFolder, openDataFolder } from '../../db/data-folder.ts';
import { type FilledTables, fillPostgres } from '../../db/fill-postgres.ts';
import { publishedEvaluation, tableOf } from '../evaluations/generation.ts';
import { keptDistributions } from '../evaluations/kept-distributions.ts';
import { digestsOf } from '../ledger/write-entries.ts';

export interface Moved {
  readonly tables: number;
  readonly rows: number;
  readonly customers: number;
  readonly orders: number;
  readonly ledgerEntries: number;
}

interface MoveRequest {
  /** The data folder; it stays as it is. */
  readonly path: string;
  /** `postgres://…` of an empty database. */
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Copies a data folder's database into an empty one on PostgreSQL, all or nothing, and compares what came of it: the number
 * of rows of every table and the digest of every entry of the tier ledger. Throws an InputError where either is in use.
 */
export async function moveToPostgres({ path, url, now }: MoveRequest): Promise<Moved> {
  const folder = await openDataFolder({ path, now, create: false });
  try {
    const filled = await copyAll(folder, url);
    const rowsOf = (table: string): number => filled.get(table) ?? 0;
    return {
      tables: filled.size,
      rows: [...filled.values()].reduce((sum, rows) => sum + rows, 0),
      customers: rowsOf('customers'),
      orders: rowsOf('orders'),
      ledgerEntries: rowsOf('tier_ledger'),
    };
  } finally {
    await folder.close();
  }
}

async function copyAll({ database, exchange }: DataFolder, url: string): Promise<FilledTables> {
  const { reader, dialect } = database();
  const shown = await publishedEvaluation(reader);
  const grades = shown === null ? null : await tableOf(reader, shown);
  const distributions = await keptDistributions(reader);
  const before = await digestsOf(reader, sql`true`);
  return await fillPostgres({ kysely: database().kysely, dialect }, url, {
    exchange,
    makes: (table) =>
      distributions.has(table) || (grades !== null && (table === grades || table.startsWith(`${grades}_`))),
    keyed: (table) => table === grades,
    check: async (copied) => {
      const after = await digestsOf(copied, sql`true`);
      const other = [...before].find(([batch, { digest }]) => after.get(batch)?.digest !== digest);
      if (other === undefined && after.size === before.size) return;
      throw new Error(`the tier ledger's batch ${other?.[0]} is another one after copying`);
    },
  });
}
