import { type Kysely, sql } from 'kysely';
import { addDays, type Day, day, dayOf } from '../../domain/calendar.ts';
import { type Recorded, recordedSoFar } from '../evaluations/touched.ts';
import { firstPublication, type PublishedScheme } from '../schemes/published-schemes.ts';
import { schemeOn } from '../schemes/standard-in-force.ts';

/** How far the ledger has come. */
export interface LedgerState {
  /** The day the first scheme was published. */
  readonly began: Day;
  /** The last day that is decided for everybody; null before the first. */
  readonly decided: Day | null;
  /** What had been recorded when it was looked for late knowledge last. */
  readonly seen: Recorded;
  /** By which the last day was decided, and from which day on. */
  readonly scheme: { readonly id: string; readonly version: number; readonly since: Day } | null;
}

/** Null before the first evaluation of a day of the ledger. */
export async function readLedger(db: Kysely<unknown>): Promise<LedgerState | null> {
  const { rows } = await sql<{
    began: string;
    decided: string | null;
    seen: string;
    scheme_id: string | null;
    version: number | null;
    scheme_since: string | null;
  }>`select cast(began as text) as began, cast(decided as text) as decided, cast(seen as text) as seen, scheme_id, version,
      cast(scheme_since as text) as scheme_since from ledger_state`.execute(db);
  const [row] = rows;
  if (row === undefined) return null;
  const { last, open } = JSON.parse(row.seen) as { last: string; open: string[] };
  const { scheme_id: id, version, scheme_since: since } = row;
  return {
    began: day(row.began),
    decided: row.decided === null ? null : day(row.decided),
    seen: { last: BigInt(last), open: open.map(BigInt) },
    scheme: id === null || version === null || since === null ? null : { id, version, since: day(since) },
  };
}

/** Notes how far the ledger has come, in the transaction that brought it there. */
export async function noteLedger(
  trx: Kysely<unknown>,
  { began, decided, seen, scheme }: LedgerState,
): Promise<void> {
  const recorded = JSON.stringify({ last: String(seen.last), open: seen.open.map(String) });
  await sql`insert into ledger_state values (1, cast(${began} as date), cast(${decided} as date), ${recorded},
      cast(${scheme?.id ?? null} as text), cast(${scheme?.version ?? null} as integer), cast(${scheme?.since ?? null} as date))
    on conflict (only_row) do update set decided = excluded.decided, seen = excluded.seen,
      scheme_id = excluded.scheme_id, version = excluded.version, scheme_since = excluded.scheme_since`.execute(
    trx,
  );
}

/** Notes that the ledger has begun; what was recorded by then is not late. */
export async function beginLedger(trx: Kysely<unknown>, state: LedgerState): Promise<void> {
  if ((await readLedger(trx)) !== null) return;
  await noteLedger(trx, { ...state, seen: await recordedSoFar(trx) });
}

/** What an evaluation as of a day means for the ledger. */
export interface LedgerDays {
  readonly state: LedgerState;
  /** Whether that is noted already. */
  readonly hasBegun: boolean;
  /** Days before it that nobody has decided yet, in their order. */
  readonly missed: readonly Day[];
  /** Whether the day itself is decided, for the first time or once more; otherwise it is looked at alone. */
  readonly decides: boolean;
}

/**
 * Days before the ledger began, and days to come, are looked at and change nothing; so are earlier days than the last
 * one decided, which only late knowledge changes, and days on which another standard was in force.
 */
export async function ledgerDays(
  db: Kysely<unknown>,
  published: PublishedScheme,
  asOf: Day,
  now: number,
): Promise<LedgerDays | null> {
  const { timeZone } = published.scheme;
  const first = await firstPublication(db);
  if (first === null) return null;
  const began = dayOf(first, timeZone);
  if (asOf < began || asOf > dayOf(now, timeZone)) return null;
  const known = await readLedger(db);
  const state = known ?? {
    began,
    decided: null,
    seen: { last: 0n, open: [] },
    scheme: null,
  };
  const then = await schemeOn(db, asOf);
  const isInForce = then?.id === published.id && then.version === published.version;
  const missed: Day[] = [];
  const open = state.decided === null ? state.began : addDays(state.decided, 1);
  for (let next = open; next < asOf; next = addDays(next, 1)) missed.push(next);
  const hasBegun = known !== null;
  return { state, hasBegun, missed, decides: isInForce && (state.decided === null || asOf >= state.decided) };
}

/** Whether the ledger's last day was decided by this standard: only then are its tiers' places those of what is held. */
export function isBy(state: LedgerState | null, { id, version }: PublishedScheme): boolean {
  return state?.scheme?.id === id && state.scheme.version === version;
}
