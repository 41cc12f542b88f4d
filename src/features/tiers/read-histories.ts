import { sql } from 'kysely';
import { type Queryable, type Row, run } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Predicting } from '../../domain/clv/predicting.ts';
import {
  collectHistories,
  historyParts,
  type PurchaseHistories,
  type PurchaseHistory,
} from '../../domain/clv/purchase-histories.ts';
import type { KnownMargins } from '../../domain/clv/worth.ts';
import { bigint, commas } from '../../sql/expression.ts';
import { knownMargins } from '../../sql/purchase-history.ts';
import type { Tables } from '../../sql/tables.ts';

/** As many different histories are looked at together. */
const PAGE = 20_000;

const parts = commas(historyParts.map((name) => sql.ref(name)));

/** Makes a table of the different histories in another, and how many customers have each. Gives how many there are. */
export async function makeDifferent(
  db: Queryable,
  lasting: 'temporary' | '',
  table: string,
  histories: string,
): Promise<number> {
  await run(
    db,
    sql`create ${sql.raw(lasting)} table ${sql.table(table)} as select ${parts}, count(*) as customers from ${sql.table(histories)}
      group by ${parts}`,
  );
  const [row = {}] = await run(db, sql`select count(*) as n from ${sql.table(table)}`);
  return Number(row.n);
}

/** The different histories of such a table in rising order, some thousand at a time. */
export async function* differentHistories(
  db: Queryable,
  table: string,
): AsyncGenerator<readonly (PurchaseHistory & { readonly customers: number })[]> {
  let after = sql`true`;
  for (;;) {
    const rows = await run(
      db,
      sql`select ${parts}, customers from ${sql.table(table)} where ${after} order by ${parts} limit ${sql.lit(PAGE)}`,
    );
    const page = rows.map((row) => ({ ...historyIn(row), customers: Number(row.customers) }));
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = sql`(${parts}) > (${commas(historyParts.map((name) => bigint(last[name])))})`;
  }
}

/** All of them at once, as a model is fitted to them. */
export async function readHistories(db: Queryable, table: string, most: number): Promise<PurchaseHistories> {
  const collected = collectHistories(most);
  for await (const page of differentHistories(db, table)) {
    for (const history of page) collected.add(history, history.customers);
  }
  return collected.all();
}

/** A history in a row with its parts. */
export function historyIn(row: Row): PurchaseHistory {
  const part = (name: string): bigint => BigInt(row[name] ?? 0);
  return {
    frequency: part('frequency'),
    recency: part('recency'),
    age: part('age'),
    earned: part('earned'),
    sold: part('sold'),
  };
}

const untold: KnownMargins = { orders: 0, telling: 0, earned: 0, sold: 0 };

/** What everybody's orders tell of their margins; nothing is read where no value is predicted. */
export async function readMargins(
  db: Queryable,
  { count, clvs }: Predicting,
  until: Day,
  tables: Tables,
): Promise<KnownMargins> {
  if (clvs.length === 0) return untold;
  const [row = {}] = await run(db, knownMargins({ count, until, margin: true }, tables, db.dialect));
  return marginsIn(row);
}

export function marginsIn({ orders, telling, earned, sold }: Row): KnownMargins {
  return {
    orders: Number(orders),
    telling: Number(telling),
    earned: Number(earned ?? 0),
    sold: Number(sold ?? 0),
  };
}
