import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { type Day, day } from '../../domain/calendar.ts';
import { text } from '../../domain/text.ts';
import { bigint } from '../../sql/expression.ts';
import { note } from '../audit/audit.ts';
import type { TierName } from '../ledger/read-ledger.ts';
import { isoMoment, timestamp } from '../register/recording.ts';
import { findScheme } from '../schemes/published-schemes.ts';

/** A tier that shrank suddenly, or another standard that was brought in. */
export interface TierAlert {
  readonly id: bigint;
  readonly kind: 'shrunk' | 'standard';
  readonly asOf: Day;
  /** Null of another standard. */
  readonly tier: TierName | null;
  /** The day it is compared with. */
  readonly against: Day;
  /** Customers. */
  readonly before: number;
  readonly after: number;
  /** ISO 8601, UTC. */
  readonly raisedAt: string;
  /** Who took note of it; null: nobody yet. */
  readonly seenBy: string | null;
  readonly seenAt: string | null;
}

const MOST = 100;

/** The latest first. */
export async function listTierAlerts(db: Kysely<unknown>): Promise<TierAlert[]> {
  const { rows } = await sql<{
    id: bigint;
    kind: TierAlert['kind'];
    as_of: string;
    tier: string | null;
    against: string;
    before: bigint;
    after: bigint;
    raised_at: string;
    seen_by: string | null;
    seen_at: string | null;
    scheme_id: string;
    version: number;
  }>`select alert_id as id, a.kind, cast(a.as_of as text) as as_of, tier, cast(against as text) as against, a.before, a.after,
      cast(raised_at as text) as raised_at, seen_by, cast(seen_at as text) as seen_at, scheme_id, version
    from tier_alerts as a join evaluations as e on e.evaluation_id = a.evaluation_id
    order by alert_id desc limit ${sql.lit(MOST)}`.execute(db);
  const names = new Map<string, readonly TierName[]>();
  for (const { scheme_id, version } of rows) {
    const key = `${scheme_id} ${version}`;
    if (!names.has(key)) names.set(key, (await findScheme(db, scheme_id, version))?.scheme.tiers ?? []);
  }
  return rows.map(({ tier, before, after, ...row }) => {
    const known = names.get(`${row.scheme_id} ${row.version}`)?.find(({ id }) => id === tier);
    return {
      ...{ id: row.id, kind: row.kind, asOf: day(row.as_of), against: day(row.against) },
      tier: tier === null ? null : { id: tier, name: known?.name ?? text(tier, tier) },
      ...{ before: Number(before), after: Number(after), raisedAt: isoMoment(row.raised_at) },
      ...{ seenBy: row.seen_by, seenAt: isoMoment(row.seen_at) },
    };
  });
}

/** Takes note of an alert, which is then shown no more; the first who does counts. */
export async function acknowledgeAlert(
  { writer }: DataFolder,
  id: bigint,
  { author, at }: { readonly author: string; readonly at: number },
): Promise<void> {
  await writer.write(async (trx) => {
    const { rows } = await sql<{
      seen_by: string | null;
    }>`select seen_by from tier_alerts where alert_id = ${bigint(id)}`.execute(trx);
    const [row] = rows;
    if (row === undefined) decline('not-found', '没有这条提醒', 'there is no such alert');
    if (row.seen_by !== null) return;
    await sql`update tier_alerts set seen_by = ${author}, seen_at = cast(${timestamp(at)} as timestamp)
      where alert_id = ${bigint(id)}`.execute(trx);
    await note(trx, { at, actor: author, action: 'alert-seen', subject: String(id) });
  });
}
