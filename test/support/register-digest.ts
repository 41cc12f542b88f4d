import { sql } from 'kysely';
import type { DataFolder } from '../../src/db/data-folder.ts';

export const registerTables = {
  orders: 'order_id',
  several_lines: 'order_id',
  refunds: 'refund_id',
  events: 'event_id',
  customers: 'external_id',
} as const;
export type RegisterTable = keyof typeof registerTables;

export interface KeptRow {
  /** All that is kept of it but our own numbers. */
  readonly said: string;
  readonly recording: bigint;
  /** Whose it is, by his external id. */
  readonly customer: string;
}

/** The current rows of a table by what they are known by; the lines of an order together. */
export async function rowsOf(folder: DataFolder, table: RegisterTable): Promise<Map<string, KeptRow[]>> {
  const { rows } = await sql<
    Record<string, unknown>
  >`select row_of.*, c.external_id as of_customer from ${sql.table(table)} as row_of
    left join customers as c on c.customer_id = row_of.customer_id`.execute(folder.database().reader);
  const found = new Map<string, KeptRow[]>();
  for (const { recorded_by, customer_id: _, of_customer, ...said } of rows) {
    const key = String(said[registerTables[table]]);
    const entries = Object.entries({ ...said, of_customer }).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const text = JSON.stringify(entries, (_name, value) => (typeof value === 'bigint' ? `${value}n` : value));
    const row = { said: text, recording: recorded_by as bigint, customer: String(of_customer) };
    found.set(
      key,
      [...(found.get(key) ?? []), row].toSorted((a, b) => (a.said < b.said ? -1 : 1)),
    );
  }
  return found;
}

/** How many rows there are of what only grows. */
export async function grown(folder: DataFolder): Promise<number[]> {
  const histories = Object.keys(registerTables).map((table) => `${table}_history`);
  const tables = [
    ...histories,
    'recordings',
    'imports',
    'tier_ledger',
    'ledger_batches',
    'audit_log',
    'order_points',
  ];
  const counts = tables.map((table) => sql`(select count(*) from ${sql.table(table)}) as ${sql.ref(table)}`);
  const { rows } = await sql<Record<string, bigint>>`select ${sql.join(counts)}`.execute(
    folder.database().reader,
  );
  return Object.values(rows[0] ?? {}).map(Number);
}

/**
 * What all current rows of the register say, our own numbers left out: how many there are of each table, and a checksum of the
 * engine over their columns, whose they are by external id.
 */
export async function currentDigest(folder: DataFolder): Promise<string> {
  const { reader, dialect } = folder.database();
  const digests: string[] = [];
  for (const table of Object.keys(registerTables)) {
    const named = await sql<{ name: string }>`select column_name as name from information_schema.columns
      where table_schema = current_schema() and table_name = ${table}
        and column_name not in ('customer_id', 'recorded_by') order by column_name`.execute(reader);
    const columns = named.rows.map(({ name }) => sql.ref(`r.${name}`));
    const { rows } = await sql<{ n: bigint; checksum: unknown }>`select count(*) as n,
      ${dialect.checksum([...columns, sql`c.external_id`])} as checksum
      from ${sql.table(table)} as r left join customers as c on c.customer_id = r.customer_id`.execute(
      reader,
    );
    digests.push(`${table} ${rows[0]?.n} ${String(rows[0]?.checksum)}`);
  }
  return digests.join('; ');
}
