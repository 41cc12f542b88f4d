import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { addDays, addMonths, type Day, day, dayOf } from '../../domain/calendar.ts';
import { begun, type Held } from '../../domain/lifecycle/held.ts';
import { keepBy } from '../../domain/lifecycle/keep-by.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { bigint } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { findVisible } from '../customers/find-visible.ts';
import { readCustomers } from '../customers/reading.ts';
import { findScheme } from '../schemes/published-schemes.ts';
import { allSetByHand } from './all-overrides.ts';
import { readLedger } from './ledger-state.ts';
import { type ListedOverride, readListed, standingOf } from './listed-override.ts';
import { type LedgerEntry, readEntries, type TierName, tierOn } from './read-ledger.ts';

/** What a customer holds at the end of the ledger's last day. */
export interface HeldView {
  readonly asOf: string;
  readonly tier: TierName;
  /** The tier shown: another than the one held under an override. */
  readonly shown: TierName;
  readonly began: string;
  /** Until when it cannot fall: the last day of its validity or of a freeze; null without either. */
  readonly keptUntil: string | null;
  readonly frozenUntil: string | null;
  /** The next day whose values decide whether it is kept; null where nothing falls. */
  readonly keepBy: string | null;
  readonly upgrade: { readonly to: TierName; readonly effective: string } | null;
  readonly downgrade: { readonly to: TierName; readonly effective: string } | null;
  /** The day of the downgrade the customer was warned of. */
  readonly warnedFor: string | null;
}

export interface CustomerLedger {
  /** Null before the ledger's first day is decided. */
  readonly held: HeldView | null;
  /** The latest effective day first. */
  readonly entries: readonly LedgerEntry[];
  /** The latest given first. */
  readonly overrides: readonly ListedOverride[];
}

/** What the ledger says of a customer on a day. */
export interface Standing {
  /** The entry by which the tier was shown that day; null where the ledger says nothing of it. */
  readonly entry: LedgerEntry | null;
  /** What is held, if the day is the ledger's last. */
  readonly held: HeldView | null;
}

const MOST = 500;

/** The ledger of a customer who may be seen; an AppError for anybody else. `now` in milliseconds since 1970. */
export async function customerLedger(
  folder: DataFolder,
  visibility: Visibility,
  customer: bigint,
  now: number,
): Promise<CustomerLedger> {
  return await readCustomers(folder, async ({ db }) => {
    await findVisible({ db }, visibility, customer);
    const state = await readLedger(db);
    const current = state?.scheme ? await findScheme(db, state.scheme.id, state.scheme.version) : null;
    const entries = await readEntries(db, {
      from: sql`select * from tier_ledger where customer_id = ${bigint(customer)}`,
      order: sql`l.effective desc, l.entry_no desc`,
      limit: MOST,
    });
    if (state?.decided == null || current === null) return { held: null, entries, overrides: [] };
    return {
      held: await readHeld(db, customer, current.scheme, state.decided),
      entries,
      overrides: await readOverrides(db, customer, current.scheme, { decided: state.decided, now }),
    };
  });
}

/** Which tier a customer who may be seen had on a day, as known at a moment; null where the ledger says nothing. */
export async function customerTierOn(
  folder: DataFolder,
  visibility: Visibility,
  customer: bigint,
  { on, known }: { readonly on: Day; readonly known: number },
): Promise<LedgerEntry | null> {
  return await readCustomers(folder, async ({ db }) => {
    await findVisible({ db }, visibility, customer);
    return await tierOn(db, customer, on, known);
  });
}

/** What the ledger says of a customer who may be seen, on a day or on its last one, as it is known now. */
export async function customerStanding(
  folder: DataFolder,
  visibility: Visibility,
  customer: bigint,
  { on, now }: { readonly on: Day | null; readonly now: number },
): Promise<Standing> {
  return await readCustomers(folder, async ({ db, generation }) => {
    await findVisible({ db }, visibility, customer);
    const state = await readLedger(db);
    const asked = on ?? generation?.asOf ?? null;
    if (state?.decided == null || state.scheme === null || asked === null || asked > state.decided) {
      return { entry: null, held: null };
    }
    const entry = await tierOn(db, customer, asked, now);
    const current = await findScheme(db, state.scheme.id, state.scheme.version);
    const isLast = asked === state.decided && current !== null;
    return { entry, held: isLast ? await readHeld(db, customer, current.scheme, asked) : null };
  });
}

type Db = Parameters<typeof readLedger>[0];

async function readHeld(db: Db, customer: bigint, scheme: Scheme, decided: Day): Promise<HeldView | null> {
  const days = ['began', 'upgrade_on', 'downgrade_due', 'downgrade_on', 'warned_for', 'frozen_until'].map(
    (name) => sql`cast(${sql.ref(name)} as text) as ${sql.ref(name)}`,
  );
  const { rows } = await sql<{
    tier: bigint;
    shown: bigint;
    began: string;
    upgrade_to: bigint | null;
    upgrade_on: string | null;
    downgrade_to: bigint | null;
    downgrade_due: string | null;
    downgrade_on: string | null;
    warned_for: string | null;
    frozen_until: string | null;
  }>`select tier, shown, upgrade_to, downgrade_to, ${sql.join(days)} from held where customer_id = ${bigint(customer)}`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) return null;
  const named = (position: bigint): TierName => {
    const tier = scheme.tiers[Number(position)];
    return { id: tier?.id ?? '', name: tier?.name ?? { zh: '', en: '' } };
  };
  const frozenUntil = row.frozen_until !== null && row.frozen_until >= decided ? row.frozen_until : null;
  const { validityMonths, graceDays } = scheme.policy;
  const validUntil = validityMonths
    ? addDays(addMonths(day(row.began), validityMonths), (graceDays ?? 0) - 1)
    : null;
  return {
    asOf: decided,
    tier: named(row.tier),
    shown: named(row.shown),
    began: row.began,
    keptUntil: row.tier === 0n ? null : (latest([frozenUntil, validUntil, decided]) ?? null),
    frozenUntil,
    keepBy: keepBy(scheme.policy, stateOf(row), decided),
    upgrade:
      row.upgrade_to === null || row.upgrade_on === null
        ? null
        : { to: named(row.upgrade_to), effective: row.upgrade_on },
    downgrade:
      row.downgrade_to === null || row.downgrade_on === null
        ? null
        : { to: named(row.downgrade_to), effective: row.downgrade_on },
    warnedFor: row.warned_for !== null && row.warned_for > decided ? row.warned_for : null,
  };
}

/** As far as the day by which the tier is kept depends on it. */
function stateOf(row: {
  readonly tier: bigint;
  readonly began: string;
  readonly frozen_until: string | null;
  readonly downgrade_to: bigint | null;
  readonly downgrade_due: string | null;
  readonly downgrade_on: string | null;
}): Held {
  const { downgrade_to: to, downgrade_due: due, downgrade_on: on } = row;
  const frozen = row.frozen_until === null ? null : day(row.frozen_until);
  const downgrade =
    to === null || due === null || on === null ? null : { to: Number(to), due: day(due), effective: day(on) };
  return { ...begun(Number(row.tier), day(row.began), frozen), downgrade };
}

/** The latest of the days that lie after the last of them; null where none does. */
function latest([frozen = null, valid = null, today = null]: readonly (string | null)[]): string | null {
  const days = [frozen, valid].filter((at) => at !== null && today !== null && at > today);
  return days.length === 0 ? null : days.reduce((a, b) => ((a ?? '') > (b ?? '') ? a : b));
}

async function readOverrides(
  db: Db,
  customer: bigint,
  scheme: Scheme,
  { decided, now }: { readonly decided: Day; readonly now: number },
): Promise<ListedOverride[]> {
  const standing = standingOf(scheme, allSetByHand(scheme, decided, customer), dayOf(now, scheme.timeZone));
  const listed = await readListed(db, {
    standing,
    ...{ which: sql`source = 'override'`, latestFirst: true, limit: MOST },
  });
  return listed.toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id)));
}
