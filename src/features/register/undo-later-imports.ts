import { sql } from 'kysely';
import type { Queryable } from '../../db/database.ts';
import { constantText, type Expression } from '../../sql/expression.ts';
import { stack } from './undo-stack.ts';
import { reason, stays, undoneKeys } from './undo-tables.ts';

/** The numbers of the imports, the last first, that are to be taken back before more of an import can be, by a plan for that. */
export async function findLaterImports(db: Queryable, importId: bigint): Promise<string[]> {
  const waiting = sql`select s.what, s.id from ${stack} as s join ${stays} as left_over on left_over.what = s.what and left_over.id = s.id
      join recordings as own on own.recording_id = s.version
    where left_over.reason = ${reason('later-import')} and s.is_open and own.import_id = ${importId}
    union ${ofThoseBeneath('orders')} union ${ofThoseBeneath('refunds')} union ${ofThoseBeneath('events')}`;
  const { rows } = await sql<{
    id: bigint;
  }>`select distinct later.import_id as id from (${waiting}) as waiting
      join ${stack} as s on s.what = waiting.what and s.id = waiting.id
      join recordings on recordings.recording_id = s.version
      join imports as later on later.import_id = recordings.import_id
    where later.undoes is null and later.import_id > ${importId} order by 1 desc`.execute(db.kysely);
  return rows.map(({ id }) => String(id));
}

/** Rows that come back to customers who stay for that. */
function ofThoseBeneath(table: 'orders' | 'refunds' | 'events'): Expression {
  const what = constantText(table);
  return sql`select s.what, s.id from ${stack} as s
    join ${sql.table(`${table}_history`)} as h on h.${sql.ref(undoneKeys[table])} = s.id and h.recorded_by = s.version
    join ${stays} as kept on kept.what = ${constantText('customers')} and kept.id = h.customer_id
    where s.what = ${what} and s.is_open and kept.reason = ${reason('comes-back')}`;
}
