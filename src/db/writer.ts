import type { Kysely } from 'kysely';
import { type CommitLog, openCheckpoints } from './checkpoints.ts';
import type { CommitMark } from './commit-mark.ts';
import { isConflict, isCut, isInvalidated } from './engine-errors.ts';

/**
 * Changes of a database. It must only touch the database, as it may be run again: DuckDB has no savepoints,
 * so that when one of several changes in a transaction fails, the others start anew.
 */
export type Change<T> = (trx: Kysely<unknown>) => Promise<T>;

/** The one way to write: one change after the other, several of them made durable together. */
export interface Writer {
  /** Resolves with the change's result once it is on disk. */
  readonly write: <T>(change: Change<T>) => Promise<T>;
  /** The same of what can be done in parts: it is refused at once, not put off, where long work beside it has changed the same rows. */
  readonly tryWrite: <T>(change: Change<T>) => Promise<T>;
  /** The same for one slice of long work: what waits in `write` goes first, up to a limit. Slices should take under 50 ms. */
  readonly writeSlice: <T>(change: Change<T>) => Promise<T>;
  /** Counts commits: while it stays the same, so does all that can be read. */
  readonly version: () => number;
  /** Resolves when nothing waits any more; changes asked for later are refused. */
  readonly close: () => Promise<void>;
}

interface Waiting {
  /** How often it was put off as long work beside it has changed the same rows. */
  rounds: number;
  /** Whether it is refused instead of put off. */
  readonly impatient: boolean;
  readonly queue: Waiting[];
  readonly change: Change<unknown>;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** As many changes share one commit; more would make the first of them wait. */
const GROUP = 64;
/** After as many groups of changes a slice of long work has its turn, so that it ends while changes never cease. */
const GROUPS_BEFORE_SLICE = 4;
/** How long until it is tried again to open a database that would not open, as on a full disk. */
const RETRY_MS = 1000;
/** Long work on a connection of its own may have touched the same row first: as often it is tried at once. */
const ATTEMPTS = 5;
/** Then it is put off, and tried once each time, until that work has ended, this often at most: about a minute, while others go on. */
const ROUNDS = 60;
const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1000;

export interface Writable {
  /** Over a connection that nobody else writes through. */
  readonly kysely: () => Kysely<unknown>;
  readonly mark: Pick<CommitMark, 'count' | 'note'>;
  /** Where the engine does not see to it by itself. */
  readonly log?: CommitLog;
  /** Opens the database anew after an error that the engine does not recover from by itself. */
  readonly reopen: () => Promise<void>;
}

/** Puts changes in a queue. */
export function openWriter(database: Writable): Writer {
  const urgent: Waiting[] = [];
  const slices: Waiting[] = [];
  let working: Promise<void> | null = null;
  let closed = false;
  let version = 0;
  const mender = mend(database);
  const checkpoints =
    database.log &&
    openCheckpoints(database.log, {
      refused: mender.after,
      rested: () => {
        if (!closed) working ??= rest();
      },
    });
  const putOff = new Set<() => void>();
  const committing: Committing = {
    after: mender.after,
    later: (waiting) => {
      if (closed || waiting.impatient || waiting.rounds >= ROUNDS) return false;
      const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** waiting.rounds++);
      const again = (): void => {
        clearTimeout(timer);
        putOff.delete(again);
        waiting.queue.push(waiting);
        working ??= work();
      };
      const timer = setTimeout(again, pause);
      putOff.add(again);
      return true;
    },
    commit: async (work) => {
      const { done, mark } = await database
        .kysely()
        .transaction()
        .execute(async (trx) => ({ done: await work(trx), mark: await database.mark.count(trx) }));
      database.mark.note(mark);
      version++;
      checkpoints?.committed();
      return done;
    },
  };

  const rest = async (): Promise<void> => {
    await (mender.broken() === null ? checkpoints?.takeOverIfDue() : null);
    await work();
  };
  // Only what finds the queues empty may say so, without a turn between: a change that came then would wait for ever.
  const work = async (): Promise<void> => {
    try {
      for (let groups = 0; ; groups++) {
        const turn = urgent.length === 0 || groups >= GROUPS_BEFORE_SLICE;
        const slice = turn ? slices.shift() : undefined;
        if (slice !== undefined) groups = -1;
        const group = slice === undefined ? urgent.splice(0, GROUP) : [slice];
        if (group.length === 0) return;
        if (mender.broken() === null) {
          await commitTogether(committing, group);
          await checkpoints?.takeOverIfDue();
          continue;
        }
        for (const { reject } of group) reject(mender.broken());
        // What ended without a turn between would end before it is known to be `working`, for ever.
        await null;
      }
    } finally {
      working = null;
      checkpoints?.pause();
    }
  };
  const enqueue =
    (queue: Waiting[], impatient = false) =>
    <T>(change: Change<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        if (closed) {
          reject(new Error('the database is closing'));
          return;
        }
        const waiting = { rounds: 0, impatient, queue, change, reject };
        queue.push({ ...waiting, resolve: resolve as Waiting['resolve'] });
        working ??= work();
      });

  return {
    write: enqueue(urgent),
    tryWrite: enqueue(urgent, true),
    writeSlice: enqueue(slices),
    version: () => version,
    close: async () => {
      closed = true;
      for (const again of [...putOff]) again();
      while (working !== null) await working;
      checkpoints?.stop();
      await mender.stop();
    },
  };
}

type AfterError = (error: unknown) => Promise<void>;

interface Committing {
  /** Runs work in a transaction; it is on disk when this resolves. */
  readonly commit: <T>(work: Change<T>) => Promise<T>;
  readonly after: AfterError;
  /** Puts a change off; false where that was done often enough. */
  readonly later: (waiting: Waiting) => boolean;
}

/** One commit for all; if anything fails, one for each, so that only what is at fault fails, as what was put off may be again. */
async function commitTogether(committing: Committing, waiting: readonly Waiting[]): Promise<void> {
  const group = waiting.filter(({ rounds }) => rounds === 0);
  for (const each of waiting) if (each.rounds > 0) await commitAlone(committing, each);
  if (group.length === 0) return;
  const [only] = group;
  if (only !== undefined && group.length === 1) return await commitAlone(committing, only);
  try {
    const results = await committing.commit(async (trx) => {
      const done: unknown[] = [];
      for (const { change } of group) done.push(await change(trx));
      return done;
    });
    for (const [index, { resolve }] of group.entries()) resolve(results[index]);
  } catch (error) {
    await committing.after(error);
    for (const each of group) await commitAlone(committing, each);
  }
}

async function commitAlone(committing: Committing, waiting: Waiting, attempt = 1): Promise<void> {
  try {
    waiting.resolve(await committing.commit(waiting.change));
  } catch (error) {
    await committing.after(error);
    const attempts = waiting.impatient || (waiting.rounds > 0 && !isCut(error)) ? 1 : ATTEMPTS;
    if (isConflict(error) && attempt < attempts) return await commitAlone(committing, waiting, attempt + 1);
    if (isConflict(error) && !isCut(error) && committing.later(waiting)) return;
    waiting.reject(error);
  }
}

interface Mender {
  /** To be told of every error. */
  readonly after: AfterError;
  /** Why the database does not open; null when it is well. */
  readonly broken: () => unknown;
  readonly stop: () => Promise<void>;
}

/** Opens an invalidated database anew; where that fails too, again and again until it succeeds or is stopped. */
function mend(database: Writable): Mender {
  let broken: unknown = null;
  let timer: NodeJS.Timeout | undefined;
  let trying: Promise<void> = Promise.resolve();
  const reopen = async (): Promise<void> => {
    try {
      await database.reopen();
      broken = null;
    } catch (error) {
      broken = error;
      timer = setTimeout(() => {
        trying = reopen();
      }, RETRY_MS);
      timer.unref();
    }
  };
  return {
    after: async (error) => {
      if (isInvalidated(error) && broken === null) await reopen();
    },
    broken: () => broken,
    stop: async () => {
      clearTimeout(timer);
      await trying;
      clearTimeout(timer);
    },
  };
}
