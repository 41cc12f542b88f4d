import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { bigint } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import { findVisible } from '../customers/find-visible.ts';
import { readCustomers } from '../customers/reading.ts';
import type { Check } from './check.ts';
import { askedChecks } from './checks.ts';
import { type Confidence, confidenceOf } from './confidence.ts';
import { FULL_SCORE, failingOrders, judgedSql, scoreSql, verdictColumn } from './judged.ts';
import { readNorms } from './norms.ts';

/** How far one customer's data can be trusted. */
export interface CustomerQuality {
  /** 0 to 100. */
  readonly score: number;
  readonly confidence: Confidence;
  /** How many checks could be asked. */
  readonly asked: number;
  /** Those that fail; of checks of orders with how many of them do. */
  readonly failing: readonly { readonly check: Check; readonly orders: number }[];
}

/** What the checks say of one customer. Throws an AppError for who is not there or not to be seen. `now` in milliseconds since 1970. */
export async function customerQuality(
  folder: DataFolder,
  visibility: Visibility,
  id: bigint,
  now: number,
): Promise<CustomerQuality> {
  return await readCustomers(folder, async (reading) => {
    const customer = await findVisible(reading, visibility, id);
    const norms = await readNorms(folder, reading, now);
    const checks = askedChecks(norms);
    const only = sql`customer_id = ${bigint(customer.id)}`;
    const { rows } = await sql<
      Readonly<Record<string, bigint | number | null>>
    >`select *, ${scoreSql(checks, reading.dialect)} as score
      from (${judgedSql({ checks, norms, only })}) as judged`.execute(reading.db);
    const row = rows[0] ?? {};
    const verdict = (check: Check): number | null => {
      const read = row[verdictColumn(check)] ?? null;
      return read === null ? null : Number(read);
    };
    const score = Number(row.score ?? FULL_SCORE);
    return {
      score: score / (FULL_SCORE / 100),
      confidence: confidenceOf(score),
      asked: checks.filter((check) => verdict(check) !== null).length,
      failing: checks
        .filter((check) => verdict(check) === 1)
        .map((check) => ({ check, orders: Number(row[failingOrders(check)] ?? 0) })),
    };
  });
}
