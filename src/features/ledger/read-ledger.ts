import { type Kysely, sql } from 'kysely';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Text } from '../../domain/text.ts';
import { bigint, date, type Expression } from '../../sql/expression.ts';
import { isoMoment } from '../register/recording.ts';
import { findScheme } from '../schemes/published-schemes.ts';
import { type ReasonValue, readReason } from './read-reason.ts';

export type EntryKind =
  | 'first grading'
  | 'upgrade'
  | 'downgrade'
  | 'correction'
  | 'override'
  | 'scheme change'
  | 'merge'
  | 'unmerge';

export interface TierName {
  readonly id: string;
  readonly name: Text;
}

/** An entry of the ledger. */
export interface LedgerEntry {
  readonly customer: bigint;
  readonly number: bigint;
  /** The day from which it holds. */
  readonly effective: string;
  /** ISO 8601, UTC. */
  readonly recordedAt: string;
  readonly kind: EntryKind;
  /** Of a correction what begins on the day after all; null where nothing does. */
  readonly outcome: EntryKind | null;
  /** The tier shown before; null before the first. */
  readonly from: TierName | null;
  /** The tier shown from then on; with an override another than the one held. */
  readonly to: TierName;
  readonly held: TierName;
  /** The day whose values decided it. */
  readonly decided: string;
  readonly scheme: { readonly id: string; readonly version: number };
  /** The values that the rules looked at. */
  readonly reason: readonly ReasonValue[];
  /** Whether nothing that was recorded later says otherwise of this day. */
  readonly stands: boolean;
}

interface EntryRow {
  readonly customer_id: bigint;
  readonly entry_no: bigint;
  readonly effective: string;
  readonly recorded_at: string;
  readonly kind: EntryKind;
  readonly outcome: EntryKind | null;
  readonly from_tier: string | null;
  readonly to_tier: string;
  readonly held_tier: string;
  readonly decided: string;
  readonly scheme_id: string;
  readonly version: number;
  readonly reason: string | null;
  readonly stands: boolean;
}

/** Entries by a condition on `l` (the ledger), in an order, at most so many. */
export async function readEntries(
  db: Kysely<unknown>,
  { from, order, limit }: { readonly from: Expression; readonly order: Expression; readonly limit: number },
): Promise<LedgerEntry[]> {
  const { rows } =
    await sql<EntryRow>`select l.customer_id, l.entry_no, cast(l.effective as text) as effective, cast(l.recorded_at as text) as recorded_at,
      l.kind, l.outcome, l.from_tier, l.to_tier, l.held_tier, cast(l.decided as text) as decided, b.scheme_id, b.version, l.reason,
      not exists (select 1 from tier_ledger as later where later.customer_id = l.customer_id and later.effective = l.effective
        and later.entry_no > l.entry_no) as stands
    from (${from}) as l join ledger_batches as b on b.batch_id = l.batch_id order by ${order} limit ${sql.lit(limit)}`.execute(
      db,
    );
  const schemes = new Map<string, Scheme | null>();
  for (const { scheme_id: id, version } of rows) {
    const key = `${id} ${version}`;
    if (!schemes.has(key)) schemes.set(key, (await findScheme(db, id, version))?.scheme ?? null);
  }
  return rows.map((row) => entryOf(row, schemes.get(`${row.scheme_id} ${row.version}`) ?? null));
}

function entryOf(row: EntryRow, scheme: Scheme | null): LedgerEntry {
  const named = (id: string): TierName => ({
    id,
    name: scheme?.tiers.find((tier) => tier.id === id)?.name ?? { zh: id, en: id },
  });
  return {
    customer: row.customer_id,
    number: row.entry_no,
    effective: row.effective,
    recordedAt: isoMoment(row.recorded_at),
    kind: row.kind,
    outcome: row.outcome,
    from: row.from_tier === null ? null : named(row.from_tier),
    to: named(row.to_tier),
    held: named(row.held_tier),
    decided: row.decided,
    scheme: { id: row.scheme_id, version: row.version },
    reason: scheme === null ? [] : readReason(scheme, row.reason),
    stands: row.stands,
  };
}

/** Which tier a customer had on a day, as it was known at a moment (milliseconds since 1970): the entry that says so; null for none. */
export async function tierOn(
  db: Kysely<unknown>,
  customer: bigint,
  on: Day,
  known: number,
): Promise<LedgerEntry | null> {
  const [entry = null] = await readEntries(db, {
    from: sql`select * from tier_ledger where customer_id = ${bigint(customer)} and effective <= ${date(on)}
      and recorded_at <= cast(${new Date(known).toISOString().slice(0, -1)} as timestamp)`,
    order: sql`l.effective desc, l.entry_no desc`,
    limit: 1,
  });
  return entry;
}
