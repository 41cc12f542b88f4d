import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { addMonths, dayOf, momentOf } from '../../domain/calendar.ts';
import { isSomebodys } from '../../sql/nobody.ts';
import { createMemory, type Memory } from '../customers/memory.ts';
import type { Reading } from '../customers/reading.ts';
import { businessOf } from '../schemes/business.ts';
import type { Norms } from './check.ts';
import { countFilled } from './count-filled.ts';
import { highestUsualOf } from './highest-usual.ts';
import { settled } from './order-checks.ts';

/** From one in so many on, a field is one that the business fills, and orders have payment days as a rule. */
const ONE_IN = 20;
const STALE_MONTHS = 36;

const remembered = new WeakMap<object, Memory>();

/**
 * What is usual in the business. Looking at every order for it takes long where there are many, so it is found anew with an evaluation, with an
 * import, with a day and with every thousandth recording (each of the first thousand), not with each order that comes. `now` in
 * milliseconds since 1970.
 */
export async function readNorms(folder: DataFolder, reading: Reading, now: number): Promise<Norms> {
  const database = folder.database();
  const memory = remembered.get(database) ?? createMemory(4);
  remembered.set(database, memory);
  const { timeZone } = await businessOf(reading.db);
  const today = dayOf(now, timeZone);
  const staleBefore = addMonths(today, -STALE_MONTHS);
  const days = { today, staleBefore, staleSince: momentOf(staleBefore, '00:00', timeZone) };
  const state = [String(reading.generation?.id), ...(await readStage(reading)), today];
  const usual = await memory(JSON.stringify(state), async () => await readUsual(reading));
  return { ...days, ...usual };
}

/** A thousand recordings make no other business. */
const STEP = 1000n;

async function readStage({ db }: Reading): Promise<string[]> {
  const { rows } = await sql<{
    recording: bigint | null;
    imported: bigint;
  }>`select (select max(recording_id) from recordings) as recording,
    (select count(*) from imports where finished_at is not null) as imported`.execute(db);
  const { recording, imported } = rows[0] ?? {};
  const last = recording ?? 0n;
  return [String(last < STEP ? last : last - (last % STEP)), String(imported ?? 0n)];
}

async function readUsual(
  reading: Reading,
): Promise<Pick<Norms, 'usedFields' | 'usesPaymentDays' | 'highestUsual'>> {
  const { customers, fields } = await countFilled(reading, { all: true });
  const used = fields.filter(({ filled }) => filled > 0 && filled * ONE_IN >= customers);
  const { settledOrders, paidOrders, spread } = await readOrders(reading);
  return {
    usedFields: new Set(used.map(({ field }) => field.id)),
    usesPaymentDays: paidOrders > 0 && paidOrders * ONE_IN >= settledOrders,
    highestUsual: highestUsualOf(spread),
  };
}

async function readOrders({ db }: Reading) {
  const amount = sql`case when o.amount > 0 then o.amount end`;
  const { rows } = await sql<Readonly<Record<string, bigint | null>>>`select orders, settled, paid,
      points[1] as quarter, points[2] as half, points[3] as three_quarters, points[4] as ninety_nine
    from (select count(${amount}) as orders, count(*) as settled, count(o.paid_day) as paid,
        percentile_disc(array[0.25, 0.5, 0.75, 0.99]) within group (order by ${amount}) as points
      from orders as o where ${isSomebodys('o.customer_id')} and ${settled}) as spread`.execute(db);
  const {
    orders,
    settled: all,
    paid,
    quarter,
    half,
    three_quarters: most,
    ninety_nine: high,
  } = rows[0] ?? {};
  return {
    settledOrders: Number(all ?? 0n),
    paidOrders: Number(paid ?? 0n),
    spread: {
      orders: Number(orders ?? 0n),
      quarter: quarter ?? 0n,
      half: half ?? 0n,
      threeQuarters: most ?? 0n,
      ninetyNine: high ?? 0n,
    },
  };
}
