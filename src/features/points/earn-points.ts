import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import { QUANTITY_SCALE } from '../../domain/order.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { bigint, commas, constantText, date, type Expression, wide } from '../../sql/expression.ts';
import { isSomebodys } from '../../sql/nobody.ts';
import { countedAmountSql, countedSql } from '../../sql/purchase.ts';
import { type EarningRate, expirySql, rateSql } from './earning-rates.ts';
import { enterDue } from './enter-due.ts';

export interface Earning {
  readonly scheme: Scheme;
  /** Of each tier of the standard by which tiers are held; null where none is. */
  readonly rates: readonly (EarningRate | null)[];
  readonly today: Day;
  /** From which day on orders earn; null: none do. What earned already follows its order all the same. */
  readonly since: Day | null;
  /** The ledger's first day. */
  readonly began: Day;
  /** The number of the recording that enters anything; asked for if there is something. */
  readonly recording: () => Promise<bigint>;
}

/**
 * Brings the points that orders earned in line with what these count for now: an order earns once, by the rate of the tier that was
 * shown when its day began, and every change of it is adjusted. `orders` gives `customer_id, order_id` of those that may have
 * changed, however often; those of nobody earn nothing. Gives the customers whose points are others now.
 */
export async function earnPoints(db: Queryable, earning: Earning, orders: Expression): Promise<bigint[]> {
  const { rates, today, since } = earning;
  const table = sql.table('points_due');
  const counted = countedOf(earning);
  const earns = since === null ? sql`false` : sql`day >= ${date(since)}`;
  const rate = sql`case when entries > 0 then entered_rate when ${earns} then ${rateSql(rates, sql`tier`)} else ${bigint(0)} end`;
  const expires = sql`case when entries > 0 then entered_expires else ${expirySql(rates, sql`tier`, sql`day`)} end`;
  const points = db.dialect.quotient(sql`${wide(sql`rate`)} * ${wide(sql`counted`)}`, unitOf(earning));
  const target = sql`${points} * ${bigint(10n ** BigInt(QUANTITY_SCALE))}`;
  const asked = sql`select distinct customer_id, order_id from (${orders}) as changed where ${isSomebodys()}`;
  const found = sql`select asked.customer_id, asked.order_id, day, ${counted} as counted, coalesce(order_ref, said) as text,
      coalesce(entries, 0) as entries, coalesce(earned, 0) as earned, coalesce(net, 0) as net, entered_rate, entered_expires, coalesce(shown, ${bigint(0)}) as tier
    from (${asked}) as asked
    left join orders on orders.customer_id = asked.customer_id and orders.order_id = asked.order_id and day <= ${date(today)}
    left join (${enteredOf(asked)}) as entered on entered.customer_id = asked.customer_id and entered.order_id = asked.order_id
    left join (${holding}) as holding on holder = asked.customer_id and ${heldThen(earning)}`;
  const rated = sql`select *, ${rate} as rate, ${expires} as expires_on from (${found}) as found`;
  const aimed = sql`select *, cast(${target} as bigint) as target from (${rated}) as rated`;
  // What has expired of an order's points cannot be taken back with it.
  const change = sql`case when target > earned then target - earned else greatest(target - earned, -net) end`;
  await run(
    db,
    sql`create temporary table ${table} as select customer_id, order_id, entries, rate, expires_on, text, ${change} as quantity,
        case when entries = 0 then ${constantText('earned')} else ${constantText('adjusted')} end as kind,
        case when entries = 0 then day else ${date(today)} end as day
      from (${aimed}) as aimed where ${change} <> 0`,
  );
  return await enterDue(db, earning.recording);
}

/** What an order counts for now, in minor units; 0 where it does not count, or is there no more. */
function countedOf({ scheme: { count }, today }: Earning): Expression {
  const amount = countedAmountSql(count, today, 'amount');
  return sql`case when orders.order_id is not null and ${countedSql(count, today)} then ${amount} else ${bigint(0)} end`;
}

function unitOf({ scheme }: Earning): Expression {
  return wide(bigint(10n ** BigInt(QUANTITY_SCALE + currencyDecimals(scheme.currency))));
}

const holding = sql`select customer_id as holder, shown, since, cast(null as date) as until from held
  union all select customer_id, shown, since, until from held_history`;

/** Whether a tier was shown when the day of an order began; on the ledger's first day, at its end. */
function heldThen({ began }: Earning): Expression {
  const eve = sql`greatest(orders.day - 1, ${date(began)})`;
  return sql`since <= ${eve} and (until is null or until >= ${eve})`;
}

/** What was entered of orders so far: all they earned, and what has not expired of it. Entries go with who is merged into another. */
function enteredOf(asked: Expression): Expression {
  const expired = sql`filter (where kind <> ${constantText('expired')})`;
  const columns = commas([
    sql`of_asked.customer_id, p.order_id, count(*) as entries, min(p.rate) as entered_rate, min(p.expires_on) as entered_expires`,
    sql`cast(sum(quantity) ${expired} as bigint) as earned, cast(sum(quantity) as bigint) as net, min(text) as said`,
  ]);
  return sql`select ${columns} from order_points as p
    join (${asked}) as of_asked on of_asked.order_id = p.order_id
    join events on events.customer_id = of_asked.customer_id and events.event_id = p.event_id
    group by of_asked.customer_id, p.order_id`;
}
