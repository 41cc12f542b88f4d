import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Queryable } from '../../db/database.ts';
import type { Subject } from '../../domain/condition.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Expression } from '../../sql/expression.ts';
import { ruleFields, ruleMetrics, withInputs } from '../../sql/needed.ts';
import { type Grid, openGrid } from '../customers/grid.ts';
import { type Generation, hasEverybody } from '../evaluations/generation.ts';
import { keptFields } from '../evaluations/kept-tables.ts';
import { customValue } from '../register/custom-value.ts';
import { type GradedRows, type Migration, whatIf } from '../tiers/what-if.ts';

/**
 * What a draft would do to everybody, from what the published evaluation stored, in the time of one look at its table.
 * Null where the draft looks at metrics that are not stored, or are others than the stored ones of their names.
 */
export async function storedMigrations(
  db: Queryable,
  generation: Generation,
  draft: Scheme,
): Promise<Migration[] | null> {
  if (!(await isStored(db, generation, draft))) return null;
  return await whatIf(db, draft, generation.graded, storedRows(generation, draft));
}

/** Whether what the published evaluation stored tells everybody's tier by a draft. */
export async function isStored(db: Queryable, generation: Generation, draft: Scheme): Promise<boolean> {
  return looksAtStored(draft, generation) && (await hasEverybody(db.kysely, generation));
}

/** The published evaluation's rows with the fields that a draft looks at. */
export function storedRows(generation: Generation, draft: Scheme): GradedRows {
  const grid = openGrid({ generation, complete: true });
  const fields = new Map(ruleFields(draft).map((subject) => [subject.id, fieldSql(subject, grid)]));
  return { column: grid.column, field: (id) => fields.get(id) ?? sql`null`, from: grid.from };
}

/** A customer's field beside the stored metrics. */
export function fieldSql(subject: Subject, grid: Pick<Grid, 'column'>): Expression {
  const column = keptFields[subject.id];
  return column === undefined ? customValue(grid.column('custom'), subject) : grid.column(column);
}

function looksAtStored(draft: Scheme, generation: Generation): boolean {
  return areStored(['spend', ...ruleMetrics(draft)], draft, generation);
}

/** These metrics of a draft are stored, and mean the same down to all that they are computed from. */
export function areStored(ids: readonly string[], draft: Scheme, { scheme, graded }: Generation): boolean {
  const stored = new Set(graded.metrics.map(({ metric }) => metric.id));
  return (
    ids.every((id) => stored.has(id)) &&
    withInputs(draft, ids).every(({ id, definition, type, scale }) => {
      const known = scheme.metrics.get(id);
      return known?.type === type && known.scale === scale && isDeepStrictEqual(known.definition, definition);
    })
  );
}
