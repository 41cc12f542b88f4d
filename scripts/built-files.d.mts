/** Writes in one step, so that commands started at the same time never read half a file. */
export function replace(path: string, contents: Uint8Array): void;

/** Whether the file is there and newer than all of its sources (files or folders). */
export function isCurrent(built: string, sources: readonly string[]): boolean;
