import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Text } from '../../domain/text.ts';
import { bigint, literalText } from '../../sql/expression.ts';
import { chosen } from './chosen.ts';
import { numbered, planned } from './undo-tables.ts';

export interface PlannedField {
  readonly id: string;
  readonly name: Text;
  /** Whether a customer whom the undo leaves has a value, or a published standard names it. */
  readonly isUsed: boolean;
}

/** The custom fields that recordings brought, with a plan already made and not yet done. */
export async function plannedFields(
  db: Queryable,
  recordings: readonly bigint[],
): Promise<readonly PlannedField[]> {
  const { rows } = await sql<{
    id: string;
    name: string;
  }>`select field_id as id, cast(name as text) as name from custom_fields
    where recorded_by in ${numbered(recordings)} order by position`.execute(db.kysely);
  if (rows.length === 0) return [];
  const documents = await run(db, sql`select cast(document as text) as document from schemes`);
  const fields: PlannedField[] = [];
  for (const { id, name } of rows) {
    const isNamed = documents.some(({ document }) => String(document).includes(JSON.stringify(id)));
    fields.push({ id, name: JSON.parse(name) as Text, isUsed: isNamed || (await hasValue(db, id)) });
  }
  return fields;
}

async function hasValue(db: Queryable, id: string): Promise<boolean> {
  const filled = sql`(custom ->> ${literalText(id)}) is not null`;
  const [found] = await run(
    db,
    sql`select 1 as one from customers where ${filled} and customer_id not in (select id from ${planned('customers')})
      union all select 1 from customers_history as h join ${planned('customers')} as p on p.id = h.customer_id and p.before = h.recorded_by
        where ${filled}
      limit 1`,
  );
  return found !== undefined;
}

/** Takes custom fields out of use; what they were is kept. */
export async function takeFieldsBack(
  db: Queryable,
  ids: readonly string[],
  recording: bigint,
): Promise<void> {
  if (ids.length === 0) return;
  const which = sql`field_id in ${chosen(db.dialect, 'text', ids)}`;
  await run(
    db,
    sql`insert into custom_fields_history (field_id, position, name, type, choices, sealed, recorded_by, ended_by)
      select field_id, position, name, type, choices, sealed, recorded_by, ${bigint(recording)} from custom_fields where ${which}`,
  );
  await run(db, sql`delete from custom_fields where ${which}`);
}
