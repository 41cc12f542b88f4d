import { type Measured, reasonWords } from './left-out-words.ts';
import { tally } from './listing.ts';
import type { LeftOutReason, Reason } from './proven-orders.ts';

interface LeftOut {
  readonly amount: bigint;
  readonly reason: Reason;
}

/** How many are left out for each reason, and their amounts; the most frequent reason first. */
export function leftOutReasons(items: readonly LeftOut[], measured: Measured): LeftOutReason[] {
  const groups = new Map<string, [LeftOut, ...LeftOut[]]>();
  for (const item of items) {
    const key = `${item.reason.code} ${item.reason.status}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()]
    .sort((a, b) => b.length - a.length)
    .map((group) => {
      const [{ reason }] = group;
      return { ...reason, ...tally(group), words: reasonWords(reason, measured) };
    });
}
