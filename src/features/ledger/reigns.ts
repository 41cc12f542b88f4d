import { type Kysely, sql } from 'kysely';
import { addDays, type Day, day } from '../../domain/calendar.ts';
import { type CutsOn, readCutsOn } from '../evaluations/cuts-on-day.ts';
import type { Generation } from '../evaluations/generation.ts';
import { findScheme, type PublishedScheme } from '../schemes/published-schemes.ts';

/** Days of the ledger that were decided by one standard, both inclusive. */
export interface Reign {
  readonly published: PublishedScheme;
  readonly from: Day;
  readonly to: Day;
  /** Whether a tier of it is gone in a later one: then what was held in it cannot be told from what is known now. */
  readonly isLost: boolean;
  readonly cutsOn: CutsOn;
}

/**
 * By which standards the ledger's days were decided, up to the last decided, the earliest first: as far back as they can be decided again. A
 * standard that placed customers among everybody by a distribution that is not kept any more cannot, nor can those before it.
 */
export async function readReigns(db: Kysely<unknown>, decided: Day, shown: Generation): Promise<Reign[]> {
  const { rows } = await sql<{
    day: string;
    id: string;
    version: number;
  }>`select cast(b.day as text) as day, scheme_id as id, version
    from ledger_batches as b where b.kind = 'scheme' or b.batch_id = (select min(batch_id) from ledger_batches) order by b.batch_id`.execute(
    db,
  );
  const reigns: Reign[] = [];
  let to = decided;
  for (const brought of rows.toReversed()) {
    const from = day(brought.day);
    // Another was brought in on the same day, or after it.
    if (from > to) continue;
    const published = await findScheme(db, brought.id, brought.version);
    const cutsOn = published && (await readCutsOn(db, published, shown));
    if (published === null || cutsOn === null) break;
    reigns.unshift({ published, from, to, isLost: isLost(published, reigns), cutsOn });
    to = addDays(from, -1);
  }
  return reigns;
}

function isLost({ scheme: { tiers } }: PublishedScheme, later: readonly Reign[]): boolean {
  return later.some(({ published: { scheme } }) =>
    tiers.some(({ id }) => !scheme.tiers.some((tier) => tier.id === id)),
  );
}
