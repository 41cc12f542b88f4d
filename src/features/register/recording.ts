import { type Kysely, sql } from 'kysely';
import { as, commas, type Expression } from '../../sql/expression.ts';

/** Who or what brings something into the register, and when. */
export interface Recording {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly author: string;
  readonly importId: bigint | null;
}

/** What became of the rows that came in. */
export interface Outcome {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export const nothingRecorded: Outcome = { added: 0, changed: 0, unchanged: 0 };

export function addOutcomes(a: Outcome, b: Outcome): Outcome {
  return {
    added: a.added + b.added,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
  };
}

/** Notes a recording and gives its number; rows that it brings or ends carry the number. */
export async function startRecording(
  trx: Kysely<unknown>,
  { at, author, importId }: Recording,
): Promise<bigint> {
  const { rows } = await sql<{ id: bigint }>`insert into recordings
    select coalesce(max(recording_id), 0) + 1, ${momentSql(at)}, cast(${sql.lit(importId)} as bigint), cast(${author} as text)
    from recordings returning recording_id as id`.execute(trx);
  return rows[0]?.id ?? 0n;
}

/** Notes a recording under a number that is known to be the next. */
export async function noteRecording(
  trx: Kysely<unknown>,
  id: bigint,
  { at, author, importId }: Recording,
): Promise<void> {
  await sql`insert into recordings (recording_id, recorded_at, import_id, author)
    values (${sql.lit(id)}, ${sql.lit(timestamp(at))}, ${sql.lit(importId)}, ${author})`.execute(trx);
}

/** The next number of a table; only the writer asks, so that nobody gets the same. */
export async function nextNumber(trx: Kysely<unknown>, table: string, column: string): Promise<bigint> {
  const { rows } = await sql<{
    last: bigint | null;
  }>`select max(${sql.ref(column)}) as last from ${sql.table(table)}`.execute(trx);
  return (rows[0]?.last ?? 0n) + 1n;
}

/** A moment as engines read it, in UTC. */
export function timestamp(at: number): string {
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '');
}

/** The same as a value of a statement. */
export function momentSql(at: number): Expression {
  return sql`cast(${sql.lit(timestamp(at))} as timestamp)`;
}

/** Whether an import, or an undo of one, is under way: more is to come under its number. */
export async function isImporting(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql`select 1 from imports where finished_at is null limit 1`.execute(db);
  return rows.length > 0;
}

/** A moment as engines write it as ISO 8601; null where there is none. */
export function isoMoment<T extends string | null>(stored: T): T {
  return (stored === null ? null : new Date(`${stored.replace(' ', 'T')}Z`).toISOString()) as T;
}

/** Moves current rows that a recording replaces to the table's history. `which` is a condition on `current`. */
export async function endRows(
  trx: Kysely<unknown>,
  table: string,
  recordingId: bigint,
  which: Expression,
): Promise<void> {
  await sql`insert into ${sql.table(`${table}_history`)} select current.*, cast(${recordingId} as bigint)
    from ${sql.table(table)} as current where ${which}`.execute(trx);
  await sql`delete from ${sql.table(table)} as current where ${which}`.execute(trx);
}

/** Inserts a select's columns by name. */
export async function insertInto(
  trx: Kysely<unknown>,
  table: string,
  columns: readonly { readonly name: string; readonly value: Expression }[],
  from: Expression,
): Promise<void> {
  const names = columns.map(({ name }) => sql.ref(name));
  const values = columns.map(({ name, value }) => as(value, name));
  await sql`insert into ${sql.table(table)} (${commas(names)}) select ${commas(values)} ${from}`.execute(trx);
}
