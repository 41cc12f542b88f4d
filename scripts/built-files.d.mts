/** Whether the file is there and newer than all of its sources (files or folders). */
export function isCurrent(built: string, sources: readonly string[]): boolean;
