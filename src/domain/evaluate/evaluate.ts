import { type Day, daysBetween } from '../calendar.ts';
import type { PurchaseModels } from '../clv/purchase-model.ts';
import type { Subject } from '../condition.ts';
import { currencyDecimals } from '../currency.ts';
import type { CustomerEvent } from '../event.ts';
import { type Fraction, fraction, minorOf } from '../exact.ts';
import type { Measure, Metric, MetricDefinition, Rfm } from '../metric.ts';
import { type Customer, type LooseRefund, type Order, QUANTITY_SCALE } from '../order.ts';
import { type Referral, referralEvents } from '../referral.ts';
import type { Scheme } from '../scheme.ts';
import { type History, measure, originDay } from './measure.ts';
import { predictedColumns } from './predicted.ts';
import { countedAmount, isCounted, purchasesUpTo } from './purchase.ts';
import { referralsOf } from './referrals.ts';
import { type RfmFacts, rfmCode, rfmScores, rfmSegment, topShare } from './relative.ts';
import { score } from './score.ts';
import { holds, type Value } from './value.ts';

export interface Register {
  readonly customers: readonly Customer[];
  readonly orders: readonly Order[];
  readonly refunds: readonly LooseRefund[];
  /** Those of ids that are no customer's are not looked at. */
  readonly events: readonly CustomerEvent[];
  /** Who brought whom, where that is not to be told by the customers: if these are not all. */
  readonly referrals?: readonly Referral[] | undefined;
}

export interface Grade {
  /** Position in the scheme's tiers; 0 is the base tier. */
  readonly tier: number;
  readonly values: ReadonlyMap<string, Value>;
}

/**
 * The meaning of a scheme: every customer's metrics and computed tier as of the end of a day. Slow and
 * plain; the SQL must agree with it. Graded is everybody registered or with an order or refund by then. What is predicted is by `models`,
 * or by what all of these bought.
 */
export function evaluate(
  scheme: Scheme,
  register: Register,
  asOf: Day,
  models: PurchaseModels | null = null,
): Map<string, Grade> {
  const histories = historiesOf(scheme, register, asOf);
  const predicted = predictedColumns(scheme, histories, models);
  const columns = new Map<string, ReadonlyMap<string, Value>>();
  const column = (id: string): ReadonlyMap<string, Value> => {
    const metric = scheme.metrics.get(id);
    if (metric === undefined) throw new RangeError(`no metric: ${id}`);
    const known = columns.get(id) ?? valuesOf(metric, histories, column, predicted);
    columns.set(id, known);
    return known;
  };
  for (const id of scheme.metrics.keys()) column(id);
  const fields = new Map(register.customers.map((customer) => [customer.id, customer]));
  const grade = (customer: string): Grade => {
    const values = new Map([...columns].map(([id, values]) => [id, values.get(customer) ?? null]));
    const lookup = (subject: Subject): Value =>
      subject.kind === 'metric'
        ? (values.get(subject.id) ?? null)
        : fieldValue(fields.get(customer), subject);
    const tier = scheme.tiers.findLastIndex(({ when }) => when === null || holds(when, lookup));
    return { tier, values };
  };
  return new Map([...histories.keys()].map((customer) => [customer, grade(customer)]));
}

type Histories = ReadonlyMap<string, History>;
type Column = (metric: string) => ReadonlyMap<string, Value>;

function historiesOf({ currency }: Scheme, register: Register, asOf: Day): Map<string, History> {
  const { customers, orders, refunds, events } = register;
  const purchases = byCustomer(purchasesUpTo(orders, asOf), ({ order }) => order.customer);
  const loose = byCustomer(
    refunds.filter(({ day }) => day <= asOf),
    ({ customer }) => customer,
  );
  const referrals = referralEvents(register.referrals ?? referralsOf(register), asOf);
  const told = byCustomer(
    [...events.filter(({ day }) => day <= asOf), ...referrals],
    ({ customer }) => customer,
  );
  const known = new Map(customers.map((customer) => [customer.id, customer]));
  const everybody = new Set([...known.keys(), ...purchases.keys(), ...loose.keys()]);
  return new Map(
    [...everybody].map((id) => [
      id,
      {
        registeredDay: known.get(id)?.registeredDay ?? null,
        tierBegan: known.get(id)?.tierBegan ?? null,
        purchases: purchases.get(id) ?? [],
        refunds: loose.get(id) ?? [],
        events: told.get(id) ?? [],
        asOf,
        currency,
      },
    ]),
  );
}

function byCustomer<T>(items: readonly T[], customerOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(customerOf(item));
    if (group === undefined) groups.set(customerOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** One rule per kind of metric: its values of all customers. */
const kinds: {
  [K in MetricDefinition['kind']]: (
    definition: Extract<MetricDefinition, { kind: K }>,
    histories: Histories,
    column: Column,
    predicted: ReturnType<typeof predictedColumns>,
  ) => ReadonlyMap<string, Value>;
} = {
  measure: (definition, histories) => each(histories, (history) => measure(definition, history)),
  tenure: ({ count }, histories) =>
    each(histories, (history) => {
      const origin = originDay(history, count);
      return origin === null ? null : fraction(BigInt(daysBetween(origin, history.asOf)));
    }),
  'refund-rate': (_, histories) => each(histories, refundRate),
  score: ({ parts }, histories, column) => {
    const inputs = parts.map((part) => ({ part, values: column(part.metric) }));
    return new Map(
      [...histories.keys()].map((id) => [
        id,
        score(inputs.map(({ part, values }) => [part, values.get(id) ?? null])),
      ]),
    );
  },
  'top-share': ({ of }, _, column) => topShare(column(of)),
  rfm: (definition, histories) => rfm(definition, histories),
  clv: (definition, _, __, predicted) => predicted(definition),
  'p-alive': (definition, _, __, predicted) => predicted(definition),
};

function valuesOf(
  { definition }: Metric,
  ...around: [histories: Histories, column: Column, predicted: ReturnType<typeof predictedColumns>]
): ReadonlyMap<string, Value> {
  const compute = kinds[definition.kind] as (
    definition: MetricDefinition,
    ...of: typeof around
  ) => ReadonlyMap<string, Value>;
  return compute(definition, ...around);
}

function each(histories: Histories, of: (history: History) => Value): Map<string, Value> {
  return new Map([...histories].map(([id, history]) => [id, of(history)]));
}

const everPaid = {
  statuses: ['paid', 'shipped', 'completed', 'refunded'],
  amount: 'gross',
  without: [],
} as const;

function refundRate({ purchases }: History): Value {
  const paid = purchases.filter((purchase) => isCounted(purchase, everPaid));
  const amounts = paid.map((purchase) => ({
    gross: countedAmount(purchase, everPaid),
    refunded: purchase.refunded,
  }));
  const gross = amounts.reduce((sum, amount) => sum + amount.gross, 0n);
  const refunded = amounts.reduce((sum, amount) => sum + within(amount.refunded, amount.gross), 0n);
  return gross === 0n ? null : fraction(refunded, gross);
}

function within(value: bigint, most: bigint): bigint {
  return value < 0n ? 0n : value < most ? value : most;
}

function rfm(definition: Rfm, histories: Histories): Map<string, Value> {
  const { window, count, give, method } = definition;
  const look = (take: Measure['take'], what: string | null, history: History): Value =>
    measure({ kind: 'measure', of: 'orders', take, what, window, where: null, count }, history);
  const facts = new Map<string, RfmFacts>();
  for (const [id, history] of histories) {
    const recency = look('days-since-last', null, history);
    if (recency === null) continue;
    facts.set(id, {
      recency: integer(recency),
      frequency: integer(look('count', null, history)),
      monetary: minorOf(look('sum', 'amount', history) as Fraction, currencyDecimals(history.currency)),
    });
  }
  const scores = rfmScores(facts, method);
  return new Map(
    [...histories.keys()].map((id) => {
      const found = scores.get(id);
      if (found === undefined) return [id, null];
      if (give === 'code') return [id, rfmCode(found)];
      return [id, give === 'segment' ? rfmSegment(found) : fraction(BigInt(found[give]))];
    }),
  );
}

function integer(value: Value): bigint {
  return value === null || typeof value === 'string' ? 0n : value.num / value.den;
}

function fieldValue(customer: Customer | undefined, { id, scale, type }: Subject): Value {
  if (customer === undefined) return null;
  const fields: Customer['fields'] = { registered_at: customer.registeredDay, ...customer.fields };
  const value = Object.hasOwn(fields, id) ? (fields[id] ?? null) : null;
  if (typeof value !== 'bigint') return value;
  return fraction(value, 10n ** BigInt(type === 'number' ? QUANTITY_SCALE : scale));
}
