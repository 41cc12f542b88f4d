import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import type { Scheme } from '../../domain/scheme.ts';
import type { Dialect } from '../../sql/expression.ts';
import { ruleFields, ruleMetrics, withInputs } from '../../sql/needed.ts';
import { openGrid } from '../customers/grid.ts';
import { listedFields } from '../customers/listed-fields.ts';
import type { Generation } from '../evaluations/generation.ts';
import { type Migration, whatIf } from '../tiers/what-if.ts';

/**
 * What a draft would do to everybody, from what the published evaluation stored, in the time of one look at its table.
 * Null where the draft looks at anything else, and everybody has to be graded by it.
 */
export async function storedMigrations(
  db: Kysely<unknown>,
  dialect: Dialect,
  generation: Generation,
  draft: Scheme,
): Promise<Migration[] | null> {
  const { graded } = generation;
  if (!looksAtStored(draft, generation) || !(await hasEverybody(db, graded.table))) return null;
  const grid = openGrid({ generation, complete: true });
  const fields = listedFields([...draft.fields.values()], draft.currency);
  const known = ruleFields(draft).map(({ id }) => [id, fields.get(id)?.value(grid)] as const);
  const column = grid.column;
  return await whatIf({ kysely: db, dialect }, draft, graded, {
    column,
    field: (id) => known.find(([field]) => field === id)?.[1] ?? sql`null`,
    from: grid.from(),
  });
}
