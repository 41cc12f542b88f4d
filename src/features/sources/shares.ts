/**
 * An amount over lines as their own amounts have it, leftover units to the last: an order's shipping, tax and discounts are spread so. Lines
 * that are worth nothing together share alike. In minor units.
 */
export function sharesOf(total: bigint, worth: readonly bigint[]): readonly bigint[] {
  const all = worth.reduce((sum, each) => sum + each, 0n);
  const weights = all > 0n && worth.every((each) => each >= 0n) ? worth : worth.map(() => 1n);
  const whole = weights.reduce((sum, each) => sum + each, 0n);
  const shares = weights.map((weight) => (total * weight) / whole);
  const given = shares.reduce((sum, each) => sum + each, 0n);
  return shares.map((share, index) => (index === shares.length - 1 ? share + total - given : share));
}
