import { type Kysely, sql } from 'kysely';
import type { Field, FieldType } from '../../domain/field.ts';
import type { Text } from '../../domain/text.ts';

interface FieldRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly choices: string | null;
  readonly sealed: boolean;
}

/** The customers' columns that this business has beside those everybody has, in the order in which they came. */
export async function readCustomFields(db: Kysely<unknown>): Promise<Field[]> {
  const { rows } = await sql<FieldRow>`select field_id as id, cast(name as text) as name, type,
    cast(choices as text) as choices, sealed from custom_fields order by position`.execute(db);
  return rows.map(({ id, name, type, choices, sealed }) => ({
    id,
    name: JSON.parse(name) as Text,
    type: type as FieldType,
    choices: choices === null ? [] : (JSON.parse(choices) as string[]),
    sealed,
  }));
}

/** Notes fields that a source has; one that is known takes the name, type and choices given now. */
export async function defineFields(
  trx: Kysely<unknown>,
  fields: readonly Field[],
  recordingId: bigint,
): Promise<void> {
  const { rows } = await sql<{
    last: number | null;
  }>`select max(position) as last from custom_fields`.execute(trx);
  let position = rows[0]?.last ?? 0;
  for (const { id, name, type, choices, sealed } of fields) {
    position++;
    const listed = choices.length === 0 ? null : JSON.stringify(choices);
    await sql`insert into custom_fields (field_id, position, name, type, choices, sealed, recorded_by)
      values (${id}, cast(${position} as integer), ${JSON.stringify(name)}, ${type}, ${listed}, ${sealed}, ${recordingId})
      on conflict (field_id) do update set name = excluded.name, type = excluded.type, choices = excluded.choices,
        sealed = excluded.sealed`.execute(trx);
  }
}
