import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Database, type Queryable, run } from '../../db/database.ts';
import { addDays, type Day } from '../../domain/calendar.ts';
import { bigint, commas, date, type Expression } from '../../sql/expression.ts';
import { currentGeneration } from '../evaluations/generation.ts';
import { type Recorded, recordedSoFar, touchedSince } from '../evaluations/touched.ts';
import { broughtSince, countsReferrals } from '../register/referrers.ts';
import { again, dropAgain } from './again-tables.ts';
import { decideAgain, type Redone } from './decide-again.ts';
import { showHeld } from './decide-everybody.ts';
import { enterCorrections } from './enter-corrections.ts';
import { noteLedger, readLedger } from './ledger-state.ts';
import { setByHandSince } from './set-by-hand-since.ts';
import { allColumns } from './timeline.ts';

/**
 * Decides again, day by day, what became known after the day it bears: of whoever has such an order, edit, refund or
 * registration from that day on, and enters the differences as corrections. Gives how many customers those were.
 */
export async function decideLate(folder: DataFolder, clock: () => number): Promise<number> {
  const { reader } = folder.database();
  if (await isBehind(reader)) await folder.writer.write(queueLate);
  const { rows } = await sql`select 1 from to_decide_again limit 1`.execute(reader);
  if (rows.length === 0) return 0;
  const work = await folder.database().separate();
  try {
    const waiting = (since: Day): Expression =>
      sql`select customer_id, greatest(min(from_day), ${date(since)}) as from_day from to_decide_again
        where customer_id in (select customer_id from customers) group by customer_id`;
    const redone = await decideAgain(work, reader, waiting);
    if (redone === null) return 0;
    return await folder.writer.write(async (trx) => await keepAgain(trx, work, redone, clock()));
  } finally {
    await dropAgain(work.kysely);
    await work.close();
  }
}

/** Whether anything was recorded since it was looked for late knowledge last. */
async function isBehind(db: Kysely<unknown>): Promise<boolean> {
  const state = await readLedger(db);
  if (state === null) return false;
  const now = await recordedSoFar(db);
  return now.last !== state.seen.last || now.open.length > 0 || state.seen.open.length > 0;
}

/** Notes who has something that was recorded since it was looked for last and bears a day that is decided. */
async function queueLate(trx: Kysely<unknown>): Promise<void> {
  const state = await readLedger(trx);
  if (state === null || state.decided === null || state.scheme === null) return;
  const now = await recordedSoFar(trx);
  const generation = await currentGeneration(trx);
  // What bears the ledger's last day itself was decided when it was recorded, while that day's evaluation is shown.
  const isShown = generation?.inLedger === true && generation.asOf === state.decided;
  const last = isShown ? addDays(state.decided, -1) : state.decided;
  const referrals = generation !== null && countsReferrals(generation.scheme);
  await sql`insert into to_decide_again select customer_id, min(day) as from_day from (${bearing(state.seen, referrals)}) as late
    where day <= ${date(last)} and customer_id in (select customer_id from customers) group by customer_id`.execute(
    trx,
  );
  await noteLedger(trx, { ...state, seen: now });
}

/** `customer_id, day` of all that was recorded, or replaced by something else, since then; with `referrals` of those whom one brought too. */
function bearing({ last, open }: Recorded, referrals: boolean): Expression {
  const since = (column: string): Expression => {
    const among = open.length === 0 ? sql`` : sql` or ${sql.ref(column)} in (${commas(open.map(bigint))})`;
    return sql`(${sql.ref(column)} > ${bigint(last)}${among})`;
  };
  const parts = [
    ['orders', 'day'],
    ['refunds', 'day'],
    ['events', 'day'],
    ['customers', 'registered_day'],
  ].flatMap(([table = '', column = '']) => [
    sql`select customer_id, ${sql.ref(column)} as day from ${sql.table(table)} where ${since('recorded_by')} and ${sql.ref(column)} is not null`,
    sql`select customer_id, ${sql.ref(column)} as day from ${sql.table(`${table}_history`)} where ${since('ended_by')} and ${sql.ref(column)} is not null`,
  ]);
  if (referrals) parts.push(broughtSince(since));
  return sql.join(parts, sql` union all `);
}

/** Puts what was decided again in the place of what was known; whoever was changed meanwhile waits for the next time. */
async function keepAgain(trx: Kysely<unknown>, work: Database, redone: Redone, at: number): Promise<number> {
  const { generation, seen, byHand, state } = redone;
  const db: Queryable = { kysely: trx, dialect: work.dialect };
  const { people, timeline } = again;
  const now = await recordedSoFar(trx);
  if (now.last !== seen.last || seen.open.length > 0) {
    await run(db, sql`delete from ${sql.table(people)} where ${touchedSince(seen)}`);
  }
  const since = await setByHandSince(trx, byHand);
  if (since !== null) await run(db, sql`delete from ${sql.table(people)} where ${since}`);
  await enterCorrections(db, redone, at);
  const them = sql`(select customer_id from ${sql.table(people)})`;
  const [found = {}] = await run(db, sql`select count(*) as n from ${sql.table(people)}`);
  const columns = commas(allColumns.map((name) => sql.ref(name)));
  await run(db, sql`delete from held where customer_id in ${them}`);
  await run(
    db,
    sql`delete from held_history as h using ${sql.table(people)} as p where p.customer_id = h.customer_id and h.until >= p.from_day - 1`,
  );
  await run(
    db,
    sql`insert into held (${columns}) select ${columns} from ${sql.table(timeline.held)} where customer_id in ${them} order by customer_id`,
  );
  await run(
    db,
    sql`insert into held_history select * from ${sql.table(timeline.history)} where customer_id in ${them}`,
  );
  await run(db, sql`delete from to_decide_again where customer_id in ${them}`);
  if (generation.inLedger && generation.asOf === state.decided)
    await showHeld(db, generation.graded.table, them);
  return Number(found.n);
}
