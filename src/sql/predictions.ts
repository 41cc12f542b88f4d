import { sql } from 'kysely';
import type { Day } from '../domain/calendar.ts';
import { clvKey, type Predicting, predictingKey, predictingOf } from '../domain/clv/predicting.ts';
import { ALIVE_DEN } from '../domain/clv/predictor.ts';
import { historyParts } from '../domain/clv/purchase-histories.ts';
import { as, bigint, commas, type Dialect, type Expression, type JsonColumn } from './expression.ts';
import { purchaseHistories } from './purchase-history.ts';
import type { StoredMetric } from './stored.ts';
import type { Tables } from './tables.ts';

/** Where predictions are: by the keys of what is predicted relations with `customer_id` and `predictionColumns`; null where nothing is. */
export type Predictions = ReadonlyMap<string, Expression | null>;

/** The columns of predictions: whether he still buys, and each value, in the order of what is predicted. */
export function predictionColumns({ clvs }: Predicting): JsonColumn[] {
  return ['alive', ...clvs.map((_, index) => `clv${index}`)].map((name) => ({ name, type: 'bigint' }));
}

/** The parts of a history as columns. */
export const historyColumns: readonly JsonColumn[] = historyParts.map((name) => ({ name, type: 'bigint' }));

/** `customer_id` and the parts of the history of everybody who bought; what it was worth only where values are predicted. */
export function predictedHistories(
  { count, clvs }: Predicting,
  until: Day,
  tables: Tables,
  dialect: Dialect,
): Expression {
  const withWorth = clvs.length > 0;
  const histories = purchaseHistories({ count, until, margin: withWorth }, tables, dialect);
  if (withWorth) return histories;
  return sql`select customer_id, frequency, recency, age, ${bigint(0)} as earned, ${bigint(0)} as sold from (${histories}) as histories`;
}

/** Measured rows with the columns of the metrics that are predicted. */
export function withPredictions(
  measured: Expression,
  predicted: readonly StoredMetric[],
  predictions: Predictions,
): Expression {
  if (predicted.length === 0) return measured;
  const predicting = predictingOf(predicted.map(({ metric }) => metric));
  const alias = (key: string): string => `predicted${predicting.findIndex((one) => one.key === key)}`;
  const columns = predicted.flatMap(({ metric: { definition }, value, den }) => {
    if (definition.kind !== 'clv' && definition.kind !== 'p-alive') return [];
    const one = predicting.find(({ key }) => key === predictingKey(definition.count));
    if (one === undefined) throw new RangeError(`not predicted: ${value.name}`);
    const place =
      definition.kind === 'clv' ? one.clvs.findIndex((clv) => clvKey(clv) === clvKey(definition)) : -1;
    const found = relationOf(predictions, one.key);
    const column = sql.ref(`${alias(one.key)}.${place < 0 ? 'alive' : `clv${place}`}`);
    const read = found === null ? sql`cast(null as bigint)` : column;
    const whole = sql`case when ${read} is not null then ${bigint(ALIVE_DEN)} end`;
    return [as(read, value.name), ...(den === null ? [] : [as(whole, den.name)])];
  });
  const joins = predicting.flatMap(({ key }) => {
    const found = relationOf(predictions, key);
    if (found === null) return [];
    const name = sql.ref(alias(key));
    return [sql` left join ${found} as ${name} on ${name}.customer_id = measured.customer_id`];
  });
  return sql`(select measured.*, ${commas(columns)} from ${measured}${sql.join(joins, sql``)}) as measured`;
}

function relationOf(predictions: Predictions, key: string): Expression | null {
  const found = predictions.get(key);
  if (found === undefined) throw new RangeError(`no predictions: ${key}`);
  return found;
}
