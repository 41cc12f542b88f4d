import { refundLookup } from '../evaluate/columns.ts';
import { holds } from '../evaluate/value.ts';
import type { LooseRefund } from '../order.ts';
import { leftOutReasons } from './left-out-reasons.ts';
import type { Measured } from './left-out-words.ts';
import { listing, type Part, tally } from './listing.ts';
import type { ProvenRefunds, ReasonCode } from './proven-orders.ts';
import { outside } from './standing.ts';

/** Which refunds that name no order lower a sum of amounts; null for metrics that no such refund lowers. */
export function proveRefunds(
  refunds: readonly LooseRefund[],
  measured: Measured,
  part: Part,
): ProvenRefunds | null {
  const { definition, days, asOf } = measured;
  const { take, what, where, count } = definition;
  if (take !== 'sum' || what !== 'amount' || count.amount === 'gross') return null;
  const codeOf = (refund: LooseRefund): ReasonCode | null => {
    if (refund.day > asOf) return 'after-day';
    const side = outside(refund.day, days);
    if (side !== null) return side;
    return where === null || holds(where, refundLookup(refund)) ? null : 'where';
  };
  const sorted = refunds
    .toSorted((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
    .map((refund) => ({ refund, amount: refund.amount, code: codeOf(refund) }));
  const takenOff = sorted.filter(({ code }) => code === null);
  const leftOut = sorted.flatMap(({ code, amount }) =>
    code === null ? [] : [{ amount, reason: { code, status: null } }],
  );
  return {
    takenOff: listing(takenOff, part, ({ refund: { day, amount } }) => ({ day, amount })),
    leftOut: { ...tally(leftOut), reasons: leftOutReasons(leftOut, measured) },
  };
}
