import type { Day } from '../calendar.ts';
import type { BgNbd } from '../clv/bg-nbd.ts';
import { marginKey, predictingKey } from '../clv/predicting.ts';
import type { PurchaseModels, WorthModel } from '../clv/purchase-model.ts';
import type { History } from '../evaluate/measure.ts';
import { purchaseHistory } from '../evaluate/purchase-history.ts';
import type { MetricDefinition } from '../metric.ts';

/** What everybody's purchases were found to tell, and as of which day; null where nothing is. */
export interface FittedModels {
  readonly fixedOn: Day | null;
  readonly models: PurchaseModels;
}

/** What a predicted value goes by: the customer's own purchases and the model of everybody's. */
export interface ProvenPrediction {
  /** Null where he never bought. Times are in days. */
  readonly history: {
    /** Days he bought on after the first. */
    readonly frequency: number;
    /** From the first purchase to the last. */
    readonly recency: number;
    /** From the first purchase to the day of the proof. */
    readonly age: number;
  } | null;
  /** Null where none was given. */
  readonly model: ProvenModel | null;
}

export interface ProvenModel {
  /** The day as of which it was fitted. */
  readonly fixedOn: Day | null;
  readonly customers: number;
  readonly repeaters: number;
  /** BG/NBD, times in weeks; null where too few came again. */
  readonly parameters: BgNbd | null;
  /** What a purchase is worth; null where no value is predicted. */
  readonly worth: WorthModel | null;
}

/** What a predicted metric goes by; null for other metrics. */
export function provePrediction(
  definition: MetricDefinition,
  history: History,
  fitted: FittedModels | null,
): ProvenPrediction | null {
  if (definition.kind !== 'clv' && definition.kind !== 'p-alive') return null;
  const own = purchaseHistory(history, { count: definition.count, withWorth: false });
  const found = fitted?.models.get(predictingKey(definition.count));
  const worth = definition.kind === 'clv' ? found?.worths[marginKey(definition.margin)] : undefined;
  return {
    history: own && {
      frequency: Number(own.frequency),
      recency: Number(own.recency),
      age: Number(own.age),
    },
    model:
      found === undefined
        ? null
        : {
            fixedOn: fitted?.fixedOn ?? null,
            customers: found.customers,
            repeaters: found.repeaters,
            parameters: found.purchases,
            worth: worth ?? null,
          },
  };
}
