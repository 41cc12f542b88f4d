import type { Clv } from '../metric.ts';
import { type BgNbd, probabilityAlive, purchasesWhileAlive } from './bg-nbd.ts';
import { marginKey, type Predicting } from './predicting.ts';
import type { PurchaseHistory } from './purchase-histories.ts';
import { type PurchaseModel, WEEK } from './purchase-model.ts';
import { expectedWorth } from './value-model.ts';
import { meanOfWorth } from './worth.ts';

/** Probabilities are whole numbers of millionths: what decides is the same on every engine. */
export const ALIVE_DEN = 1_000_000n;

const MONTH = 365.25 / 12 / WEEK;
/** Money is 64 bits. */
const MOST = 9e18;

/** What is expected of a customer. */
export interface Prediction {
  /** Whether he still buys, in millionths. */
  readonly alive: bigint;
  /** What he is worth, in minor units, for each value that is predicted. */
  readonly clvs: readonly bigint[];
}

/** Predicts by a model; null where it was not found. Remembers what is the same for many. */
export function predictorOf(
  { clvs }: Predicting,
  { purchases, worths }: PurchaseModel,
  decimals: number,
): ((history: PurchaseHistory) => Prediction) | null {
  if (purchases === null) return null;
  const values = clvs.map((clv) => worthIn(clv, purchases, worths, decimals));
  return (history) => {
    const [frequency, recency, age] = [history.frequency, history.recency, history.age].map(Number);
    const seen = { frequency: frequency ?? 0, recency: (recency ?? 0) / WEEK, age: (age ?? 0) / WEEK };
    const alive = probabilityAlive(purchases, seen);
    return {
      alive: BigInt(Math.round(alive * Number(ALIVE_DEN))),
      clvs: values.map((value) => minorUnits(alive * value(history), decimals)),
    };
  };
}

/** What somebody is worth if he still buys, in major units. */
function worthIn(
  { months, margin }: Clv,
  purchases: BgNbd,
  worths: PurchaseModel['worths'],
  decimals: number,
): (history: PurchaseHistory) => number {
  const found = worths[marginKey(margin)];
  if (found === undefined) throw new RangeError(`not fitted: ${marginKey(margin)}`);
  const { worth, values } = found;
  const meanOf = meanOfWorth(worth, decimals);
  const ahead = remembered((frequency, days) =>
    purchasesWhileAlive(purchases, { frequency, age: days / WEEK }, months * MONTH),
  );
  return (history) => {
    const frequency = Number(history.frequency);
    const mean = meanOf(frequency, Number(history.earned), Number(history.sold));
    return ahead(frequency, Number(history.age)) * expectedWorth(values, frequency, mean);
  };
}

function minorUnits(value: number, decimals: number): bigint {
  const minor = Math.round(value * 10 ** decimals);
  return minor > 0 ? BigInt(Math.min(minor, MOST)) : 0n;
}

/** Remembers the results for pairs of whole numbers: many customers bought as often and came on the same day. */
export function remembered<T>(compute: (a: number, b: number) => T): (a: number, b: number) => T {
  const known = new Map<number, Map<number, T>>();
  return (a, b) => {
    const ofA = known.get(a) ?? new Map<number, T>();
    if (ofA.size === 0) known.set(a, ofA);
    const found = ofA.get(b) ?? compute(a, b);
    ofA.set(b, found);
    return found;
  };
}
