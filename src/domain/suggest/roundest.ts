/** The roundest whole number within `low` … `high` – a multiple of 5, 2 or 1 times the highest power of ten – nearest to `near`. */
export function roundest(low: bigint, high: bigint, near: bigint): bigint {
  for (let power = 10n ** 18n; power >= 1n; power /= 10n) {
    for (const step of [5n * power, 2n * power, power]) {
      const found = nearestMultiple(step, low, high, near);
      if (found !== null) return found;
    }
  }
  throw new RangeError(`nothing from ${low} to ${high}`);
}

function nearestMultiple(step: bigint, low: bigint, high: bigint, near: bigint): bigint | null {
  const below = floor(near, step) * step;
  const found = [below, below + step, floor(high, step) * step, -floor(-low, step) * step]
    .filter((value) => value >= low && value <= high)
    .sort((a, b) => Number(distance(a, near) - distance(b, near)));
  return found[0] ?? null;
}

function distance(a: bigint, b: bigint): bigint {
  return a > b ? a - b : b - a;
}

function floor(value: bigint, step: bigint): bigint {
  const quotient = value / step;
  return value < 0n && quotient * step !== value ? quotient - 1n : quotient;
}
