import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { type EmbeddedDatabase, streamChunks } from '../../db/embedded.ts';
import type { HistoryGroups } from '../../domain/clv/bg-nbd-likelihood.ts';
import type { ValueGroups } from '../../domain/clv/fit-gamma-gamma.ts';
import { type MeanOf, type Worth, worthOf } from '../../domain/clv/worth.ts';
import { type HistoryChoice, knownMargins, purchaseHistories } from '../../sql/purchase-history.ts';
import { wholeTables } from '../../sql/tables.ts';
import { marginsIn } from '../tiers/read-histories.ts';

/** Makes the table `histories`, a row per customer with a purchase; gives how many there are and bought again. */
export async function createHistories(
  db: EmbeddedDatabase,
  choice: HistoryChoice,
): Promise<{ readonly customers: number; readonly repeaters: number }> {
  await run(db, sql`create table histories as ${purchaseHistories(choice, wholeTables, db.dialect)}`);
  const [row = {}] = await run(
    db,
    sql`select count(*) as customers, count(*) filter (where frequency > 0) as repeaters from histories`,
  );
  return { customers: Number(row.customers), repeaters: Number(row.repeaters) };
}

/** Whether values are profit or revenue, by what the orders tell and a rate that was given. */
export async function readWorth(
  db: EmbeddedDatabase,
  choice: HistoryChoice,
  given: number | null,
): Promise<Worth> {
  const [row = {}] = await run(db, knownMargins(choice, wholeTables, db.dialect));
  return worthOf(marginsIn(row), given);
}

/** Customers with the same history, together; in an order, so that sums are the same every time. */
export async function readHistoryGroups(
  db: EmbeddedDatabase,
  most: number,
  unitDays: number,
): Promise<HistoryGroups> {
  const [frequency, recency, age] = [new Uint32Array(most), new Uint32Array(most), new Uint32Array(most)];
  const customers = new Float64Array(most);
  const select = sql`select frequency, recency, age, count(*) as customers from histories group by frequency, recency, age order by frequency, recency, age`;
  let rows = 0;
  for await (const chunk of streamChunks(db, select)) {
    const columns = chunk.getColumns();
    for (let row = 0; row < chunk.rowCount; row++, rows++) {
      frequency[rows] = Number(columns[0]?.[row]);
      recency[rows] = Number(columns[1]?.[row]);
      age[rows] = Number(columns[2]?.[row]);
      customers[rows] = Number(columns[3]?.[row]);
    }
  }
  return {
    frequency: frequency.subarray(0, rows),
    recency: recency.subarray(0, rows),
    age: age.subarray(0, rows),
    customers: customers.subarray(0, rows),
    unitDays,
  };
}

/** Mean worth in major units of repeat purchases that earned something. */
export async function readValueGroups(
  db: EmbeddedDatabase,
  most: number,
  meanOf: MeanOf,
): Promise<ValueGroups & { readonly worthless: number }> {
  const [count, mean, customers] = [new Uint32Array(most), new Float64Array(most), new Float64Array(most)];
  const select = sql`select frequency, earned, sold, count(*) as customers from histories
    where frequency > 0 group by frequency, earned, sold order by frequency, earned, sold`;
  let [rows, worthless] = [0, 0];
  for await (const chunk of streamChunks(db, select)) {
    const columns = chunk.getColumns();
    for (let row = 0; row < chunk.rowCount; row++) {
      const [times, earned, sold, same] = columns.map((column) => Number(column[row]));
      const worth = meanOf(times ?? 0, earned ?? 0, sold ?? 0);
      if (worth <= 0) {
        worthless += same ?? 0;
        continue;
      }
      count[rows] = times ?? 0;
      mean[rows] = worth;
      customers[rows] = same ?? 0;
      rows++;
    }
  }
  const [counts, means, weights] = [
    count.subarray(0, rows),
    mean.subarray(0, rows),
    customers.subarray(0, rows),
  ];
  return { count: counts, mean: means, customers: weights, worthless };
}
