import { sql } from 'kysely';
import { type Database, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Generation } from '../evaluations/generation.ts';
import { rowsOnDay, type Start } from './rows-on-day.ts';

/**
 * Those who are followed, as far as was found: `heldColumns`, `shown`, `computed`, `holds` and `restless` (looked at on every day). Whoever
 * is seen to fall leaves it.
 */
export const FOLLOWED = 'radar_followed';

/** What a look ahead begins with. */
export interface Ahead {
  /** A connection of its own. */
  readonly work: Database;
  /** The evaluation that is shown; its day is the ledger's last. */
  readonly generation: Start & Pick<Generation, 'asOf'>;
  /** The last day that is looked at. */
  readonly until: Day;
  /** Told how far it is, 0 to 1; what it throws ends the look. */
  readonly tick: (fraction: number) => void;
}

/** `customer_id`, `tier` (the computed one) and `holds` at the end of a day, if nothing more is recorded, of a table's customers. */
export async function factsAhead(
  { work, generation }: Ahead,
  asOf: Day,
  people: string,
): Promise<Expression> {
  const { rows } = await rowsOnDay(work, generation, asOf, {
    ...{ metrics: [], withFacts: true },
    only: sql`customer_id in (select customer_id from ${sql.table(people)})`,
    began: sql`(select customer_id, began from ${sql.table(FOLLOWED)})`,
  });
  return sql`(select customer_id, computed as tier, holds from (${rows}) as graded)`;
}

export async function countRows({ work }: Pick<Ahead, 'work'>, table: string): Promise<number> {
  const [row = {}] = await run(work, sql`select count(*) as n from ${sql.table(table)}`);
  return Number(row.n);
}

/** Makes a table anew that is seen by the look's own connection alone. */
export async function makeTable(
  { work }: Pick<Ahead, 'work'>,
  table: string,
  rows: Expression,
): Promise<void> {
  await run(work, sql`drop table if exists ${sql.table(table)}`);
  await run(work, sql`create temporary table ${sql.table(table)} as ${rows}`);
}
