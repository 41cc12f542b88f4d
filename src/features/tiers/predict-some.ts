import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Predicting } from '../../domain/clv/predicting.ts';
import { predictorOf } from '../../domain/clv/predictor.ts';
import type { PurchaseModel, PurchaseModels } from '../../domain/clv/purchase-model.ts';
import type { Expression, JsonColumn } from '../../sql/expression.ts';
import { predictedHistories, predictionColumns } from '../../sql/predictions.ts';
import {
  cellsOf,
  dropMade,
  modelOf,
  type Predicted,
  type Purchases,
  predictBy,
  rowsOf,
  type Scratch,
} from './predictions.ts';
import { historyIn } from './read-histories.ts';

/** As many customers are predicted one by one, and nothing is made for it. */
const FEW = 2_000;
/** The tables where they are more. */
const ofSome: Scratch = { prefix: 'predicted_some', lasting: 'temporary' };

/** Predictions of some customers, by models that were fitted before. */
export async function predictSome(
  db: Queryable,
  predicting: readonly Predicting[],
  models: PurchaseModels,
  purchases: Purchases,
): Promise<Omit<Predicted, 'models'>> {
  const predictions = new Map<string, Expression | null>();
  for (const one of predicting) {
    const model = modelOf(models, one.key);
    const few = model.purchases === null ? null : await predictFew(db, one, model, purchases);
    if (few === 'many') {
      await dropMade(db, predicting, ofSome);
      return await predictBy(db, predicting, models, purchases, ofSome);
    }
    predictions.set(one.key, few);
  }
  return { predictions, drop: async () => undefined };
}

async function predictFew(
  db: Queryable,
  predicting: Predicting,
  model: PurchaseModel,
  { asOf, tables, before = sql``, decimals }: Purchases,
): Promise<Expression | null | 'many'> {
  const predict = predictorOf(predicting, model, decimals);
  const histories = predictedHistories(predicting, asOf, tables, db.dialect);
  const rows = await run(
    db,
    sql`${before} select * from (${histories}) as histories limit ${sql.lit(FEW + 1)}`,
  );
  if (rows.length > FEW) return 'many';
  if (predict === null || rows.length === 0) return null;
  const columns: JsonColumn[] = [{ name: 'customer_id', type: 'bigint' }, ...predictionColumns(predicting)];
  const cells = rows.map((row) => [BigInt(row.customer_id ?? 0), ...cellsOf(predict(historyIn(row)))]);
  return rowsOf(db, columns, cells);
}
