/**
 * The Gamma-Gamma model of how much a purchase is worth (Fader & Hardie 2013, note 025): a customer's purchases vary
 * around a mean of his own by a Gamma with shape p, and the means vary among customers with shape q and scale v. How
 * much is taken to have nothing to do with how often.
 */
export interface GammaGamma {
  readonly p: number;
  readonly q: number;
  /** In the unit of the values. */
  readonly v: number;
}

/** The mean worth of a purchase among all customers; infinite unless q is above 1. */
export function meanValue({ p, q, v }: GammaGamma): number {
  return q > 1 ? (p * v) / (q - 1) : Number.POSITIVE_INFINITY;
}

/**
 * The worth to expect of a customer's next purchase, by how many he made and their mean (the note's equation 5): between
 * his own mean and everybody's, the nearer to his own the more he bought. For q above 1.
 */
export function expectedValue({ p, q, v }: GammaGamma, count: number, mean: number): number {
  return (p * (v + count * mean)) / (p * count + q - 1);
}
