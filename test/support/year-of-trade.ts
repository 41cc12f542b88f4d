import { addDays, type Day, day } from '../../src/domain/calendar.ts';

/** How large a shop's told history is. */
export interface Year {
  readonly customers: number;
  readonly days: number;
}

/** The day the first standard is published. */
export const FIRST = day('2025-01-20');

/** What is set by hand, of whichever kind. */
export interface ByHand {
  readonly customer: string;
  readonly kind: 'pin' | 'floor' | 'ceiling' | 'freeze';
  readonly tier: string;
  readonly from: Day;
  readonly until: Day;
}

/** A number below another, the same for the same numbers. */
export function dice(below: number, ...of: readonly number[]): number {
  let state = 2166136261;
  for (const each of of) {
    state = Math.imul(state ^ (each + 0x9e37), 16777619);
    state = Math.imul(state ^ (state >>> 15), 2246822519);
    state ^= state >>> 13;
  }
  return (state >>> 0) % below;
}

/** Few buy often, many now and then. */
function buyer({ customers }: Year, ...of: readonly number[]): string {
  const chance = dice(10_000, ...of, 1) / 10_000;
  return `c${String(Math.floor(customers * chance * chance)).padStart(5, '0')}`;
}

/** On both sides of every threshold of the standards. */
const amounts = ['3.99', '4.00', '9.99', '10.00', '12.50', '19.99', '20.00', '31.40'];

/** What was bought in the year before, as a file of orders and one of customers, some of whom never buy. */
export function before(year: Year): { readonly customers: string; readonly orders: string } {
  const everybody = Array.from(
    { length: Math.ceil(year.customers * 0.8) },
    (_, index) => `c${String(index).padStart(5, '0')},${addDays(FIRST, -1 - dice(400, index, 2))}`,
  );
  const orders = Array.from({ length: year.customers * 6 }, (_, index) => {
    const at = addDays(FIRST, -1 - dice(360, index, 3));
    return `before-${index},${buyer(year, index, 4)},${at},${amounts[dice(amounts.length, index, 5)]}`;
  });
  return {
    customers: ['customer_id,registered_at', ...everybody].join('\n'),
    orders: ['order_id,customer_id,paid_at,amount', ...orders].join('\n'),
  };
}

/** As many days after an order something else may become known of it. */
const delays = [2, 9, 33];

/** What is told late is told once a week, as by a till that is not always connected. */
const tellsLate = (index: number): boolean => index % 7 === 3;

/** The orders that become known on a day, as the API takes them: new ones, late ones, changed, cancelled and refunded ones. */
export function toldOn(year: Year, index: number): readonly object[] {
  const numbers = (on: number): readonly number[] =>
    Array.from({ length: Math.ceil(year.customers * (on % 30 < 3 ? 0.08 : 0.05)) }, (_, number) => number);
  const further = delays.flatMap((delay) =>
    index < delay
      ? []
      : numbers(index - delay).flatMap((number) => furtherOf(year, index - delay, number, delay)),
  );
  return [...numbers(index).map((number) => orderOf(year, index, number)), ...further];
}

function orderOf(year: Year, on: number, number: number): object {
  const chance = dice(120, on, number, 6);
  const late = chance < 20 && tellsLate(on) ? 1 + dice(25, on, number, 7) : 0;
  const ahead = chance >= 20 && chance < 23 ? 1 + dice(5, on, number, 8) : 0;
  return {
    orderId: `${on}-${number}`,
    customerId: buyer(year, on, number, 9),
    paidAt: addDays(FIRST, on - late + ahead),
    amount: amounts[dice(amounts.length, on, number, 10)],
    status: chance >= 23 && chance < 26 ? 'unpaid' : 'completed',
  };
}

/** What becomes of an order some days later, if anything. */
function furtherOf(year: Year, on: number, number: number, delay: number): readonly object[] {
  if (delays[dice(delays.length, on, number, 11)] !== delay) return [];
  const order = orderOf(year, on, number);
  const today = addDays(FIRST, on + delay);
  const chance = dice(100, on, number, 12);
  if (chance < 5) return [{ ...order, status: 'refunded', refundedAt: today }];
  if (!tellsLate(on + delay)) return [];
  if (chance < 9) return [{ ...order, status: 'cancelled' }];
  if (chance < 12)
    return [{ ...order, refunded: '2.00', refundedAt: addDays(today, -1 - dice(8, on, number, 13)) }];
  if (chance < 15) return [{ ...order, refunded: '3.50' }];
  if (chance < 18) return [{ ...order, amount: '20.00', status: 'completed' }];
  return [];
}

/** What is set by hand on a day. */
export function setOn(year: Year, index: number): readonly ByHand[] {
  const today = addDays(FIRST, index);
  return Array.from({ length: 1 + Math.floor(year.customers / 2500) }, (_, number) => {
    const from = addDays(today, dice(3, index, number, 14) === 0 ? dice(9, index, number, 15) : 0);
    return {
      customer: buyer(year, index, number, 16),
      kind: (['pin', 'floor', 'ceiling', 'freeze'] as const)[dice(4, index, number, 17)] ?? 'pin',
      tier: ['base', 'silver', 'gold'][dice(3, index, number, 18)] ?? 'base',
      from,
      until: addDays(from, dice(30, index, number, 19)),
    };
  });
}

/** Whether the machine was off all day. */
export function isMissed(index: number): boolean {
  return (
    index > 0 &&
    (index % 17 === 5 || (index % 61 >= 20 && index % 61 <= 22) || (index % 130 >= 90 && index % 130 <= 98))
  );
}
