import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Field } from '../../domain/field.ts';
import { InputError, problem } from '../../domain/problem.ts';
import { note } from '../audit/audit.ts';
import { readCustomFields } from '../register/custom-fields.ts';

/** The business's own fields that belong to one customer each: a membership number, a union id. As a JSON list of their ids. */
const MEMBER_FIELDS = 'member fields';

/** Those that there are, in the order in which they came. */
export async function readMemberFields(db: Kysely<unknown>): Promise<Field[]> {
  const named = new Set(await readNamed(db));
  return (await readCustomFields(db)).filter(({ id }) => named.has(id));
}

async function readNamed(db: Kysely<unknown>): Promise<readonly string[]> {
  const { rows } = await sql<{
    value: string;
  }>`select value from settings where name = ${MEMBER_FIELDS}`.execute(db);
  return JSON.parse(rows[0]?.value ?? '[]') as string[];
}

/** Names them anew. Throws an InputError for ids that no field has. */
export async function nameMemberFields(
  { writer }: DataFolder,
  ids: readonly string[],
  { author, at }: { readonly author: string; readonly at: number },
): Promise<void> {
  await writer.write(async (trx) => {
    const known = new Set((await readCustomFields(trx)).map(({ id }) => id));
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) {
      throw new InputError(
        unknown.map((id) =>
          problem(
            'unknown-field',
            'fields',
            `没有“${id}”这个自定义字段；请从本店的自定义字段里选`,
            `there is no field “${id}” of your own; choose among those of your business`,
          ),
        ),
      );
    }
    const value = JSON.stringify([...new Set(ids)]);
    await sql`insert into settings values (${MEMBER_FIELDS}, ${value})
      on conflict (name) do update set value = excluded.value`.execute(trx);
    const detail = { memberFields: value };
    await note(trx, { at, actor: author, action: 'business-changed', detail });
  });
}
