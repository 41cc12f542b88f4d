import type { Queryable } from '../../db/database.ts';
import { predictingOf } from '../../domain/clv/predicting.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import type { Expression } from '../../sql/expression.ts';
import { ruleMetrics, withInputs } from '../../sql/needed.ts';
import type { Predictions } from '../../sql/predictions.ts';
import type { Tables } from '../../sql/tables.ts';
import { predictSome } from '../tiers/predict-some.ts';
import type { Generation } from './generation.ts';

export interface Touched {
  readonly predictions: Predictions;
  /** Takes away what was made for them. */
  readonly drop: () => Promise<void>;
}

/**
 * What is predicted of the customers in `tables`, by the models that were fitted to everybody; `before` is what has to stand before a select
 * from them.
 */
export async function predictTouched(
  db: Queryable,
  { scheme, graded, asOf, cuts }: Pick<Generation, 'scheme' | 'graded' | 'asOf' | 'cuts'>,
  tables: Tables,
  before?: Expression,
): Promise<Touched> {
  if (cuts.models.size === 0) return { predictions: new Map(), drop: async () => undefined };
  const metrics = withInputs(scheme, [
    ...graded.metrics.map(({ metric }) => metric.id),
    ...ruleMetrics(scheme),
  ]);
  const purchases = { asOf, tables, decimals: currencyDecimals(scheme.currency) };
  return await predictSome(db, predictingOf(metrics), cuts.models, {
    ...purchases,
    ...(before === undefined ? {} : { before }),
  });
}
