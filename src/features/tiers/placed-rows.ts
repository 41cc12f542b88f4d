import { sql } from 'kysely';
import type { Cuts, EvaluationPlan } from '../../sql/evaluation.ts';
import type { Dialect, Expression } from '../../sql/expression.ts';
import { type Predictions, withPredictions } from '../../sql/predictions.ts';
import { type Distribution, type Placing, withShare } from '../../sql/top-share.ts';

/** What customers are placed by: cut points, and how values lie. */
interface Places {
  readonly scorings: Cuts;
  readonly distributions: readonly Distribution[];
}

/** Has metrics that depend on everybody. */
export function isRelative({ scorings, shares, predicted }: EvaluationPlan): boolean {
  return scorings.length > 0 || shares.length > 0 || predicted.length > 0;
}

/** A plan's measured rows as they stand among those of an evaluation, with what is predicted of them. */
export function placedRows(
  plan: EvaluationPlan,
  cuts: Places,
  predictions: Predictions,
  { joinNextGreater }: Dialect,
): Expression {
  const measured = sql`(${plan.measured.select}) as measured`;
  if (!isRelative(plan)) return measured;
  const predicted = withPredictions(fenced(measured), plan.predicted, predictions);
  return withShares(plan, plan.predicted.length > 0 ? fenced(predicted) : predicted, cuts, joinNextGreater);
}

/** Rows that PostgreSQL computes before it looks at what is asked of them, or expressions would be written out in each other. */
function fenced(rows: Expression): Expression {
  return sql`(select * from ${rows} offset 0) as measured`;
}

/** Measured rows with those shares whose distributions are known. */
export function withShares(
  { shares }: EvaluationPlan,
  measured: Expression,
  { scorings, distributions }: Places,
  placing: Placing,
): Expression {
  return distributions.reduce((rows, distribution, index) => {
    const share = shares[index];
    if (share === undefined) throw new RangeError(`no share: ${distribution.table}`);
    const placed = withShare(rows, share.stored, share.ranked(scorings), distribution, placing);
    return index < distributions.length - 1 ? fenced(placed) : placed;
  }, measured);
}
