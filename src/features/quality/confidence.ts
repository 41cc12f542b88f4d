/** How far a customer's data can be trusted, the best first. */
export const confidences = ['high', 'middle', 'low'] as const;
export type Confidence = (typeof confidences)[number];

/** From which score on, in hundredths of a point. */
export const leastOf: Readonly<Record<Confidence, number>> = { high: 9_000, middle: 7_500, low: 0 };

/** Of a score in hundredths of a point. */
export function confidenceOf(score: number): Confidence {
  return confidences.find((confidence) => score >= leastOf[confidence]) ?? 'low';
}
