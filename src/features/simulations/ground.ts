import type { DataFolder } from '../../db/data-folder.ts';
import type { Queryable } from '../../db/database.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { isPricedByPurchases } from '../../domain/suggest/benefit-cost.ts';
import type { StoredMetric } from '../../sql/stored.ts';
import { readCustomers } from '../customers/reading.ts';
import { type Generation, publishedEvaluation } from '../evaluations/generation.ts';
import { pricedYear, purchasesWithin } from '../tiers/within-window.ts';
import { checkComparable, refuseWithoutEvaluation } from './comparable.ts';
import { type Purchases, type Wanted, type Watching, wantedOf } from './make-rows.ts';
import { isPrepared, withPrepared } from './prepared-rows.ts';
import { looksAtStored, storedAs } from './stored-migrations.ts';
import { type WhyAnew, whyAnew } from './why-anew.ts';

/** A draft to try. */
export interface Tried {
  readonly draft: Scheme;
  /** Null: the day of the published evaluation. */
  readonly asOf: Day | null;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What has to be made for it need not stay for the next draft. */
  readonly once?: boolean;
}

/** Everybody as of a day, with all that a draft's tiers are told by and the tier they have now. */
export interface Ground {
  readonly db: Queryable;
  readonly day: Day;
  /** The published evaluation. */
  readonly published: Generation;
  /** Its rows, or others that were made for drafts of the same metrics. */
  readonly rows: Generation;
  readonly anew: WhyAnew | null;
  /** What was bought in the last twelve months; null where no benefit is priced by it. */
  readonly bought: Readonly<Record<keyof Purchases, StoredMetric>> | null;
  /** When rows that were made were read, milliseconds since 1970; null: they are the evaluation's own. */
  readonly readAt: number | null;
}

/**
 * Works on the ground of a draft, all of one state of the data: once more where another evaluation is published meanwhile. What
 * the evaluation did not store is computed first, and stays for a while for the next draft of the same metrics.
 */
export async function onGround<T>(
  folder: DataFolder,
  tried: Tried,
  watching: Watching,
  work: (ground: Ground) => Promise<T>,
): Promise<T> {
  for (;;) {
    watching.signal.throwIfAborted();
    const { wanted, ...look } = await lookAt(folder, tried);
    const isShown = async (): Promise<boolean> =>
      (await publishedEvaluation(folder.database().reader)) === look.published.id;
    try {
      const done =
        wanted === null
          ? await work(groundOf(look, look.published, null))
          : await withPrepared(
              folder,
              wanted,
              watching,
              async ({ rows, readAt }) => await work(groundOf(look, rows, readAt)),
            );
      if (await isShown()) return done;
    } catch (error) {
      if (await isShown()) throw error;
    }
  }
}

/** Whether the ground of a draft is there, or has to be made first. Drafts on the same ground have the same `key`. */
export async function groundFor(
  folder: DataFolder,
  tried: Tried,
): Promise<{ readonly isThere: boolean; readonly key: string }> {
  const { wanted } = await lookAt(folder, tried);
  return { isThere: wanted === null || isPrepared(folder, wanted), key: wanted?.key ?? '' };
}

interface Look extends Pick<Ground, 'db' | 'day' | 'published' | 'anew'> {
  readonly purchases: Purchases | null;
  /** What has to be made; null where the published evaluation stored all. */
  readonly wanted: Wanted | null;
}

async function lookAt(folder: DataFolder, { draft, asOf, now, once = false }: Tried): Promise<Look> {
  return await readCustomers(folder, async (reading) => {
    const { db: kysely, dialect, generation: published, complete, fields } = reading;
    if (published === null) return refuseWithoutEvaluation('');
    const custom = [...fields.values()].flatMap(({ isCustom, field }) => (isCustom ? [field] : []));
    checkComparable(draft, published.scheme, custom);
    const day = asOf ?? published.asOf;
    const anew = await whyAnew(reading, published, draft, day);
    const purchases = isPricedByPurchases([draft, published.scheme])
      ? purchasesWithin(draft, pricedYear)
      : null;
    const isStored =
      anew === null &&
      complete &&
      looksAtStored(draft, published) &&
      (purchases === null || storedPurchases(purchases, published) !== null);
    const wanted = isStored ? null : wantedOf({ draft, published, day, anew, purchases, now, once });
    return { db: { kysely, dialect }, day, published, anew, purchases, wanted };
  });
}

function groundOf(
  { purchases, ...look }: Omit<Look, 'wanted'>,
  rows: Generation,
  readAt: number | null,
): Ground {
  return { ...look, rows, bought: purchases && storedPurchases(purchases, rows), readAt };
}

function storedPurchases({ spend, orders }: Purchases, { graded }: Generation): Ground['bought'] {
  const [spent, ordered] = [storedAs(spend, graded.metrics), storedAs(orders, graded.metrics)];
  return spent === undefined || ordered === undefined ? null : { spend: spent, orders: ordered };
}
