import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import type { Queryable } from '../../db/database.ts';
import { addDays, type Day, dayOf } from '../../domain/calendar.ts';
import { bigint, commas, type Dialect, date, type Expression } from '../../sql/expression.ts';
import type { Generation } from '../evaluations/generation.ts';
import { type Recorded, recordedSoFar } from '../evaluations/touched.ts';
import { readLedger } from '../ledger/ledger-state.ts';
import { chosen } from '../register/chosen.ts';
import { startRecording } from '../register/recording.ts';
import { findScheme, type PublishedScheme } from '../schemes/published-schemes.ts';
import { earnPoints } from './earn-points.ts';
import { earningRates } from './earning-rates.ts';
import { expirePoints } from './expire-points.ts';
import { notePointsState, readPointsState } from './points-state.ts';

export interface Sent {
  /** Whose orders are others now. */
  readonly customers: readonly bigint[];
  /** The number of the last recording before, and of the first and last of these. */
  readonly before: bigint;
  readonly last: bigint;
  /** Whether any of them was kept before in another version. */
  readonly anyChanged: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Enters the points of orders in the transaction that recorded them, before their customers are graded. Nothing before the first evaluation. */
export async function earnBySent(
  trx: Kysely<unknown>,
  dialect: Dialect,
  generation: Generation | null,
  { customers, before, last, anyChanged, at }: Sent,
): Promise<void> {
  if (generation === null || last === before || customers.length === 0) return;
  const rates = earningRates(generation.scheme);
  if (!(anyChanged || rates.some((rate) => rate !== null))) return;
  const state = await readPointsState(trx);
  const ledger = await readLedger(trx);
  if (
    state === null ||
    ledger?.scheme?.id !== generation.scheme.id ||
    ledger.scheme.version !== generation.version
  )
    return;
  const { scheme } = generation;
  const numbers = chosen(dialect, 'bigint', [...new Set(customers)]);
  const of = (table: string, column: string): Expression =>
    sql`select customer_id, order_id from ${sql.table(table)} where customer_id in ${numbers} and ${sql.ref(column)} > ${bigint(before)}`;
  const orders = sql`${of('orders', 'recorded_by')} union all ${of('orders_history', 'ended_by')}`;
  const today = dayOf(at, scheme.timeZone);
  const earning = {
    scheme,
    rates,
    today,
    since: state.since,
    began: ledger.began,
    recording: async () => last,
  };
  await earnPoints({ kysely: trx, dialect }, earning, orders);
}

/**
 * Before everybody is graded as of today: enters the points of all orders that were recorded, or came to count, since it was looked
 * last, and what has expired by the day. The first time it only notes that orders earn from now on.
 */
export async function earnByAll(
  folder: DataFolder,
  current: PublishedScheme,
  asOf: Day,
  at: number,
): Promise<void> {
  if (asOf !== dayOf(at, current.scheme.timeZone)) return;
  const { dialect } = folder.database();
  await folder.writer.write(async (trx) => {
    const seen = await recordedSoFar(trx);
    const state = await readPointsState(trx);
    const gives = earningRates(current.scheme).some((rate) => rate !== null);
    const since = gives ? (state?.since ?? asOf) : null;
    const ledger = await readLedger(trx);
    const held = ledger?.scheme && (await findScheme(trx, ledger.scheme.id, ledger.scheme.version));
    let own: bigint | null = null;
    const recording = async (): Promise<bigint> => {
      own ??= await startRecording(trx, { at, author: 'points', importId: null });
      return own;
    };
    if (state !== null && ledger !== null && held && (state.since !== null || (await anyEntered(trx)))) {
      const { scheme } = held;
      const db: Queryable = { kysely: trx, dialect };
      const earning = {
        scheme,
        rates: earningRates(scheme),
        today: asOf,
        since: state.since,
        began: ledger.began,
      };
      const days = { from: state.lookedOn, to: asOf };
      await earnPoints(db, { ...earning, recording }, touchedOrders(state.seen, state.since, days));
      await expirePoints(db, { ...days, seen: state.seen, recording });
    }
    await notePointsState(trx, { since, lookedOn: asOf, seen: { ...seen, last: own ?? seen.last } });
  });
}

async function anyEntered(trx: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql`select 1 from order_points limit 1`.execute(trx);
  return rows.length > 0;
}

/** Orders that were recorded or ended since then, or whose day or refund the days since have reached; of earlier days those that earned. */
function touchedOrders(
  { last, open }: Recorded,
  since: Day | null,
  { from, to }: { readonly from: Day; readonly to: Day },
): Expression {
  const later = (column: string): Expression => {
    const among = open.length === 0 ? sql`` : sql` or ${sql.ref(column)} in (${commas(open.map(bigint))})`;
    return sql`(${sql.ref(column)} > ${bigint(last)}${among})`;
  };
  const reached = (column: string): Expression =>
    sql`${sql.ref(column)} between ${date(addDays(from, 1))} and ${date(to)}`;
  const earns = since === null ? sql`false` : sql`day >= ${date(since)}`;
  const concerned = sql`(${earns} or order_id in (select order_id from order_points))`;
  return sql`select customer_id, order_id from orders
      where ${concerned} and (${later('recorded_by')} or ${reached('day')} or ${reached('refund_day')})
    union all select customer_id, order_id from orders_history
      where order_id in (select order_id from order_points) and ${later('ended_by')}`;
}
