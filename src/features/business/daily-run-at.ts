import { type Kysely, sql } from 'kysely';

export const DAILY_RUN_AT = 'daily run at';
const DEFAULT_TIME = '03:00';

/** When everybody is graded anew each day, `HH:MM` in the business's time zone. */
export async function readDailyRunAt(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{
    value: string;
  }>`select value from settings where name = ${DAILY_RUN_AT}`.execute(db);
  return rows[0]?.value ?? DEFAULT_TIME;
}
