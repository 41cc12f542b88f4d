import type { DataFolder } from '../../db/data-folder.ts';
import type { ShopDatabase } from '../../db/shop-database.ts';
import type { Generation } from '../evaluations/generation.ts';
import { makeRows, type Wanted, type Watching } from './make-rows.ts';
import { reserveTables } from './simulation-tables.ts';

/** Rows that were made for a draft, and when they were read (milliseconds since 1970). */
export interface Prepared {
  readonly rows: Generation;
  readonly readAt: number;
}

interface Kept {
  readonly made: Promise<Prepared & { readonly drop: () => Promise<void> }>;
  readonly madeAt: number;
  isMade: boolean;
  /** Who looks at them at the moment. */
  users: number;
  isOver: boolean;
}

/** As many grounds are kept for the next draft; each takes a row per customer. */
const MOST = 2;
/** What is sent meanwhile is not in them. */
const OLDEST_MS = 10 * 60_000;

const keptOf = new WeakMap<ShopDatabase, Map<string, Kept>>();

/** Whether rows are there that are young enough. */
export function isPrepared(folder: DataFolder, wanted: Wanted): boolean {
  const found = grounds(folder).get(wanted.key);
  return found?.isMade === true && !isOld(found, wanted);
}

/** Looks at rows that were made before, or makes them. Whoever wants what is being made waits for it. */
export async function withPrepared<T>(
  folder: DataFolder,
  wanted: Wanted,
  watching: Watching,
  use: (prepared: Prepared) => Promise<T>,
): Promise<T> {
  const all = grounds(folder);
  const known = all.get(wanted.key);
  const isKnown = known !== undefined && !isOld(known, wanted);
  const kept = isKnown ? known : make(folder, wanted, watching);
  all.delete(wanted.key);
  if (isKnown || !wanted.once) all.set(wanted.key, kept);
  else kept.isOver = true;
  kept.users++;
  if (known !== undefined && !isKnown) await end(known);
  try {
    const made = await kept.made.catch(async (error: unknown) => {
      if (all.get(wanted.key) === kept) all.delete(wanted.key);
      // Whoever began to make them may have left.
      if (!isKnown || watching.signal.aborted) throw error;
      return null;
    });
    if (made !== null) return await use(made);
  } finally {
    kept.users--;
    await leave(all, kept);
  }
  return await withPrepared(folder, wanted, watching, use);
}

/** Takes all rows away that were made; for a folder that is closed. */
export async function forgetPrepared(folder: DataFolder): Promise<void> {
  const all = grounds(folder);
  const ended = [...all.values()].map(end);
  all.clear();
  await Promise.all(ended);
}

function grounds({ database }: DataFolder): Map<string, Kept> {
  const held = database();
  const all = keptOf.get(held) ?? new Map<string, Kept>();
  keptOf.set(held, all);
  return all;
}

function isOld({ madeAt }: Kept, { now }: Wanted): boolean {
  return now - madeAt > OLDEST_MS || now < madeAt;
}

function make(folder: DataFolder, wanted: Wanted, watching: Watching): Kept {
  const made = (async () => {
    const work = await folder.database().separate();
    const own = await reserveTables(work);
    try {
      const rows = await makeRows(work, own.prefix, wanted, watching);
      const drop = async (): Promise<void> => {
        const separate = await folder.database().separate();
        await own.drop(separate).finally(separate.close);
      };
      return { rows, readAt: wanted.now, drop };
    } catch (error) {
      await own.drop(work);
      throw error;
    } finally {
      await work.close();
    }
  })();
  const kept = { made, madeAt: wanted.now, isMade: false, users: 0, isOver: false };
  made.then(
    () => {
      kept.isMade = true;
    },
    () => undefined,
  );
  const all = grounds(folder);
  const forget = (): void => {
    if (all.get(wanted.key) === kept) all.delete(wanted.key);
    void end(kept);
  };
  if (!wanted.once) setTimeout(forget, OLDEST_MS).unref();
  return kept;
}

/** Lets the longest unused go where there are too many, and what has gone as soon as nobody looks at it. */
async function leave(all: Map<string, Kept>, kept: Kept): Promise<void> {
  const [oldest] = all;
  if (all.size > MOST && oldest !== undefined) {
    all.delete(oldest[0]);
    await end(oldest[1]);
  }
  if (kept.isOver) await end(kept);
}

async function end(kept: Kept): Promise<void> {
  kept.isOver = true;
  if (kept.users > 0) return;
  await kept.made.then(async ({ drop }) => await drop()).catch(() => undefined);
}
