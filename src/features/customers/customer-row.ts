import { sql } from 'kysely';
import { decimalText } from '../../domain/exact.ts';
import { as, bigint, commas, date, type Expression, literalText } from '../../sql/expression.ts';
import { type StoredMetric, storedColumns } from '../../sql/stored.ts';
import type { Generation } from '../evaluations/generation.ts';
import { isoMoment } from '../register/recording.ts';
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
  // Found by the keys of both tables, which is faster than joining them.
  const [customers, grades] = await Promise.all([
    readSome(reading, 'customers', registerColumns, ids),
    reading.generation === null
      ? []
      : readSome(reading, reading.generation.graded.table, gradedColumns(reading.generation), ids),
  ]);
  const graded = new Map(grades.map((row) => [row.customer_id, row]));
  const found = new Map(customers.map((row) => [row.customer_id, row]));
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row === undefined ? [] : [customerRow({ ...graded.get(id), ...row }, reading)];
  });
}

const registerColumns: readonly Expression[] = [
  ...shown.map((name) => sql.ref(name)),
  sql`phone_masked`,
  sql`email_masked`,
  sql`cast(registered_day as text) as registered`,
];

async function readSome(
  { db }: Reading,
  table: string,
  columns: readonly Expression[],
  ids: readonly bigint[],
): Promise<readonly Read[]> {
  const { rows } = await sql<Read>`select customer_id, ${commas(columns)} from ${sql.table(table)}
    where customer_id in (${listedSql(ids)})`.execute(db);
  return rows;
}

/** As many numbers are named: the engine then skips most of a table. */
const FEW = 16;

/** More as one parameter: so many of their own take longer to plan than to look up. */
export function listedSql(ids: readonly bigint[]): Expression {
  if (ids.length > 0 && ids.length <= FEW) return commas(ids.map(bigint));
  return sql`select cast(unnest(string_to_array(${literalText(ids.join(','))}, ',')) as bigint)`;
}

function gradedColumns({ graded, asOf, wholeAt }: Generation): Expression[] {
  return [
    sql`tier`,
    // Of whom nothing changed, grades of an earlier day stand for this one.
    sql`cast(greatest(as_of, ${date(asOf)}) as text) as graded_as_of`,
    sql`cast(greatest(graded_at, cast(${literalText(wholeAt)} as timestamp)) as text) as graded_moment`,
    ...graded.metrics.flatMap(storedColumns).map(({ name, type }) => {
      const column = sql.ref(name);
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
    gradedAt: isoMoment(word('graded_moment')),
  };
}

function metricCell({ metric, value, den }: StoredMetric, row: Read): MetricCell {
  const cell = row[value.name] ?? null;
  if (typeof cell !== 'bigint') return cell;
  if (den === null) return Number(decimalText({ units: cell, scale: metric.scale }));
  const divisor = row[den.name] ?? null;
  return typeof divisor === 'bigint' ? Number(cell) / Number(divisor) : null;
}
