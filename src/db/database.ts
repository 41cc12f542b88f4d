import type { Kysely, RawBuilder } from 'kysely';
import type { Dialect } from '../sql/expression.ts';

/** A row as every engine gives it: integers of 64 bits as bigint, days as `YYYY-MM-DD`, texts, booleans. */
export type Row = Readonly<Record<string, bigint | number | string | boolean | null>>;

/** Where statements run, and how its engine spells them. */
export interface Queryable {
  readonly kysely: Kysely<unknown>;
  readonly dialect: Dialect;
}

/** An open database of any engine. */
export interface Database extends Queryable {
  /** A part of the names of its own tables where other servers have theirs beside them; none on the embedded engine. */
  readonly tag?: string;
  readonly close: () => Promise<void>;
}

/** Runs one statement and gives its rows; for results that fit in memory. */
export async function run({ kysely }: Queryable, statement: RawBuilder<unknown>): Promise<readonly Row[]> {
  const { rows } = await statement.execute(kysely);
  return rows as readonly Row[];
}
