import { sql } from 'kysely';
import type { Queryable } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import { type EvaluationPlan, planEvaluation } from '../../sql/evaluation.ts';
import type { Expression } from '../../sql/expression.ts';
import type { Generation } from '../evaluations/generation.ts';
import { type KeptChoice, keptTables } from '../evaluations/kept-tables.ts';
import { placedRows } from '../tiers/grade-all.ts';

/** The evaluation that is looked ahead from. */
export type Start = Pick<Generation, 'scheme' | 'graded' | 'cuts'>;

interface Wanted {
  /** Ids of metrics. */
  readonly metrics: readonly string[];
  /** With `computed` and `holds`. */
  readonly withFacts?: boolean;
}

/** Chosen customers as of another day, by the cut points as they are fixed now. */
export function rowsOnDay(
  { dialect }: Queryable,
  { scheme, graded, cuts }: Start,
  asOf: Day,
  { metrics, withFacts = false, ...choice }: Wanted & KeptChoice,
): { readonly stored: EvaluationPlan['stored']; readonly rows: Expression } {
  const plan = planEvaluation({
    ...{ scheme, asOf, dialect, withFacts },
    // Distributions are named in the order of the metrics that were stored.
    wanted: cuts.distributions.length === 0 ? metrics : graded.metrics.map(({ metric }) => metric.id),
    from: keptTables(scheme, choice),
  });
  const measured = sql`(${plan.measured.select}) as measured`;
  const rows = plan.graded(placedRows(plan, measured, cuts, dialect), cuts.scorings);
  return { stored: plan.stored, rows };
}
