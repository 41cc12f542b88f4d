import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Queryable } from '../../db/database.ts';
import type { Subject } from '../../domain/condition.ts';
import type { Metric } from '../../domain/metric.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Expression } from '../../sql/expression.ts';
import { ruleFields, ruleMetrics, withInputs } from '../../sql/needed.ts';
import type { StoredMetric } from '../../sql/stored.ts';
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
  if (!looksAtStored(draft, generation) || !(await hasEverybody(db.kysely, generation))) return null;
  return await whatIf(db, draft, generation.graded, storedRows(generation, draft));
}

/** A published evaluation's rows with the fields that a draft looks at. */
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

/** Whether the metrics that a draft's tiers are told by are those that were stored. */
export function looksAtStored(draft: Scheme, generation: Generation): boolean {
  return areStored(['spend', ...ruleMetrics(draft)], draft, generation);
}

/** These metrics of a draft are stored, and mean the same down to all that they are computed from. */
export function areStored(ids: readonly string[], draft: Scheme, { scheme, graded }: Generation): boolean {
  const stored = new Set(graded.metrics.map(({ metric }) => metric.id));
  return (
    ids.every((id) => stored.has(id)) &&
    withInputs(draft, ids).every((metric) => {
      const known = scheme.metrics.get(metric.id);
      return known !== undefined && meansTheSame(metric, known);
    })
  );
}

/** Two metrics have the same values, whatever they are called, if what they are computed from has. */
function meansTheSame(one: Metric, other: Metric): boolean {
  const { type, scale, definition } = one;
  return other.type === type && other.scale === scale && isDeepStrictEqual(other.definition, definition);
}

/** The stored metric that means the same as one that is computed from orders alone; undefined for none. */
export function storedAs(metric: Metric, stored: readonly StoredMetric[]): StoredMetric | undefined {
  return stored.find((found) => meansTheSame(metric, found.metric));
}
