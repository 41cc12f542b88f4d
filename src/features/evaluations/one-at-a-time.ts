import type { DataFolder } from '../../db/data-folder.ts';

interface Turn {
  readonly key: string;
  readonly result: Promise<unknown>;
}

interface Queue {
  /** Ends when all that was asked for has. */
  tail: Promise<unknown>;
  /** Asked for and not begun. */
  readonly waiting: Turn[];
}

const queues = new WeakMap<object, Queue>();

/** The same for a folder, and among all servers on its database. */
export async function inFolderTurn<T>(folder: DataFolder, key: string, work: () => Promise<T>): Promise<T> {
  return await inTurn(folder, key, async () => await folder.turns.wait('evaluation', work));
}

/**
 * Works for one owner one after the other. A work that waits is shared by all who ask for one of the same key; one
 * that has begun is not, as it may have seen less than they know.
 */
export async function inTurn<T>(owner: object, key: string, work: () => Promise<T>): Promise<T> {
  const queue = queues.get(owner) ?? { tail: Promise.resolve(), waiting: [] };
  queues.set(owner, queue);
  const waiting = queue.waiting.find((turn) => turn.key === key);
  if (waiting !== undefined) return await (waiting.result as Promise<T>);
  const result = queue.tail.then(async () => {
    queue.waiting.splice(
      queue.waiting.findIndex((turn) => turn.result === result),
      1,
    );
    return await work();
  });
  queue.waiting.push({ key, result });
  queue.tail = result.catch(() => undefined);
  return await result;
}
