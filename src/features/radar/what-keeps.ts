import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import { missingFor } from '../../domain/describe/missing.ts';
import type { Lookup } from '../../domain/evaluate/value.ts';
import type { Scheme, Tier } from '../../domain/scheme.ts';
import type { Text } from '../../domain/text.ts';
import { bigint, commas } from '../../sql/expression.ts';
import { ruleMetrics } from '../../sql/needed.ts';
import { kept, tiersBegan } from '../ledger/timeline.ts';
import { valueColumns, valuesIn } from './customer-values.ts';
import { rowsOnDay, type Start } from './rows-on-day.ts';
import { valuesOfFew } from './values-of-few.ts';

/** A customer who loses a tier by the values of a day. */
interface Loser {
  readonly customer: bigint;
  readonly tier: string;
  readonly decided: Day;
}

/**
 * What is missing on the day that decides it until each of few customers keeps his tier, if nothing more is bought; by the tier's `keep`, without
 * one by its `when`.
 */
export async function whatKeeps(
  db: Queryable,
  generation: Start,
  losers: readonly Loser[],
): Promise<ReadonlyMap<bigint, Text>> {
  const { scheme } = generation;
  const said = new Map<bigint, Text>();
  const values = await valuesOn(db, generation, losers);
  for (const { customer, tier } of losers) {
    const rule = keepingRule(scheme, tier);
    const lookup = values.get(customer);
    if (rule !== null && lookup !== undefined) said.set(customer, missingFor(rule, scheme, lookup));
  }
  return said;
}

/** As many days are asked for one by one. */
const DAYS = 3;

/** What rules look at of each, on his day. */
async function valuesOn(
  db: Queryable,
  generation: Start,
  losers: readonly Loser[],
): Promise<ReadonlyMap<bigint, Lookup>> {
  const days = new Set(losers.map(({ decided }) => decided));
  const asked = losers.map(({ customer, decided }) => ({ customer, day: decided }));
  const few = days.size > DAYS ? await valuesOfFew(db, generation, asked) : null;
  if (few !== null) return few;
  const all = new Map<bigint, Lookup>();
  for (const decided of days) {
    const ids = losers.filter((loser) => loser.decided === decided).map(({ customer }) => customer);
    for (const [id, values] of await readValues(db, generation, decided, ids)) all.set(id, values);
  }
  return all;
}

/** The tier with what keeps it as its rule. */
function keepingRule({ tiers }: Scheme, id: string): Tier | null {
  const tier = tiers.find((one) => one.id === id);
  return tier === undefined ? null : { ...tier, when: tier.keep ?? tier.when };
}

async function readValues(db: Queryable, start: Start, asOf: Day, ids: readonly bigint[]) {
  const { scheme } = start;
  const only = sql`customer_id in (${commas(ids.map(bigint))})`;
  const { stored, rows: values } = await rowsOnDay(db, start, asOf, {
    ...{ metrics: ruleMetrics(scheme), only, began: tiersBegan(kept, asOf) },
  });
  const rows = await run(
    db,
    sql`select g.customer_id, ${commas(valueColumns(scheme, stored, 'g'))} from (${values}) as g
      join (select * from customers where ${only}) as customers on customers.customer_id = g.customer_id`,
  );
  return new Map(rows.map((row) => [BigInt(row.customer_id ?? 0), valuesIn(row, stored)]));
}
