import { type Kysely, sql } from 'kysely';
import { bigint, commas, type Expression } from '../../sql/expression.ts';

/** How far the recordings had come at some moment. */
export interface Recorded {
  /** The number of the latest recording; 0 before the first. */
  readonly last: bigint;
  /** Recordings of imports that were still under way: more was to come under their numbers. */
  readonly open: readonly bigint[];
}

/** How far the recordings have come. */
export async function recordedSoFar(db: Kysely<unknown>): Promise<Recorded> {
  const { rows } = await sql<{ id: bigint; is_open: boolean }>`select recording_id as id,
      recordings.import_id is not null and finished_at is null as is_open
    from recordings left join imports on imports.import_id = recordings.import_id
    where (recordings.import_id is not null and finished_at is null)
      or recording_id = (select max(recording_id) from recordings)`.execute(db);
  const ids = rows.map(({ id }) => id);
  return {
    last: ids.reduce((latest, id) => (id > latest ? id : latest), 0n),
    open: rows.filter(({ is_open }) => is_open).map(({ id }) => id),
  };
}

/** A condition on `customer_id`: whoever may have something that was recorded, or ended, since then. */
export function touchedSince({ last, open }: Recorded): Expression {
  const later = (column: string): Expression => {
    const number = sql.ref(column);
    const among = open.length === 0 ? sql`` : sql` or ${number} in (${commas(open.map(bigint))})`;
    return sql`(${number} > ${last}${among})`;
  };
  const parts = ['customers', 'orders', 'refunds', 'events'].flatMap((name) => [
    sql`select customer_id from ${sql.table(name)} where ${later('recorded_by')}`,
    sql`select customer_id from ${sql.table(`${name}_history`)} where ${later('ended_by')}`,
  ]);
  return sql`customer_id in (${sql.join(parts, sql` union `)})`;
}
