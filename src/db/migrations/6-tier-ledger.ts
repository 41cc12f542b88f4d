import { type Kysely, type Migration, sql } from 'kysely';

/**
 * What customers hold, and the ledger of its changes. `tier_ledger` is only ever added to: of several entries of a customer with one
 * effective day the last counts. `held` is what everybody holds at the end of the last decided day, `held_history` what
 * they held before, from `since` to `until`; both follow from the register and can be made again from it.
 */
const held = `customer_id bigint not null, since date not null, tier bigint not null, began date not null, upgrade_to bigint, upgrade_on date,
  downgrade_to bigint, downgrade_due date, downgrade_on date, warned_for date, frozen_until date,
  shown bigint not null, facts text not null, entries bigint not null, entered date`;

export function tierLedger(): Migration {
  const tables: readonly string[] = [
    `create table held (${held})`,
    `create table held_history (${held}, until date not null)`,
    `create table tier_ledger (customer_id bigint not null, entry_no bigint not null, batch_id bigint not null, effective date not null,
      recorded_at timestamp not null, kind text not null, outcome text, from_tier text, to_tier text not null, held_tier text not null,
      rises boolean, decided date not null, reason text)`,
    `create table ledger_batches (batch_id bigint primary key, kind text not null, day date not null, evaluation_id bigint, scheme_id text not null,
      version integer not null, recorded_at timestamp not null, entries bigint not null, digest text not null, chained text not null)`,
    `create table ledger_state (only_row integer primary key, began date not null, decided date, seen json not null,
      scheme_id text, version integer, scheme_since date)`,
    `create table to_decide_again (customer_id bigint not null, from_day date not null)`,
    `create table freezes (customer_id bigint not null, given_on date not null, frozen_until date, reason text not null, author text not null,
      recorded_at timestamp not null)`,
    `create table overrides (override_id bigint primary key, customer_id bigint not null, kind text not null, tier text not null, from_day date not null,
      until_day date, reason text not null, author text not null, given_at timestamp not null, approver text, approved_at timestamp,
      last_day date, ended_by text, ended_at timestamp)`,
    `alter table evaluations add column in_ledger boolean`,
    `alter table schemes add column holders text`,
  ];
  return {
    up: async (db) => {
      for (const statement of tables) await sql.raw(statement).execute(db);
      await addFacts(db);
    },
  };
}

/** The published evaluation gets the columns of what the lifecycle decides by; it decided nothing. */
async function addFacts(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: bigint }>`select evaluation_id as id from published`.execute(db);
  for (const { id } of rows) {
    const table = sql.table(`grades_${id}`);
    await sql`alter table ${table} add column computed bigint`.execute(db);
    await sql`alter table ${table} add column holds text`.execute(db);
    await sql`update ${table} set computed = tier, holds = ''`.execute(db);
  }
}
