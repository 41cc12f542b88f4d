import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { Day } from '../../domain/calendar.ts';
import { expectedOfNew } from '../../domain/clv/bg-nbd.ts';
import { fitBgNbd } from '../../domain/clv/fit-bg-nbd.ts';
import { checkCounts } from '../../domain/clv/fit-check.ts';
import { discountedPurchases, type Outlook } from '../../domain/clv/present-value.ts';
import { correlation, FEWEST_CUSTOMERS, fitValues } from '../../domain/clv/value-model.ts';
import { meanOfWorth } from '../../domain/clv/worth.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import { refuse } from '../../domain/problem.ts';
import { text } from '../../domain/text.ts';
import { writeTable } from '../exports/write-table.ts';
import type { Output } from '../files/output.ts';
import type { OutRow } from '../grade/out-table.ts';
import { many } from '../imports/file-words.ts';
import { createHistories, readHistoryGroups, readValueGroups, readWorth } from './histories.ts';
import { clvColumns, clvRow } from './out-rows.ts';
import { type Predictor, predictAll } from './predict.ts';
import { type ClvReport, type ClvRequest, type Totals, unitDays } from './request.ts';

type Outcome = Pick<
  ClvReport,
  | 'customers'
  | 'repeaters'
  | 'fitted'
  | 'values'
  | 'worth'
  | 'worthless'
  | 'correlation'
  | 'checks'
  | 'totals'
  | 'newcomer'
>;

const DAYS_OF_YEAR = 365.25;
/** Customers with so many repeat purchases or more are checked together. */
const MOST_CHECKED = 7;

/** Fits both models to the register's orders up to a day and predicts every customer, into the output if there is one. */
export async function fitAndPredict(
  db: EmbeddedDatabase,
  until: Day,
  request: ClvRequest,
  out: Output | null,
): Promise<Outcome> {
  const { scheme, progress, signal, unit, horizon } = request;
  progress.step(text('拟合模型', 'fitting the models'));
  const choice = { count: scheme.count, until, margin: true };
  const worth = await readWorth(db, choice, request.margin);
  const { customers, repeaters } = await createHistories(db, { ...choice, margin: worth.kind === 'profit' });
  if (customers === 0) refuseNobody(until);
  if (repeaters < FEWEST_CUSTOMERS) refuseTooFew(customers, repeaters);
  const groups = await readHistoryGroups(db, customers, unitDays[unit]);
  signal.throwIfAborted();
  const fitted = fitBgNbd(groups);
  const meanOf = meanOfWorth(worth, currencyDecimals(scheme.currency));
  const { worthless, ...means } = await readValueGroups(db, repeaters, meanOf);
  signal.throwIfAborted();
  const values = fitValues(means);
  const rate = (1 + request.discount) ** (unitDays[unit] / DAYS_OF_YEAR) - 1;
  const outlook: Outlook = { periods: horizon, length: 1, rate };
  const predictor: Predictor = { model: fitted.model, values, outlook, unitDays: unitDays[unit], meanOf };
  progress.step(text('预测每位客户', 'predicting every customer'));
  const totals = await predictInto(db, predictor, customers, request, out);
  const ofNew = (time: number): number => expectedOfNew(fitted.model, time);
  return {
    customers,
    repeaters,
    fitted,
    values,
    worth,
    worthless,
    correlation: correlation(means),
    checks: checkCounts(fitted.model, groups, MOST_CHECKED),
    totals,
    newcomer: { purchases: ofNew(horizon), clv: discountedPurchases(ofNew, outlook) * values.mean },
  };
}

async function predictInto(
  db: EmbeddedDatabase,
  predictor: Predictor,
  customers: number,
  { scheme, signal, progress }: ClvRequest,
  out: Output | null,
): Promise<Totals> {
  const totals = { repeatersAlive: 0, purchases: 0, clv: 0 };
  let done = 0;
  const batches = async function* (): AsyncGenerator<readonly OutRow[]> {
    for await (const predictions of predictAll(db, predictor)) {
      signal.throwIfAborted();
      for (const { frequency, alive, purchases, clv } of predictions) {
        if (frequency > 0) totals.repeatersAlive += alive;
        totals.purchases += purchases;
        totals.clv += clv;
      }
      done += predictions.length;
      progress.at(done / customers);
      yield out === null ? [] : predictions.map((prediction) => clvRow(prediction, scheme.currency));
    }
  };
  if (out !== null) await writeTable(out, clvColumns(scheme.currency), batches());
  else for await (const _ of batches());
  return totals;
}

function refuseNobody(until: Day): never {
  return refuse(
    'no-purchases',
    '',
    `截至 ${until} 没有一笔计入的购买（已付款、已发货或已完成的订单）：请用 --until 指定更晚的日期，或检查订单状态`,
    `Up to ${until} no purchase counts (an order paid, shipped or completed): name a later day with --until, or check the statuses`,
  );
}

function refuseTooFew(customers: number, repeaters: number): never {
  return refuse(
    'too-few-repeats',
    '',
    `复购太少，估计不了：在不止一天买过的客户只有 ${repeaters} 位（共 ${customers} 位），至少要有 ${FEWEST_CUSTOMERS} 位。请给出更长时间的订单；如果同一客户每次的编号都不同，请用 --map customer_id=列名 换一列`,
    `Not enough repeat purchases: ${repeaters} of ${many(customers, 'customer')} bought on more than one day, and at least ${FEWEST_CUSTOMERS} are needed. Give the orders of a longer time; if customers have another id each time, name another column with --map customer_id=COLUMN`,
  );
}
