import { readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writes in one step, so that commands started at the same time never read half a file. */
export function replace(path, contents) {
  const unfinished = `${path}.${process.pid}.tmp`;
  writeFileSync(unfinished, contents);
  renameSync(unfinished, path);
}

/** Whether the file is there and newer than all of its sources (files or folders). */
export function isCurrent(built, sources) {
  const time = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return sources.every((path) => isOlder(path, time));
}

/** A folder's own time counts too: it changes when a file is removed or renamed. */
function isOlder(path, time) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return true;
  if (stats.mtimeMs > time) return false;
  return !stats.isDirectory() || readdirSync(path).every((name) => isOlder(join(path, name), time));
}
