import { type Migration, Migrator } from 'kysely';
import type { Database } from './database.ts';
import { register } from './migrations/1-register.ts';
import { accounts } from './migrations/2-accounts.ts';
import { audit } from './migrations/3-audit.ts';
import { orderIds } from './migrations/4-order-ids.ts';
import { commitMark } from './migrations/5-commit-mark.ts';
import { tierLedger } from './migrations/6-tier-ledger.ts';
import { events } from './migrations/7-events.ts';
import { customerIds } from './migrations/8-customer-ids.ts';
import { publications } from './migrations/9-publications.ts';
import { radar } from './migrations/10-radar.ts';
import { carriedGrades } from './migrations/11-carried-grades.ts';
import { points } from './migrations/12-points.ts';
import { challenges } from './migrations/13-challenges.ts';
import { wordsAndMerges } from './migrations/14-words-and-merges.ts';
import { undoImports } from './migrations/15-undo-imports.ts';
import { webhooks } from './migrations/16-webhooks.ts';
import { quality } from './migrations/17-quality.ts';
import { duplicates } from './migrations/18-duplicates.ts';
import { namesOfRows } from './migrations/19-names-of-rows.ts';
import { keptMappings } from './migrations/20-kept-mappings.ts';
import { resumedImports } from './migrations/21-resumed-imports.ts';
import { sources } from './migrations/22-sources.ts';
import { forms } from './migrations/23-forms.ts';
import { sourceNumbers } from './migrations/24-source-numbers.ts';
import { settledRefunds } from './migrations/25-settled-refunds.ts';

/** In the order in which they are applied; a released one is never changed. */
const migrations: Readonly<Record<string, (db: Database) => Migration>> = {
  '1-register': register,
  '2-accounts': accounts,
  '3-audit': audit,
  '4-order-ids': orderIds,
  '5-commit-mark': commitMark,
  '6-tier-ledger': tierLedger,
  '7-events': events,
  '8-customer-ids': customerIds,
  '9-publications': publications,
  '10-radar': radar,
  '11-carried-grades': carriedGrades,
  '12-points': points,
  '13-challenges': challenges,
  '14-words-and-merges': wordsAndMerges,
  '15-undo-imports': undoImports,
  '16-webhooks': webhooks,
  '17-quality': quality,
  '18-duplicates': duplicates,
  '19-names-of-rows': namesOfRows,
  '20-kept-mappings': keptMappings,
  '21-resumed-imports': resumedImports,
  '22-sources': sources,
  '23-forms': forms,
  '24-source-numbers': sourceNumbers,
  '25-settled-refunds': settledRefunds,
};

/** Brings a database's tables up to date, all in one transaction. */
export async function migrate(db: Database): Promise<void> {
  const all = Object.entries(migrations).map(
    ([name, migration]) => [recordedAs(name), migration(db)] as const,
  );
  const migrator = new Migrator({
    db: db.kysely,
    provider: { getMigrations: async () => Object.fromEntries(all) },
    nameComparator: (a, b) => (a < b ? -1 : 1),
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** The name under which a migration is noted. They are applied in the order of these names: `10` would come before `2`. */
export function recordedAs(name: string): string {
  return /^\d\d/.test(name) ? `a${name}` : name;
}
