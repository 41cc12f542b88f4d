import type { Day } from './calendar.ts';
import { type Text, text } from './text.ts';

/** No living customer was born or registered before it. */
const EARLIEST = '1900-01-01' as Day;

/** What two values of a record are compared by; `today` is the day in the business's time zone. Days, money in minor units, quantities in millionths. */
export interface DoubtedValues {
  readonly amount: bigint;
  readonly refunded: bigint;
  readonly day: Day;
  readonly orderedDay: Day;
  readonly paidDay: Day;
  readonly resolvedDay: Day;
  readonly birthday: Day;
  readonly registeredDay: Day;
  readonly used: bigint;
  readonly today: Day;
  readonly earliest: Day;
  readonly nothing: bigint;
}

type Doubted = keyof DoubtedValues;
type Compared = readonly [Doubted, 'over' | 'under' | 'atLeast', Doubted];

/** What can be read and kept and is hardly meant: a year mistyped, a refund entered twice. */
export interface Doubt {
  /** Stable, for programs. */
  readonly id: string;
  /** What is strange. */
  readonly title: Text;
  /** Why it matters. */
  readonly why: Text;
  /** Holds where all of any of these do; the first value of each is the one in doubt. */
  readonly anyOf: readonly (readonly Compared[])[];
}

const inFuture = {
  id: 'order-in-future',
  title: text('订单日期在今天之后', 'order dated in the future'),
  why: text(
    '到那一天之前都不算数，等级会偏低',
    'it does not count before that day, so tiers are too low until then',
  ),
  anyOf: [[['orderedDay', 'over', 'today']], [['paidDay', 'over', 'today']], [['day', 'over', 'today']]],
} satisfies Doubt;

const negativeTotal = {
  id: 'negative-total',
  title: text('订单金额是负数', 'negative order total'),
  why: text(
    '负数订单算一单却不算消费，次数会偏高',
    'it counts as an order of nothing, so that numbers of orders are too high',
  ),
  anyOf: [[['amount', 'under', 'nothing']]],
} satisfies Doubt;

const refundBeyondPaid = {
  id: 'refund-beyond-paid',
  title: text('退款多于付款', 'more refunded than was paid'),
  why: text(
    '这一单按 0 元计，真正花了多少无从知道',
    'the order counts as nothing: what was really spent is unknown',
  ),
  anyOf: [
    [
      ['refunded', 'over', 'amount'],
      ['amount', 'atLeast', 'nothing'],
    ],
  ],
} satisfies Doubt;

const birthday = {
  id: 'birthday-implausible',
  title: text('生日在今天之后或 1900 年之前', 'birthday in the future or before 1900'),
  why: text('按年龄的分析和生日权益会出错', 'ages and birthday benefits go wrong'),
  anyOf: [[['birthday', 'over', 'today']], [['birthday', 'under', 'earliest']]],
} satisfies Doubt;

const registered = {
  id: 'registered-implausible',
  title: text('注册日期在今天之后或 1900 年之前', 'registered in the future or before 1900'),
  why: text('会员年和按注册时间的规则会算错', 'membership years and rules by registration go wrong'),
  anyOf: [[['registeredDay', 'over', 'today']], [['registeredDay', 'under', 'earliest']]],
} satisfies Doubt;

const eventInFuture = {
  id: 'event-in-future',
  title: text('发生的日期在今天之后', 'dated in the future'),
  why: text('到那一天之前都不算数', 'it does not count before that day'),
  anyOf: [[['day', 'over', 'today']]],
} satisfies Doubt;

const resolvedBefore = {
  id: 'resolved-before',
  title: text('处理完的日期早于发生的日期', 'resolved before it happened'),
  why: text('两个日期里至少有一个写错了', 'at least one of the two days is wrong'),
  anyOf: [[['resolvedDay', 'under', 'day']]],
} satisfies Doubt;

const usedBelowNothing = {
  id: 'usage-below-zero',
  title: text('用量是负数', 'usage below zero'),
  why: text('会从客户的用量合计里减去', 'it is taken off the sum of what the customer used'),
  anyOf: [[['used', 'under', 'nothing']]],
} satisfies Doubt;

export const orderDoubts = { inFuture, negativeTotal, refundBeyondPaid };
export const customerDoubts = { birthday, registered };
export const eventDoubts = { inFuture: eventInFuture, resolvedBefore, usedBelowNothing };

/** The values that no record has of its own. */
export function doubtConstants(today: Day): Pick<DoubtedValues, 'today' | 'earliest' | 'nothing'> {
  return { today, earliest: EARLIEST, nothing: 0n };
}

/** What is strange and why it matters, in one sentence. */
export function doubtText({ title, why }: Doubt): Text {
  return text(`${title.zh}，${why.zh}`, `${title.en}; ${why.en}`);
}

/** The value that is in doubt; null where nothing is. Of an unknown value nothing is doubted. */
export function doubted(
  { anyOf }: Doubt,
  values: { readonly [K in Doubted]?: DoubtedValues[K] | null },
): Doubted | null {
  const holds = ([left, how, right]: Compared): boolean => {
    const [a, b] = [values[left] ?? null, values[right] ?? null];
    if (a === null || b === null) return false;
    if (how === 'over') return a > b;
    return how === 'under' ? a < b : a >= b;
  };
  return anyOf.find((all) => all.every(holds))?.[0]?.[0] ?? null;
}
