import type { BgNbd } from '../../src/domain/clv/bg-nbd.ts';
import type { HistoryGroups } from '../../src/domain/clv/bg-nbd-likelihood.ts';
import type { ValueGroups } from '../../src/domain/clv/fit-gamma-gamma.ts';
import type { GammaGamma } from '../../src/domain/clv/gamma-gamma.ts';

export type Chance = () => number;

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function chance(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Customers who do what the BG/NBD model says, known for up to `days`; times are kept in twentieths of a day. */
export function simulateHistories(model: BgNbd, count: number, days: number, random: Chance): HistoryGroups {
  const fine = 20;
  const groups = emptyHistories(count, fine);
  for (let customer = 0; customer < count; customer++) {
    const age = Math.floor(random() * days * fine);
    const rate = gamma(model.r, random) / model.alpha / fine;
    const [stays, leaves] = [gamma(model.b, random), gamma(model.a, random)];
    let [time, purchases, last] = [0, 0, 0];
    for (;;) {
      time += -Math.log(1 - random()) / rate;
      if (time > age) break;
      purchases += 1;
      last = Math.floor(time);
      if (random() < leaves / (leaves + stays)) break;
    }
    groups.frequency[customer] = purchases;
    groups.recency[customer] = last;
    groups.age[customer] = age;
  }
  return groups;
}

function emptyHistories(count: number, unitDays: number): HistoryGroups {
  const [frequency, recency, age] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  return { frequency, recency, age, customers: new Float64Array(count).fill(1), unitDays };
}

/** Mean values of up to `most` purchases each, as the Gamma-Gamma model has them. */
export function simulateValues(model: GammaGamma, count: number, most: number, random: Chance): ValueGroups {
  const [counts, mean] = [new Uint32Array(count), new Float64Array(count)];
  for (let customer = 0; customer < count; customer++) {
    const purchases = 1 + Math.floor(random() * most);
    const scale = gamma(model.q, random) / model.v;
    counts[customer] = purchases;
    mean[customer] = gamma(model.p * purchases, random) / scale / purchases;
  }
  return { count: counts, mean, customers: new Float64Array(count).fill(1) };
}

/** A draw of Gamma(shape, 1), after Marsaglia & Tsang. */
function gamma(shape: number, random: Chance): number {
  if (shape < 1) return gamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const x = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
