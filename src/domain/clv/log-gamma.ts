/** From here on the asymptotic series below are exact to double precision. */
const LARGE = 10;

/** Bernoulli numbers over `2n(2n − 1)`, of Stirling's series (Abramowitz & Stegun 6.1.41). */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156];
/** Bernoulli numbers over `2n` (Abramowitz & Stegun 6.3.18). */
const asymptotic = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12];

/** ln Γ(x) for x > 0. */
export function logGamma(x: number): number {
  if (x === 1 || x === 2) return 0;
  let shift = 1;
  let at = x;
  while (at < LARGE) shift *= at++;
  const series = (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + powers(stirling, at) * at;
  return series - Math.log(shift);
}

/** ψ(x), the derivative of ln Γ(x), for x > 0. */
export function digamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < LARGE) shift += 1 / at++;
  return Math.log(at) - 1 / (2 * at) - powers(asymptotic, at) - shift;
}

/** ln B(a, b). */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/** The sum of `c₁/x² + c₂/x⁴ + …`. */
function powers(coefficients: readonly number[], x: number): number {
  const inverse = 1 / (x * x);
  return coefficients.reduceRight((sum, coefficient) => (sum + coefficient) * inverse, 0);
}
