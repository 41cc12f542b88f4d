import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Queryable, type Row, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { InSteps } from '../../domain/clv/in-steps.ts';
import type { Predicting } from '../../domain/clv/predicting.ts';
import { type Prediction, predictorOf } from '../../domain/clv/predictor.ts';
import { historyParts, type PurchaseHistory } from '../../domain/clv/purchase-histories.ts';
import {
  fitPurchaseModel,
  type PurchaseModel,
  type PurchaseModels,
} from '../../domain/clv/purchase-model.ts';
import { and, commas, type Expression, type JsonColumn } from '../../sql/expression.ts';
import {
  historyColumns,
  type Predictions,
  predictedHistories,
  predictionColumns,
} from '../../sql/predictions.ts';
import type { Tables } from '../../sql/tables.ts';
import { differentHistories, makeDifferent, readHistories, readMargins } from './read-histories.ts';

/** Whose purchases are looked at, up to which day. */
export interface Purchases {
  readonly asOf: Day;
  readonly tables: Tables;
  /** What has to stand before a select from the tables. */
  readonly before?: Expression;
  /** Of the currency. */
  readonly decimals: number;
}

/** Tables that are made: their names begin alike. */
export interface Scratch {
  readonly prefix: string;
  readonly lasting: 'temporary' | '';
}

export interface Predicted {
  readonly models: PurchaseModels;
  readonly predictions: Predictions;
  /** Takes away the tables that predictions are in. */
  readonly drop: () => Promise<void>;
}

/** Fits everybody's purchases and predicts everybody by what was found, in tables beside those that are made of them. */
export async function fitAndPredict(
  db: Queryable,
  predicting: readonly Predicting[],
  purchases: Purchases,
  scratch: Scratch,
): Promise<Predicted> {
  const models = new Map<string, PurchaseModel>();
  const made = await predictMany(db, predicting, purchases, scratch, async (one, table, most) => {
    const margins = await readMargins(db, one, purchases.asOf, purchases.tables);
    const histories = await readHistories(db, table, most);
    const model = await inTurns(fitPurchaseModel(one, histories, margins, purchases.decimals));
    models.set(one.key, model);
    return model;
  });
  return { ...made, models };
}

/** The same by models that were fitted before. */
export async function predictBy(
  db: Queryable,
  predicting: readonly Predicting[],
  models: PurchaseModels,
  purchases: Purchases,
  scratch: Scratch,
): Promise<Predicted> {
  const made = await predictMany(db, predicting, purchases, scratch, async ({ key }) => modelOf(models, key));
  return { ...made, models };
}

export function modelOf(models: PurchaseModels, key: string): PurchaseModel {
  const found = models.get(key);
  if (found === undefined) throw new RangeError(`no model: ${key}`);
  return found;
}

/** Lets everybody else have a turn between the steps. */
async function inTurns<T>(work: InSteps<T>): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}

type ModelFor = (predicting: Predicting, different: string, most: number) => Promise<PurchaseModel>;

async function predictMany(
  db: Queryable,
  predicting: readonly Predicting[],
  purchases: Purchases,
  scratch: Scratch,
  modelFor: ModelFor,
): Promise<Omit<Predicted, 'models'>> {
  const predictions = new Map<string, Expression | null>();
  for (const [index, one] of predicting.entries()) {
    const table = `${scratch.prefix}${index}`;
    predictions.set(one.key, await predictInto(db, one, purchases, { ...scratch, prefix: table }, modelFor));
  }
  return { predictions, drop: async () => await dropMade(db, predicting, scratch) };
}

export async function dropMade(
  db: Queryable,
  predicting: readonly Predicting[],
  { prefix }: Scratch,
): Promise<void> {
  for (const [index] of predicting.entries())
    await run(db, sql`drop table if exists ${sql.table(`${prefix}${index}`)}`);
}

/** Makes the table of one policy's predictions; null, and no table, where nothing is predicted. */
async function predictInto(
  db: Queryable,
  predicting: Predicting,
  { asOf, tables, decimals }: Purchases,
  { prefix, lasting }: Scratch,
  modelFor: ModelFor,
): Promise<Expression | null> {
  const [histories, different, found] = [`${prefix}_histories`, `${prefix}_different`, `${prefix}_found`];
  const made = sql`create ${sql.raw(lasting)} table`;
  const select = predictedHistories(predicting, asOf, tables, db.dialect);
  await run(db, sql`${made} ${sql.table(histories)} as ${select}`);
  const most = await makeDifferent(db, lasting, different, histories);
  const model = await modelFor(predicting, different, most);
  const predict = predictorOf(predicting, model, decimals);
  if (predict !== null) {
    const columns = [...historyColumns, ...predictionColumns(predicting)];
    const typed = columns.map(({ name, type }) => sql`${sql.ref(name)} ${sql.raw(type)} not null`);
    await run(db, sql`${made} ${sql.table(found)} (${commas(typed)})`);
    for await (const page of differentHistories(db, different)) {
      const cells = page.map((history) => [...partsOf(history), ...cellsOf(predict(history))]);
      await run(
        db,
        sql`insert into ${sql.table(found)} select * from ${rowsOf(db, columns, cells)} as given`,
      );
    }
    const same = historyParts.map((part) => sql`${sql.ref(`h.${part}`)} = ${sql.ref(`f.${part}`)}`);
    const names = predictionColumns(predicting).map(({ name }) => sql.ref(`f.${name}`));
    await run(
      db,
      sql`${made} ${sql.table(prefix)} as select h.customer_id, ${commas(names)} from ${sql.table(histories)} as h
        join ${sql.table(found)} as f on ${and(same)}`,
    );
  }
  for (const table of [histories, different, found])
    await run(db, sql`drop table if exists ${sql.table(table)}`);
  return predict === null ? null : sql.table(prefix);
}

function partsOf(history: PurchaseHistory): bigint[] {
  return historyParts.map((part) => history[part]);
}

export function cellsOf({ alive, clvs }: Prediction): bigint[] {
  return [alive, ...clvs];
}

/** Rows of whole numbers as a relation, with the columns in their order. */
export function rowsOf(
  db: Queryable,
  columns: readonly JsonColumn[],
  cells: readonly (readonly bigint[])[],
): Expression {
  const rows = cells.map(
    (row): Row => Object.fromEntries(columns.map(({ name }, index) => [name, String(row[index])])),
  );
  return db.dialect.rowsOfJson(JSON.stringify(rows), columns);
}
