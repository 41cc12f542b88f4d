import { logBeta, logGamma } from './log-gamma.ts';

/**
 * The BG/NBD model of who still buys (Fader, Hardie & Lee 2005, “Counting Your Customers” the Easy Way, Marketing
 * Science 24(2)): a customer buys at a rate that is Gamma(r, α) among customers, and after every purchase leaves for
 * good with a probability that is Beta(a, b) among them. α is in units of time.
 */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

/** What the model knows of a customer: repeat purchases, when the last was and how long he is known, from his first on. */
export interface History {
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
}

const stranger: History = { frequency: 0, recency: 0, age: 0 };

/** The probability that a customer has not left for good (Fader, Hardie & Lee 2008, note 021); 1 without a repeat purchase. */
export function probabilityAlive({ r, alpha, a, b }: BgNbd, { frequency: x, recency, age }: History): number {
  if (x === 0) return 1;
  const silence = (r + x) * Math.log((alpha + age) / (alpha + recency));
  return 1 / (1 + Math.exp(silence + Math.log(a / (b + x - 1))));
}

/** Purchases to expect of a customer within a time from now (the paper's equation 10). */
export function expectedPurchases(model: BgNbd, history: History, time: number): number {
  return probabilityAlive(model, history) * purchasesWhileAlive(model, history, time);
}

/** Repeat purchases to expect within a time after somebody's first purchase (the paper's equation 9). */
export function expectedOfNew(model: BgNbd, time: number): number {
  return purchasesWhileAlive(model, stranger, time);
}

const MOST_TERMS = 1_000_000;

/**
 * Purchases to expect of a customer who has not left. In the paper
 * `(a+b+x−1)/(a−1) · (1 − ((α+T)/(α+T+t))^(r+x) · ₂F₁(r+x, b+x; a+b+x−1; t/(α+T+t)))`, which loses its digits near
 * a = 1, for large x and for short times. The same as a sum without a minus sign in it: with `NB(n)` the probability of
 * n purchases within the time if nobody ever left, and `(b+x)ⱼ/(a+b+x)ⱼ` that of staying through j of them,
 * `Σ NB(n) · Σ_{j<n} (b+x)ⱼ/(a+b+x)ⱼ`. The weights are divided by their own sum, so that none need be exact in size.
 */
export function purchasesWhileAlive(
  { r, alpha, a, b }: BgNbd,
  { frequency: x, age }: Pick<History, 'frequency' | 'age'>,
  time: number,
): number {
  const z = time / (alpha + age + time);
  let [weight, weights, sum] = [1, 1, 0];
  let [staying, made] = [1, 0];
  for (let n = 1; n <= MOST_TERMS; n++) {
    weight *= (z * (r + x + n - 1)) / n;
    made += staying;
    staying *= (b + x + n - 1) / (a + b + x + n - 1);
    weights += weight;
    sum += weight * made;
    const ratio = (z * (r + x + n)) / (n + 1);
    if (ratio < 1 && weight * made * ratio <= 1e-15 * sum * (1 - ratio)) break;
    if (sum > 1e250) [weight, weights, sum] = [weight / 1e250, weights / 1e250, sum / 1e250];
  }
  return sum / weights;
}

/** The probability of `count` repeat purchases within a time after the first purchase (the paper's equation 8). */
export function probabilityOfCount({ r, alpha, a, b }: BgNbd, time: number, count: number): number {
  const [logStay, logBuy] = [Math.log(alpha / (alpha + time)), Math.log(time / (alpha + time))];
  const logNb = (n: number): number =>
    logGamma(r + n) - logGamma(r) - logGamma(n + 1) + r * logStay + (n === 0 ? 0 : n * logBuy);
  const staying = Math.exp(logBeta(a, b + count) - logBeta(a, b) + logNb(count));
  if (count === 0) return staying;
  let fewer = 0;
  for (let n = 0; n < count; n++) fewer += Math.exp(logNb(n));
  const leaving = Math.exp(logBeta(a + 1, b + count - 1) - logBeta(a, b));
  return staying + leaving * Math.max(0, 1 - fewer);
}
