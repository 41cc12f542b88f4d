import { sql } from 'kysely';
import { decimalText } from '../../domain/exact.ts';
import { as, bigint, commas, type Expression } from '../../sql/expression.ts';
import type { StoredMetric } from '../../sql/stored.ts';
import type { Reading } from './reading.ts';

/** A customer as lists show them. Phone and e-mail are masked; days are `YYYY-MM-DD`, moments ISO 8601 in UTC. */
export interface CustomerRow {
  readonly id: string;
  readonly externalId: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly region: string | null;
  readonly source: string | null;
  readonly channel: string | null;
  readonly store: string | null;
  readonly owner: string | null;
  readonly registeredAt: string | null;
  /** Null before the first evaluation, and for who came after it while an import is under way. */
  readonly tier: string | null;
  /** By id; money in major units, fractions as numbers. */
  readonly metrics: Readonly<Record<string, MetricCell>>;
  readonly asOf: string | null;
  readonly gradedAt: string | null;
}

export type MetricCell = number | string | null;
type Cell = bigint | number | string | null;
type Read = Readonly<Record<string, Cell>>;

const shown = ['external_id', 'name', 'region', 'source', 'channel', 'store', 'owner'];

/** The customers of these numbers, in the same order; who is gone by now is left out. */
export async function readRows(reading: Reading, ids: readonly bigint[]): Promise<CustomerRow[]> {
  if (ids.length === 0) return [];
  const { db, generation } = reading;
  const columns = [
    sql`customers.customer_id`,
    ...shown.map((name) => sql.ref(`customers.${name}`)),
    sql`phone_masked`,
    sql`email_masked`,
    sql`cast(registered_day as text) as registered`,
    ...gradedColumns(reading),
  ];
  const list = commas(ids.map(bigint));
  const graded =
    generation === null
      ? sql``
      : sql` left join (select * from ${sql.table(generation.graded.table)} where customer_id in (${list})) as graded
          on graded.customer_id = customers.customer_id`;
  const { rows } = await sql<Read>`select ${commas(columns)} from customers${graded}
    where customers.customer_id in (${list})`.execute(db);
  const found = new Map(rows.map((row) => [row.customer_id, row]));
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row === undefined ? [] : [customerRow(row, reading)];
  });
}

function gradedColumns({ generation }: Reading): Expression[] {
  if (generation === null) return [];
  const stored = generation.graded.metrics.flatMap(({ value, den }) =>
    den === null ? [value] : [value, den],
  );
  return [
    sql`graded.tier`,
    sql`cast(graded.as_of as text) as graded_as_of`,
    sql`cast(graded.graded_at as text) as graded_moment`,
    ...stored.map(({ name, type }) => {
      const column = sql.ref(`graded.${name}`);
      return type === 'date' ? as(sql`cast(${column} as text)`, name) : column;
    }),
  ];
}

function customerRow(row: Read, { generation }: Reading): CustomerRow {
  const word = (name: string): string | null => {
    const cell = row[name] ?? null;
    return cell === null ? null : String(cell);
  };
  const metrics = generation?.graded.metrics.map(
    (stored) => [stored.metric.id, metricCell(stored, row)] as const,
  );
  return {
    id: String(row.customer_id),
    externalId: String(row.external_id),
    name: word('name'),
    phone: word('phone_masked'),
    email: word('email_masked'),
    region: word('region'),
    source: word('source'),
    channel: word('channel'),
    store: word('store'),
    owner: word('owner'),
    registeredAt: word('registered'),
    tier: generation?.scheme.tiers[Number(row.tier ?? -1)]?.id ?? null,
    metrics: Object.fromEntries(metrics ?? []),
    asOf: word('graded_as_of'),
    gradedAt: moment(word('graded_moment')),
  };
}

function metricCell({ metric, value, den }: StoredMetric, row: Read): MetricCell {
  const cell = row[value.name] ?? null;
  if (typeof cell !== 'bigint') return cell;
  if (den === null) return Number(decimalText({ units: cell, scale: metric.scale }));
  const divisor = row[den.name] ?? null;
  return typeof divisor === 'bigint' ? Number(cell) / Number(divisor) : null;
}

/** A moment as databases write it, in UTC. */
export function moment(stored: string | null): string | null {
  return stored === null ? null : new Date(`${stored.replace(' ', 'T')}Z`).toISOString();
}
