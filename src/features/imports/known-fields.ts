import type { Kysely } from 'kysely';
import type { Field } from '../../domain/field.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import { currentScheme } from '../schemes/published-schemes.ts';

/** The business's own customer fields: those its scheme declares, and further ones that lists brought. */
export async function knownFields(db: Kysely<unknown>): Promise<Field[]> {
  const current = await currentScheme(db);
  const declared = current === null ? [] : [...current.scheme.fields.values()];
  const ids = new Set(declared.map(({ id }) => id));
  return [...declared, ...(await readCustomFields(db)).filter(({ id }) => !ids.has(id))];
}
