import type { Queryable } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import { type EvaluationPlan, planEvaluation } from '../../sql/evaluation.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Generation } from '../evaluations/generation.ts';
import { type KeptChoice, keptTables } from '../evaluations/kept-tables.ts';
import { predictTouched } from '../evaluations/predict-touched.ts';
import { placedRows } from '../tiers/placed-rows.ts';

/** The evaluation that is looked ahead from. */
export type Start = Pick<Generation, 'scheme' | 'graded' | 'cuts'>;

interface Wanted {
  /** Ids of metrics. */
  readonly metrics: readonly string[];
  /** With `computed` and `holds`. */
  readonly withFacts?: boolean;
}

/** Chosen customers as of another day, by the cut points as they are fixed now. */
export async function rowsOnDay(
  db: Queryable,
  { scheme, graded, cuts }: Start,
  asOf: Day,
  { metrics, withFacts = false, ...choice }: Wanted & KeptChoice,
): Promise<{ readonly stored: EvaluationPlan['stored']; readonly rows: Expression }> {
  const { dialect } = db;
  const tables = keptTables(scheme, choice);
  const plan = planEvaluation({
    ...{ scheme, asOf, dialect, withFacts },
    // What everybody is placed by is named in the order of the metrics that were stored.
    wanted: cuts.fixedOn === null ? metrics : graded.metrics.map(({ metric }) => metric.id),
    from: tables,
  });
  const { predictions } = await predictTouched(db, { scheme, graded, cuts, asOf }, tables);
  const rows = plan.graded(placedRows(plan, cuts, predictions, dialect), cuts.scorings);
  return { stored: plan.stored, rows };
}
