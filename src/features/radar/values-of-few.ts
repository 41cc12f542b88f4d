import type { Queryable } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import { evaluate } from '../../domain/evaluate/evaluate.ts';
import type { Lookup } from '../../domain/evaluate/value.ts';
import { lookupOf } from '../../domain/proof/customer-history.ts';
import { ruleMetrics, withInputs } from '../../sql/needed.ts';
import { readFew } from '../evaluations/read-few.ts';
import { isStoredAlone } from '../evaluations/stored-grade.ts';
import type { Start } from './rows-on-day.ts';

/** As many customers' orders are read to look at them one by one. */
const FEW = 100;

/**
 * What rules look at of few customers as of different days, by the reference evaluator on what is read of them once: a statement for each day
 * would take longer. Null where it is not enough, or they are many.
 */
export async function valuesOfFew(
  db: Queryable,
  { scheme, cuts }: Start,
  asked: readonly { readonly customer: bigint; readonly day: Day }[],
): Promise<ReadonlyMap<bigint, Lookup> | null> {
  const metrics = withInputs(scheme, ruleMetrics(scheme));
  if (asked.length === 0 || asked.length > FEW || !metrics.every(isStoredAlone)) return null;
  const ids = asked.map(({ customer }) => customer);
  const register = await readFew(db, scheme, { ids, metrics, withFields: true });
  if (register === null) return null;
  const alone = { ...scheme, metrics: new Map(metrics.map((metric) => [metric.id, metric])) };
  const values = new Map<bigint, Lookup>();
  for (const { customer, day } of asked) {
    const id = String(customer);
    const own = {
      customers: register.customers.filter((one) => one.id === id),
      orders: register.orders.filter((order) => order.customer === id),
      refunds: register.refunds.filter((refund) => refund.customer === id),
      events: [],
    };
    const [known] = own.customers;
    const grade = evaluate(alone, own, day, cuts.models).get(id);
    if (known !== undefined && grade !== undefined) values.set(customer, lookupOf(known, grade.values));
  }
  return values;
}
