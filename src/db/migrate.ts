import { type Migration, Migrator } from 'kysely';
import type { Database } from './database.ts';
import { register } from './migrations/1-register.ts';
import { accounts } from './migrations/2-accounts.ts';

/** In the order in which they are applied; a released one is never changed. */
const migrations: Readonly<Record<string, (db: Database) => Migration>> = {
  '1-register': register,
  '2-accounts': accounts,
};

/** Brings a database's tables up to date, all in one transaction. */
export async function migrate(db: Database): Promise<void> {
  const all = Object.entries(migrations).map(([name, migration]) => [name, migration(db)] as const);
  const migrator = new Migrator({
    db: db.kysely,
    provider: { getMigrations: async () => Object.fromEntries(all) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
