import type pg from 'pg';
import { migrate } from './migrate.ts';
import type { PostgresDatabase } from './postgres.ts';

/** What a table is looked up by; the embedded engine needs no indexes, as it skips what cannot match. */
const indexes: Readonly<Record<string, readonly string[]>> = {
  customers: ['external_id', 'recorded_by', 'owner', 'referred_by', 'phone_key', 'email_key'],
  customer_ids: ['first_hash', 'customer_id'],
  merged_names: ['external_id', 'customer_id', 'recorded_by'],
  orders: ['customer_id', 'order_id', 'recorded_by'],
  order_ids: ['order_id'],
  several_lines: ['customer_id', 'order_id'],
  refunds: ['customer_id', 'refund_id', 'recorded_by'],
  events: ['customer_id', 'event_id', 'recorded_by'],
  customers_history: ['customer_id', 'ended_by'],
  orders_history: ['customer_id', 'ended_by'],
  several_lines_history: ['customer_id'],
  refunds_history: ['customer_id', 'ended_by'],
  events_history: ['customer_id', 'ended_by'],
  named_rows: ['row_id'],
  order_points: ['event_id', 'order_id', 'recorded_by'],
  settled_refunds: ['order_id', 'recorded_by'],
  recordings: ['import_id'],
  held: ['customer_id'],
  held_history: ['customer_id'],
  tier_ledger: ['customer_id', 'batch_id', 'effective'],
  to_decide_again: ['customer_id'],
  freezes: ['customer_id'],
  overrides: ['customer_id'],
  webhook_deliveries: ['endpoint_id', 'customer_id'],
};

/** Servers that start at the same time do it one after the other. */
const LOCK = `hashtext('tierbook schema')`;

/** Brings tables and indexes up to date. */
export async function preparePostgres(database: PostgresDatabase): Promise<void> {
  const client = await database.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    const own = await database.separate();
    await migrate(own).finally(own.close);
    await addIndexes(client);
  } finally {
    await client.end();
  }
}

/** Only those that are missing: to make one waits for everybody who writes. */
async function addIndexes(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select indexname as name from pg_indexes where schemaname = current_schema()',
  );
  const there = new Set(rows.map(({ name }) => name));
  for (const [table, columns] of Object.entries(indexes)) {
    for (const column of columns) {
      const name = `${table}_by_${column}`;
      if (!there.has(name)) await client.query(`create index ${name} on ${table} (${column})`);
    }
  }
}
