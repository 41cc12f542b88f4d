import { type Kysely, sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { bigint, constantText, type Dialect, type Expression } from '../../sql/expression.ts';
import { chosen } from './chosen.ts';

/** What comes under a customer's name, by what its rows are known by. */
export const namedKeys = { orders: 'order_id', refunds: 'refund_id', events: 'event_id' } as const;
export type Named = keyof typeof namedKeys;
export const isNamed = (table: string): table is Named => table in namedKeys;

/**
 * Notes under which further name of their customers the rows came that a recording brought; `incoming` is a relation with `external_id` and
 * what the rows are known by.
 */
export async function noteNames(
  trx: Kysely<unknown>,
  what: Named,
  incoming: Expression,
  recordingId: bigint,
): Promise<void> {
  const { rows } = await sql`select 1 from merged_names limit 1`.execute(trx);
  if (rows.length === 0) return;
  const key = sql.ref(namedKeys[what]);
  await sql`insert into named_rows select ${constantText(what)}, i.${key}, i.external_id, ${bigint(recordingId)} from ${incoming} as i
      join merged_names as n on n.external_id = i.external_id
      join ${sql.table(what)} as kept on kept.${key} = i.${key} and kept.recorded_by = ${bigint(recordingId)}`.execute(
    trx,
  );
}

/** The same of few rows, each with the external id under which it came. */
export async function noteFewNames(
  trx: Kysely<unknown>,
  dialect: Dialect,
  what: Named,
  rows: readonly { readonly id: bigint; readonly name: string }[],
  recordingId: bigint,
): Promise<void> {
  if (rows.length === 0) return;
  const names = [...new Set(rows.map(({ name }) => name))];
  const found = await sql<{ name: string }>`select external_id as name from merged_names
    where external_id in ${chosen(dialect, 'text', names)}`.execute(trx);
  const further = new Set(found.rows.map(({ name }) => name));
  const noted = rows.filter(({ name }) => further.has(name));
  if (noted.length === 0) return;
  const given = JSON.stringify(noted.map(({ id, name }) => ({ id: String(id), name })));
  const relation = dialect.rowsOfJson(given, [
    { name: 'id', type: 'bigint' },
    { name: 'name', type: 'text' },
  ]);
  await sql`insert into named_rows select ${constantText(what)}, i.id, i.name, ${bigint(recordingId)} from ${relation} as i`.execute(
    trx,
  );
}

/**
 * The rows of a relation, which has what they are known by and the `recorded_by` of a version, are versions of a new recording from now on: under
 * the same names, or those that `name` makes of `n.external_id`; null is the customer's own.
 */
export async function carryNames(
  db: Queryable,
  what: Named,
  rows: Expression,
  recordingId: bigint,
  name: Expression = sql`n.external_id`,
): Promise<void> {
  const key = sql.ref(namedKeys[what]);
  await run(
    db,
    sql`insert into named_rows select ${constantText(what)}, i.${key}, ${name}, ${bigint(recordingId)} from ${rows} as i
      left join named_rows as n on n.what = ${constantText(what)} and n.row_id = i.${key} and n.recorded_by = i.recorded_by
      where ${name} is not null`,
  );
}

/** A condition on a current row: the name under which it came is one of these. */
export function cameUnder(dialect: Dialect, what: Named, names: readonly string[]): Expression {
  const key = sql.ref(`current.${namedKeys[what]}`);
  return sql`exists (select 1 from named_rows as n where n.what = ${constantText(what)} and n.row_id = ${key}
    and n.recorded_by = current.recorded_by and n.external_id in ${chosen(dialect, 'text', names)})`;
}
