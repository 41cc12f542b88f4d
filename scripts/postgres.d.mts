/** Starts a PostgreSQL of our own, which is gone when the process ends, and gives its URL. */
export function startPostgres(): Promise<string>;
