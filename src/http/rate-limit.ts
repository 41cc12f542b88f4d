import { AppError } from '../domain/app-error.ts';

/** More callers are not remembered: the one who was quiet longest is forgotten. */
const MOST_CALLERS = 10_000;

export interface RateLimit {
  readonly check: (caller: string) => void;
  readonly spend: (caller: string) => void;
}

/**
 * Lets each caller do so many things at once, and as many more as time gives back. Throws an AppError `too-many-requests` for what goes
 * beyond. `clock` is in milliseconds.
 */
export function rateLimit(
  { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
  clock: () => number,
): RateLimit {
  const callers = new Map<string, { readonly left: number; readonly at: number }>();
  const leftOf = (caller: string, now: number): number => {
    const known = callers.get(caller);
    if (known === undefined) return burst;
    return Math.min(burst, known.left + (Math.max(0, now - known.at) / 1000) * perSecond);
  };
  return {
    check: (caller) => {
      const left = leftOf(caller, clock());
      if (left < 1) throw tooMany(Math.ceil((1 - left) / perSecond));
    },
    spend: (caller) => {
      const now = clock();
      const left = leftOf(caller, now) - 1;
      // Who was last stands last.
      callers.delete(caller);
      callers.set(caller, { left, at: now });
      const [oldest] = callers.keys();
      if (callers.size > MOST_CALLERS && oldest !== undefined) callers.delete(oldest);
    },
  };
}

function tooMany(seconds: number): AppError {
  const [zh, en] = ['请求太多，请稍后再试', 'too many requests; try again later'];
  return new AppError('too-many-requests', { zh, en }, seconds);
}
