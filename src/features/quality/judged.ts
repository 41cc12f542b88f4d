import { sql } from 'kysely';
import { as, bigint, commas, type Dialect, type Expression } from '../../sql/expression.ts';
import type { BesideCustomer, Check, CustomerCheck, Norms, OrderCheck } from './check.ts';

/** Scores are kept in hundredths of a point: 10000 is a customer of whom everything is well. */
export const FULL_SCORE = 10_000;

/** What a check says of a customer, in `judgedSql`: 1 fails, 0 passes, null where it cannot be asked. */
export function verdictColumn({ id }: Check): string {
  return `${id} fails`;
}

/** How many of a customer's orders fail, for checks of orders; null without orders. */
export function failingOrders({ id }: Check): string {
  return `${id} orders`;
}

export interface Judged {
  readonly checks: readonly Check[];
  readonly norms: Norms;
  /** Whom, as a condition on `customer_id`; without it everybody. */
  readonly only?: Expression;
}

/**
 * Every customer with what each check says and how many orders there are: `customer_id, orders, "… fails", "… orders"`. What
 * no check looks at is not read.
 */
export function judgedSql({ checks, norms, only = sql`true` }: Judged): Expression {
  const ofCustomers = checks.filter((check): check is CustomerCheck => check.subject === 'customers');
  const ofOrders = checks.filter((check): check is OrderCheck => check.subject === 'orders');
  const reads = new Set(ofCustomers.flatMap((check) => check.reads));
  if (ofOrders.length > 0) reads.add('bought');
  const beside: Readonly<Record<BesideCustomer, () => Expression>> = {
    bought: () => boughtSql(ofOrders, norms, only),
    met: () =>
      sql`select customer_id, max(events.day) as last_day from events where source <> 'points' and ${only} group by customer_id`,
    changed: () => sql`select customer_id, max(recorded_at) as changed_at
      from customers_history join recordings on recordings.recording_id = ended_by where ${only} group by customer_id`,
  };
  const joins = [...reads].map(
    (read) =>
      sql`left join (${beside[read]()}) as ${sql.ref(read)} on ${sql.ref(`${read}.customer_id`)} = c.customer_id`,
  );
  const columns = [
    sql`c.customer_id`,
    as(reads.has('bought') ? sql`coalesce(bought.orders, 0)` : bigint(0), 'orders'),
    ...ofCustomers.map((check) => as(verdictSql(check, norms), verdictColumn(check))),
    ...ofOrders.flatMap((check) => {
      const failing = sql.ref(`bought.${failingOrders(check)}`);
      return [
        as(sql`case when ${failing} > 0 then 1 when ${failing} = 0 then 0 end`, verdictColumn(check)),
        as(failing, failingOrders(check)),
      ];
    }),
  ];
  return sql`select ${commas(columns)} from (select * from customers where ${only}) as c ${sql.join(joins, sql` `)}`;
}

function verdictSql({ applies, fails }: CustomerCheck, norms: Norms): Expression {
  return sql`case when not ${applies(norms)} then null when ${fails(norms)} then 1 else 0 end`;
}

function boughtSql(checks: readonly OrderCheck[], norms: Norms, only: Expression): Expression {
  const failing = checks.map((check) =>
    as(sql`count(*) filter (where ${check.fails(norms)})`, failingOrders(check)),
  );
  return sql`select ${commas([
    sql`customer_id`,
    sql`count(*) as orders`,
    sql`min(o.day) as first_day`,
    sql`max(o.day) as last_day`,
    ...failing,
  ])} from orders as o where ${only} group by customer_id`;
}

/** A customer's score over such a row: the weighted share of the checks asked that are passed, in hundredths of a point, rounded half up. */
export function scoreSql(checks: readonly Check[], { quotient }: Dialect): Expression {
  const sum = (worth: (check: Check) => Expression): Expression =>
    checks.length === 0 ? bigint(0) : sql`(${sql.join(checks.map(worth), sql` + `)})`;
  const asked = sum(
    (check) => sql`case when ${verdict(check)} is null then 0 else ${sql.lit(check.weight)} end`,
  );
  const passed = sum(
    (check) => sql`case when ${verdict(check)} = 0 then ${sql.lit(check.weight)} else 0 end`,
  );
  return quotient(
    sql`cast(${sql.lit(2 * FULL_SCORE)} * ${passed} + ${asked} as bigint)`,
    sql`cast(nullif(2 * ${asked}, 0) as bigint)`,
  );
}

function verdict(check: Check): Expression {
  return sql.ref(verdictColumn(check));
}
