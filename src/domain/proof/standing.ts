import { currencyDecimals } from '../currency.ts';
import { type History, measure } from '../evaluate/measure.ts';
import { countedAmount, isCounted, type Purchase } from '../evaluate/purchase.ts';
import type { Value } from '../evaluate/value.ts';
import { minorOf } from '../exact.ts';
import type { Measure } from '../metric.ts';
import { orderDay } from '../order.ts';
import type { DayRange, Window } from '../window.ts';
import type { SeenOrder } from './customer-history.ts';
import type { Reason, ReasonCode } from './proven-orders.ts';

/** How single orders stand to a measure: why they are left out, and what they bring if they are not. */
export interface Standing {
  /** Null: it counts. */
  readonly reason: (seen: SeenOrder) => Reason | null;
  /** The minor units a counted order counts for. */
  readonly amount: (purchase: Purchase) => bigint;
  /** The rows a counted order brings: 1, or the number of its lines that count. */
  readonly rows: (purchase: Purchase) => number;
  /** The measure's value were this the only order. */
  readonly value: (purchase: Purchase) => Value;
}

/** Asks the reference evaluator about histories of one order, in the days that the whole history has. */
export function standingTo(definition: Measure, days: DayRange | null, history: History): Standing {
  const { count, where, what, of, take } = definition;
  const window: Window = { kind: 'fixed', from: days?.from ?? null, to: days?.to ?? null };
  const ask = (purchase: Purchase, otherwise: Partial<Measure> = {}): Value =>
    measure({ ...definition, window, ...otherwise }, { ...history, purchases: [purchase], refunds: [] });
  const rows = (purchase: Purchase, otherwise: Partial<Measure> = {}): number =>
    Number(number(ask(purchase, { take: 'count', ...otherwise }), 0));
  const everyRow = where === null && neverBlank(what);

  const conditionReason = (purchase: Purchase): ReasonCode | null => {
    if (everyRow || rows(purchase) > 0) return null;
    if (take === 'share') return rows(purchase, { where: null }) > 0 ? 'total-only' : 'blank';
    return rows(purchase, { what: null }) > 0 ? 'blank' : 'where';
  };
  return {
    reason: ({ order, purchase }) => {
      if (purchase === null) return because(orderDay(order) === null ? 'no-day' : 'after-day');
      const { status, day } = purchase;
      if (!isCounted(purchase, count)) {
        return status === 'refunded' ? because('refunded') : { code: 'status', status };
      }
      const code = outside(day, days) ?? conditionReason(purchase);
      return code === null ? null : because(code);
    },
    amount: (purchase) => {
      if (of === 'orders' || everyRow) return countedAmount(purchase, count);
      const filled = what === null ? where : both(where, what);
      const sum = ask(purchase, { take: 'sum', what: 'amount', where: filled });
      return number(sum, currencyDecimals(history.currency));
    },
    rows,
    value: ask,
  };
}

/** Which side of the window's days a day lies on; null within them. */
export function outside(day: string, days: DayRange | null): ReasonCode | null {
  if (days === null) return 'no-window';
  if (days.from !== null && day < days.from) return 'before-window';
  return day > days.to ? 'after-window' : null;
}

function because(code: ReasonCode): Reason {
  return { code, status: null };
}

/** Every order and line has an amount and a day. */
function neverBlank(what: string | null): boolean {
  return what === null || what === 'amount' || what === 'day';
}

function both(where: Measure['where'], what: string): Measure['where'] {
  const subject = { kind: 'field', id: what, type: 'text', scale: 0 } as const;
  const filled = { kind: 'test', subject, tests: [{ op: 'isEmpty', empty: false }] } as const;
  return where === null ? filled : { kind: 'all', of: [where, filled] };
}

function number(value: Value, scale: number): bigint {
  return value === null || typeof value === 'string' ? 0n : minorOf(value, scale);
}
