import { fraction, fractionText } from '../../domain/exact.ts';
import { QUANTITY_SCALE } from '../../domain/order.ts';

/** Millionths of points as a decimal without trailing zeros. */
export function pointsText(millionths: bigint): string {
  return fractionText(fraction(millionths, 10n ** BigInt(QUANTITY_SCALE)), QUANTITY_SCALE);
}
