import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/** The threads of this process on Linux; other systems have no such list. */
const THREADS = '/proc/self/task';

/**
 * Starts something and lets the threads that it brings along give way to all others: an engine's own threads help
 * whoever asks much of it, while each query also has a thread of ours. Small questions then never wait for large ones.
 */
export async function givingWay<T>(start: () => Promise<T>): Promise<T> {
  const before = new Set(threads());
  const started = await start();
  for (const thread of threads()) {
    if (before.has(thread)) continue;
    try {
      setPriority(Number(thread), constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // Gone already, or a system that forbids it: then nobody gives way.
    }
  }
  return started;
}

function threads(): readonly string[] {
  try {
    return readdirSync(THREADS);
  } catch {
    return [];
  }
}
