import { atOnce } from '../clv/in-steps.ts';
import { clvKey, type Predicting, predictingKey, predictingOf } from '../clv/predicting.ts';
import { ALIVE_DEN, type Prediction, predictorOf } from '../clv/predictor.ts';
import type { PurchaseHistory } from '../clv/purchase-histories.ts';
import { fitPurchaseModel, type PurchaseModels } from '../clv/purchase-model.ts';
import { currencyDecimals } from '../currency.ts';
import { fraction } from '../exact.ts';
import type { MetricDefinition } from '../metric.ts';
import type { Scheme } from '../scheme.ts';
import type { History } from './measure.ts';
import { differentHistories, knownMargins, purchaseHistory } from './purchase-history.ts';
import type { Value } from './value.ts';

type Predicted = Extract<MetricDefinition, { kind: 'clv' | 'p-alive' }>;
type Histories = ReadonlyMap<string, History>;

/**
 * Everybody's values of metrics that are predicted: by models fitted before, or by what these histories tell. Empty for whoever
 * never bought, and for everybody where too few bought again.
 */
export function predictedColumns(
  scheme: Scheme,
  histories: Histories,
  models: PurchaseModels | null,
): (definition: Predicted) => Map<string, Value> {
  const everything = predictingOf(scheme.metrics.values());
  const known = new Map<string, ReadonlyMap<string, Prediction>>();
  return (definition) => {
    const key = predictingKey(definition.count);
    const predicting = everything.find((one) => one.key === key);
    if (predicting === undefined) throw new RangeError(`not predicted: ${key}`);
    const found = known.get(key) ?? predictAll(scheme, predicting, histories, models);
    known.set(key, found);
    const at = definition.kind === 'clv' ? predicting.clvs.findIndex(same(definition)) : -1;
    const valueIn = ({ alive, clvs }: Prediction): Value =>
      definition.kind === 'p-alive'
        ? fraction(alive, ALIVE_DEN)
        : fraction(clvs[at] ?? 0n, 10n ** BigInt(currencyDecimals(scheme.currency)));
    return new Map(
      [...histories.keys()].map((id) => {
        const prediction = found.get(id);
        return [id, prediction === undefined ? null : valueIn(prediction)];
      }),
    );
  };
}

function same(definition: Extract<Predicted, { kind: 'clv' }>): (other: typeof definition) => boolean {
  return (other) => clvKey(other) === clvKey(definition);
}

function predictAll(
  { currency }: Scheme,
  predicting: Predicting,
  histories: Histories,
  models: PurchaseModels | null,
): Map<string, Prediction> {
  const decimals = currencyDecimals(currency);
  const { count, clvs, key } = predicting;
  const look = { count, withWorth: clvs.length > 0 };
  const bought = new Map<string, PurchaseHistory>();
  for (const [id, history] of histories) {
    const own = purchaseHistory(history, look);
    if (own !== null) bought.set(id, own);
  }
  const model =
    models?.get(key) ??
    atOnce(
      fitPurchaseModel(
        predicting,
        differentHistories(bought.values()),
        knownMargins(histories.values(), count),
        decimals,
      ),
    );
  const predict = predictorOf(predicting, model, decimals);
  return predict === null ? new Map() : new Map([...bought].map(([id, own]) => [id, predict(own)]));
}
