import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { addDays, type Day, day } from '../../domain/calendar.ts';
import { bigint, date, literalText } from '../../sql/expression.ts';
import { isBy, type LedgerState, readLedger } from '../ledger/ledger-state.ts';
import { heldOn, kept } from '../ledger/timeline.ts';
import { momentSql, nextNumber } from '../register/recording.ts';
import type { PublishedScheme } from '../schemes/published-schemes.ts';
import { type AlertThresholds, readAlertThresholds } from './alert-thresholds.ts';

/** Days before, with which a day is compared. */
const BEFORE = [1, 7];

interface Found {
  readonly kind: 'shrunk' | 'standard';
  readonly asOf: Day;
  /** Null of another standard. */
  readonly tier: string | null;
  readonly against: Day;
  readonly before: number;
  readonly after: number;
}

interface Evaluated {
  readonly id: bigint;
  readonly asOf: Day;
  readonly standard: PublishedScheme;
}

/**
 * Notes the tiers above the lowest that lost many customers against the day before or seven days before, once for a week. Of a standard that
 * was brought in since the evaluation of the day before, or of an earlier one, it says that instead. Nothing of an evaluation that did not
 * decide the ledger's last day.
 */
export async function noteShrinking(folder: DataFolder, evaluated: Evaluated, at: number): Promise<void> {
  const { reader } = folder.database();
  const state = await readLedger(reader);
  if (state?.decided !== evaluated.asOf || !isBy(state, evaluated.standard)) return;
  const found = await findShrinking(reader, state, evaluated);
  const { asOf } = evaluated;
  const stale = sql`as_of = ${date(asOf)} and seen_at is null`;
  const { rows } = await sql`select 1 from tier_alerts where ${stale} limit 1`.execute(reader);
  if (found.length === 0 && rows.length === 0) return;
  await folder.writer.write(async (trx) => {
    await sql`delete from tier_alerts where ${stale}`.execute(trx);
    for (const alert of found) if (!(await isKnown(trx, alert))) await insert(trx, alert, evaluated, at);
  });
}

async function findShrinking(
  db: Kysely<unknown>,
  { began, scheme: by }: LedgerState,
  { asOf, standard: { scheme } }: Evaluated,
): Promise<Found[]> {
  const thresholds = await readAlertThresholds(db);
  const now = await sizesOn(db, asOf);
  const found: Found[] = [];
  if (by !== null && by.since > ((await evaluatedBefore(db, asOf)) ?? began)) {
    const all = [...now.values()].reduce((sum, size) => sum + size, 0);
    const against = addDays(by.since, -1);
    found.push({ kind: 'standard', asOf: by.since, tier: null, against, before: all, after: all });
  }
  for (const days of BEFORE) {
    const against = addDays(asOf, -days);
    // Sizes by another standard are no sizes of these tiers.
    if (against < began || (by !== null && by.since > against)) continue;
    const then = await sizesOn(db, against);
    for (const [position, { id }] of scheme.tiers.entries()) {
      const [before, after] = [then.get(position) ?? 0, now.get(position) ?? 0];
      const isKnown = found.some(({ tier }) => tier === id);
      if (position > 0 && !isKnown && isSudden(before, after, thresholds))
        found.push({ kind: 'shrunk', asOf, tier: id, against, before, after });
    }
  }
  return found;
}

/** The last day before of which everybody was evaluated: days between that were missed were told of by nobody. */
async function evaluatedBefore(db: Kysely<unknown>, asOf: Day): Promise<Day | null> {
  const { rows } = await sql<{ last: string | null }>`select cast(max(as_of) as text) as last from evaluations
    where in_ledger and as_of < ${date(asOf)}`.execute(db);
  const last = rows[0]?.last ?? null;
  return last === null ? null : day(last);
}

function isSudden(before: number, after: number, { percent, customers }: AlertThresholds): boolean {
  const lost = before - after;
  return lost >= customers && 100 * lost >= percent * before;
}

/** Customers by the position of the tier shown at the end of a day. */
async function sizesOn(db: Kysely<unknown>, day: Day): Promise<ReadonlyMap<number, number>> {
  const { rows } = await sql<{ tier: bigint; n: bigint }>`select shown as tier, count(*) as n
    from ${heldOn(kept, day)} as h group by shown`.execute(db);
  return new Map(rows.map(({ tier, n }) => [Number(tier), Number(n)]));
}

/** Whether it was told of within a week. */
async function isKnown(trx: Kysely<unknown>, { kind, tier, asOf }: Found): Promise<boolean> {
  const same = tier === null ? sql`tier is null` : sql`tier = ${literalText(tier)}`;
  const since = kind === 'standard' ? asOf : addDays(asOf, -6);
  const { rows } =
    await sql`select 1 from tier_alerts where ${same} and kind = ${kind} and as_of >= ${date(since)} limit 1`.execute(
      trx,
    );
  return rows.length > 0;
}

async function insert(
  trx: Kysely<unknown>,
  { kind, asOf, tier, against, before, after }: Found,
  { id }: Evaluated,
  at: number,
): Promise<void> {
  const number = await nextNumber(trx, 'tier_alerts', 'alert_id');
  await sql`insert into tier_alerts values (${number}, ${bigint(id)}, ${date(asOf)}, ${kind}, cast(${tier} as text), ${date(against)},
    ${bigint(before)}, ${bigint(after)}, ${momentSql(at)}, null, null)`.execute(trx);
}
