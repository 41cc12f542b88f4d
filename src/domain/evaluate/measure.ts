import { type Day, daysBetween, lastAnniversary } from '../calendar.ts';
import { currencyDecimals } from '../currency.ts';
import { type CustomerEvent, isEventSource } from '../event.ts';
import { compareFractions, type Fraction, fraction, roundHalfAway } from '../exact.ts';
import { type CountPolicy, isMoney, type Measure } from '../metric.ts';
import type { LooseRefund } from '../order.ts';
import { type DayRange, type Window, windowDays } from '../window.ts';
import { lineColumn, lineLookup, money, orderValues, refundLookup } from './columns.ts';
import { eventLookup, eventValue } from './event-columns.ts';
import { countedAmount, countedLines, isCounted, type Purchase } from './purchase.ts';
import { holds, type Value } from './value.ts';

/** Everything known of one customer as of a day. */
export interface History {
  readonly registeredDay: Day | null;
  /** Since when the tier is held that is held on the eve; null where none is. */
  readonly tierBegan: Day | null;
  readonly purchases: readonly Purchase[];
  readonly refunds: readonly LooseRefund[];
  readonly events: readonly CustomerEvent[];
  readonly asOf: Day;
  readonly currency: string;
}

/** One order, line or event that lies in the window and counts. */
interface Row {
  readonly day: Day;
  /** Values of `what`; several for an order whose lines differ. Blank ones are left out. */
  readonly values: readonly (Fraction | string)[];
  readonly meets: boolean;
}

/** A measure's value for one customer. */
export function measure(definition: Measure, history: History): Value {
  const range = daysFor(definition.window, definition.count, history);
  const rows = range === null ? [] : rowsOf(definition, history, range);
  const chosen = rows.filter((row) => row.meets);
  if (definition.take === 'share') return share(chosen, rows, definition.what !== null);
  if (definition.take === 'sum' && isAmount(definition) && range !== null) {
    return add(chosen, looseRefunds(definition, history, range));
  }
  return take(definition, chosen, history);
}

/** The day a membership year is counted from: registration up to the day, else the first counted order. */
export function originDay(history: History, count: CountPolicy): Day | null {
  const { registeredDay, asOf, purchases } = history;
  if (registeredDay !== null && registeredDay <= asOf) return registeredDay;
  const days = purchases.filter((purchase) => isCounted(purchase, count)).map(({ day }) => day);
  return days.sort()[0] ?? null;
}

/** A window's days for a customer; null for a membership year that nothing began. */
export function daysFor(window: Window, count: CountPolicy, history: History): DayRange | null {
  const { asOf, tierBegan } = history;
  if (window.kind === 'tier-start') return { from: tierBegan, to: asOf };
  if (window.kind !== 'membership') return windowDays(window, asOf);
  const origin = originDay(history, count);
  return origin === null ? null : { from: lastAnniversary(origin, asOf), to: asOf };
}

/** What orders and lines were paid, which refunds lower. */
function isAmount({ of, what }: Measure): boolean {
  return what === 'amount' && isMoney(of, what);
}

function inRange(day: Day, { from, to }: DayRange): boolean {
  return day <= to && (from === null || day >= from);
}

function rowsOf(definition: Measure, history: History, range: DayRange): Row[] {
  const rows = isEventSource(definition.of)
    ? eventRows(definition, history, range)
    : orderRows(definition, history, range);
  return definition.what === null ? rows : rows.filter(({ values }) => values.length > 0);
}

function eventRows({ of, what, where }: Measure, { events, asOf }: History, range: DayRange): Row[] {
  return events
    .filter((event) => event.source === of && inRange(event.day, range))
    .map((event) => ({
      day: event.day,
      values: known(what === null ? [] : [eventValue(event, what, asOf)]),
      meets: where === null || holds(where, eventLookup(event, asOf)),
    }));
}

function orderRows(definition: Measure, history: History, range: DayRange): Row[] {
  const { currency } = history;
  const { what, where, count, of } = definition;
  return history.purchases
    .filter((purchase) => isCounted(purchase, count) && inRange(purchase.day, range))
    .flatMap((purchase): Row[] => {
      const lines = countedLines(purchase, count);
      if (of === 'lines') {
        return lines.map((counted) => ({
          day: purchase.day,
          values: known([what && lineColumn(purchase, counted.line, what, counted.amount, currency)]),
          meets: where === null || holds(where, lineLookup(purchase, counted, currency)),
        }));
      }
      const amount = countedAmount(purchase, count);
      const whole = lines.map(({ line }) => ({ line, amount }));
      const meets =
        where === null || whole.some((line) => holds(where, lineLookup(purchase, line, currency)));
      return [
        {
          day: purchase.day,
          values: known(what ? orderValues(purchase, what, amount, currency) : []),
          meets,
        },
      ];
    });
}

function known(values: readonly Value[]): (Fraction | string)[] {
  return values.filter((value): value is Fraction | string => value !== null);
}

function looseRefunds({ where, count }: Measure, { refunds, currency }: History, range: DayRange): Fraction {
  if (count.amount === 'gross') return fraction(0n);
  const matching = refunds.filter(
    (refund) => inRange(refund.day, range) && (where === null || holds(where, refundLookup(refund))),
  );
  const minor = matching.reduce((sum, { amount }) => sum + amount, 0n);
  return fraction(-minor, 10n ** BigInt(currencyDecimals(currency)));
}

function numbers(rows: readonly Row[]): Fraction[] {
  return rows.flatMap(({ values }) => values.filter((value) => typeof value !== 'string'));
}

function add(rows: readonly Row[], start = fraction(0n)): Fraction {
  return numbers(rows).reduce(plus, start);
}

/** Without the first case the denominators of a long history would grow out of hand. */
function plus(a: Fraction, b: Fraction): Fraction {
  if (a.den === b.den) return fraction(a.num + b.num, a.den);
  return fraction(a.num * b.den + b.num * a.den, a.den * b.den);
}

/** Part of the total, 0 … 1: what negative values would put outside is the nearer end. */
function share(chosen: readonly Row[], all: readonly Row[], byValue: boolean): Value {
  const part = byValue ? add(chosen) : fraction(BigInt(chosen.length));
  const total = byValue ? add(all) : fraction(BigInt(all.length));
  if (total.num === 0n) return null;
  // Of the same unit, so that it is the very fraction that SQL stores; a part of nothing is a whole number.
  const quotient = fraction(part.num, total.num);
  if (quotient.num < 0n) return fraction(0n, quotient.den);
  return quotient.num > quotient.den ? fraction(quotient.den, quotient.den) : quotient;
}

function take({ take: how, of, what }: Measure, rows: readonly Row[], { asOf, currency }: History): Value {
  const days = rows.map(({ day }) => day).sort();
  const [first, last] = [days[0], days.at(-1)];
  switch (how) {
    case 'count':
      return fraction(BigInt(rows.length));
    case 'distinct':
      return fraction(BigInt(new Set(rows.flatMap(({ values }) => values.map(identity))).size));
    case 'sum':
      return add(rows);
    case 'average':
      return average(rows, isMoney(of, what) ? currency : null);
    case 'max':
      return numbers(rows).sort(compareFractions).at(-1) ?? null;
    case 'min':
      return numbers(rows).sort(compareFractions)[0] ?? null;
    case 'first-date':
      return first ?? null;
    case 'last-date':
      return last ?? null;
    case 'days-since-first':
      return first === undefined ? null : fraction(BigInt(daysBetween(first, asOf)));
    case 'days-since-last':
      return last === undefined ? null : fraction(BigInt(daysBetween(last, asOf)));
    case 'average-gap-days': {
      const different = new Set(days).size;
      if (first === undefined || last === undefined || different < 2) return null;
      return fraction(BigInt(daysBetween(first, last)), BigInt(different - 1));
    }
    case 'share':
      return null;
  }
}

function identity(value: Fraction | string): string {
  return typeof value === 'string' ? value : `${value.num}/${value.den}`;
}

function average(rows: readonly Row[], currency: string | null): Value {
  if (rows.length === 0) return null;
  const sum = add(rows);
  const mean = fraction(sum.num, sum.den * BigInt(rows.length));
  if (currency === null) return mean;
  return money(roundHalfAway(mean.num * 10n ** BigInt(currencyDecimals(currency)), mean.den), currency);
}
