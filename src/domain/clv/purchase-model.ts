import { decimalText } from '../exact.ts';
import type { Clv } from '../metric.ts';
import type { BgNbd } from './bg-nbd.ts';
import { fittingBgNbd } from './fit-bg-nbd.ts';
import type { InSteps } from './in-steps.ts';
import { marginKey, type Predicting } from './predicting.ts';
import { historyGroups, type PurchaseHistories, valueGroups } from './purchase-histories.ts';
import { FEWEST_CUSTOMERS, fittingValues, type PurchaseValues } from './value-model.ts';
import { type KnownMargins, meanOfWorth, type Worth, worthOf } from './worth.ts';

/** Times are in weeks. */
export const WEEK = 7;

/** What everybody's purchases tell of one customer's to come: plain numbers and texts. */
export interface PurchaseModel {
  /** With a purchase that counts, and with one on another day too. */
  readonly customers: number;
  readonly repeaters: number;
  /** Null where too few bought again: nothing is predicted of anybody. */
  readonly purchases: BgNbd | null;
  /** Parameters that the data do not settle. */
  readonly unsettled: readonly string[];
  /** By `marginKey`. */
  readonly worths: Readonly<Record<string, WorthModel>>;
}

/** What a purchase is worth. */
export interface WorthModel {
  readonly worth: Worth;
  readonly values: PurchaseValues;
}

/** The models of an evaluation by the keys of what they predict. */
export type PurchaseModels = ReadonlyMap<string, PurchaseModel>;

/** Fits the models to everybody's histories, in steps; `margins` are only looked at where values are predicted. */
export function* fitPurchaseModel(
  { clvs }: Predicting,
  histories: PurchaseHistories,
  margins: KnownMargins,
  decimals: number,
): InSteps<PurchaseModel> {
  const { frequency, customers } = histories;
  const all = customers.reduce((sum, each) => sum + each, 0);
  const repeaters = customers.reduce((sum, each, row) => sum + ((frequency[row] ?? 0) > 0 ? each : 0), 0);
  const counted = { customers: all, repeaters };
  if (repeaters < FEWEST_CUSTOMERS) return { ...counted, purchases: null, unsettled: [], worths: {} };
  const { model, unsettled } = yield* fittingBgNbd(historyGroups(histories, WEEK));
  const isFound = Object.values(model).every((value) => Number.isFinite(value) && value > 0);
  if (!isFound) return { ...counted, purchases: null, unsettled: [...unsettled], worths: {} };
  const worths = new Map<string, WorthModel>();
  for (const { margin } of clvs) {
    const key = marginKey(margin);
    if (!worths.has(key)) worths.set(key, yield* worthModel(margin, histories, margins, decimals));
  }
  return {
    ...counted,
    purchases: model,
    unsettled: [...unsettled],
    worths: Object.fromEntries(worths),
  };
}

function* worthModel(
  margin: Clv['margin'],
  histories: PurchaseHistories,
  margins: KnownMargins,
  decimals: number,
): InSteps<WorthModel> {
  const worth = worthOf(margins, margin === null ? null : Number(decimalText(margin)));
  const values = yield* fittingValues(valueGroups(histories, meanOfWorth(worth, decimals)));
  if (values.kind === 'plain') return { worth, values };
  const { fitted, mean } = values;
  return { worth, values: { kind: 'gamma-gamma', fitted: { model: fitted.model }, mean } };
}
