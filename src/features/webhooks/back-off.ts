const FIRST_MS = 5000;
const LONGEST_MS = 4 * 3_600_000;
/** After as long nothing more is tried by itself. */
const GIVEN_UP_MS = 24 * 3_600_000;

/**
 * When a delivery is tried again that failed: any moment of a span that doubles with each attempt (full jitter), and once more when the day is
 * over. Null: it is given up. All in milliseconds; `random` is of 0 to 1.
 */
export function nextTry(
  {
    attempts,
    triedFirst,
    now,
  }: { readonly attempts: number; readonly triedFirst: number; readonly now: number },
  random: () => number,
): number | null {
  const end = triedFirst + GIVEN_UP_MS;
  if (now >= end) return null;
  const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  return Math.min(end, now + Math.ceil(random() * span));
}
