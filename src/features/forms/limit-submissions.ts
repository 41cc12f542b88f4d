import { type Kysely, sql } from 'kysely';
import { AppError } from '../../domain/app-error.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { isoMoment, momentSql } from '../register/recording.ts';

const WINDOW_MS = 15 * 60_000;
/** People of one shop share its network. */
const OF_AN_ADDRESS = 30;
const OF_A_FORM = 300;

/** Refuses what is more than people fill in within a quarter of an hour. Throws an AppError `too-many-attempts` that says how long to wait. */
export async function limitSubmissions(
  trx: Kysely<unknown>,
  { form, address, at }: { readonly form: bigint; readonly address: string; readonly at: number },
): Promise<void> {
  const waits = [
    await waitOf(trx, sql`address_hash = ${address}`, OF_AN_ADDRESS, at),
    await waitOf(trx, sql`form_id = ${bigint(form)}`, OF_A_FORM, at),
  ];
  const wait = Math.max(...waits);
  if (wait <= 0) return;
  const minutes = Math.ceil(wait / 60_000);
  throw new AppError(
    'too-many-attempts',
    {
      zh: `提交得太频繁，请 ${minutes} 分钟后再试`,
      en: `too many were sent; try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
    },
    Math.ceil(wait / 1000),
  );
}

/** How many milliseconds until fewer than `allowed` are younger than the window; 0 or less: they are. */
async function waitOf(trx: Kysely<unknown>, which: Expression, allowed: number, at: number): Promise<number> {
  const { rows } = await sql<{
    n: bigint;
    oldest: string | null;
  }>`select count(*) as n, cast(min(came_at) as text) as oldest from (select came_at from form_submissions
    where source = 'page' and ${which} and came_at > ${momentSql(at - WINDOW_MS)} and came_at <= ${momentSql(at)}
    order by came_at desc limit ${sql.lit(allowed)}) as latest`.execute(trx);
  const { n = 0n, oldest = null } = rows[0] ?? {};
  if (n < allowed || oldest === null) return 0;
  return Date.parse(isoMoment(oldest)) + WINDOW_MS - at;
}
