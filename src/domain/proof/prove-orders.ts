import type { SubjectWords } from '../describe/condition-words.ts';
import { subjectWords } from '../describe/describe-condition.ts';
import type { History } from '../evaluate/measure.ts';
import type { Purchase } from '../evaluate/purchase.ts';
import type { Measure, Metric } from '../metric.ts';
import { type LooseRefund, linesOf, orderDay } from '../order.ts';
import type { Scheme } from '../scheme.ts';
import type { DayRange } from '../window.ts';
import type { SeenOrder } from './customer-history.ts';
import { leftOutReasons } from './left-out-reasons.ts';
import { leftOutWords, type Measured } from './left-out-words.ts';
import { listing, type Part, tally } from './listing.ts';
import { proveRefunds } from './prove-refunds.ts';
import type { CountedOrder, LeftOutOrder, ProvenOrders, Reason } from './proven-orders.ts';
import { type Standing, standingTo } from './standing.ts';
import { takenOff, takenOffWords } from './taken-off.ts';
import { valueWords } from './value-words.ts';

/** A metric over orders or lines, with the measure that tells which, and its window's days. */
export interface OverOrders {
  readonly metric: Metric;
  readonly definition: Measure;
  readonly days: DayRange | null;
}

interface Counted extends SeenOrder {
  readonly purchase: Purchase;
  readonly amount: bigint;
}

interface LeftOut extends SeenOrder {
  readonly amount: bigint;
  readonly reason: Reason;
}

/** Which of a customer's orders are behind a metric, and why the others are not; `seen` is newest first. */
export function proveOrders(
  { metric, definition, days }: OverOrders,
  seen: readonly SeenOrder[],
  refunds: readonly LooseRefund[],
  history: History,
  scheme: Scheme,
  part: Part,
): ProvenOrders {
  const measured: Measured = { definition, days, asOf: history.asOf, currency: scheme.currency };
  const standing = standingTo(definition, days, history);
  const counted: Counted[] = [];
  const leftOut: LeftOut[] = [];
  for (const one of seen) {
    const { order, purchase } = one;
    const reason = standing.reason(one);
    if (reason !== null) leftOut.push({ order, purchase, amount: order.amount, reason });
    else if (purchase !== null) counted.push({ order, purchase, amount: standing.amount(purchase) });
  }
  const refunded = counted
    .filter(({ purchase }) => purchase.refunded > 0n)
    .map(({ purchase }) => ({ amount: takenOff(purchase, definition.count).refunded }))
    .filter(({ amount }) => amount > 0n);
  const words = metricWords(metric, scheme);
  return {
    counted: {
      ...listing(counted, part, (item) => showCounted(item, standing, measured, words)),
      refunded: tally(refunded),
    },
    leftOut: {
      ...listing(leftOut, part, (item) => showLeftOut(item, measured)),
      reasons: leftOutReasons(leftOut, measured),
    },
    refunds: proveRefunds(refunds, measured, part),
  };
}

function metricWords({ id, type, scale }: Metric, scheme: Scheme): SubjectWords {
  return subjectWords({ kind: 'metric', id, type, scale }, scheme);
}

function showCounted(
  { order, purchase, amount }: Counted,
  standing: Standing,
  { definition: { of, count }, currency }: Measured,
  words: SubjectWords,
): CountedOrder {
  const off = takenOff(purchase, count);
  const value = standing.value(purchase);
  return {
    reference: order.reference,
    day: purchase.day,
    amount,
    paid: order.amount,
    takenOff: off,
    lines: of === 'lines' ? { counted: standing.rows(purchase), all: linesOf(order).length } : null,
    value,
    valueWords: valueWords(value, words),
    words: takenOffWords(off, order.amount, currency),
  };
}

function showLeftOut({ order, purchase, amount, reason }: LeftOut, measured: Measured): LeftOutOrder {
  const words = leftOutWords(reason, order, purchase?.refunded ?? 0n, measured);
  return { ...reason, reference: order.reference, day: orderDay(order), amount, words };
}
