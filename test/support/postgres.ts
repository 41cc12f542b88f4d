/**
 * The PostgreSQL to test with, `undefined` when the run has none (`npm run check`): skip the suite then, with
 * `describe.skipIf(postgresUrl() === undefined)`. Under `npm test` a missing one is an error, never a skip.
 */
export function postgresUrl(): string | undefined {
  const url = process.env.TIERBOOK_TEST_POSTGRES;
  if (url) return url;
  if (process.env.TIERBOOK_TEST_POSTGRES_NEEDED) throw new Error('npm test did not start PostgreSQL');
  return undefined;
}
