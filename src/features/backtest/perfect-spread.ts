import { sql } from 'kysely';
import { type Queryable, run } from '../../db/database.ts';
import { type Expression, wide } from '../../sql/expression.ts';

/** The `spread` of customers who are ranked by their amounts: over the different ones, each with those who have it. */
export async function perfectSpread(work: Queryable, amount: Expression, from: Expression): Promise<bigint> {
  const amounts = sql`select ${amount} as amount, count(*) as n from ${from} group by 1`;
  const placed = sql`select amount, n, sum(n) over (order by amount) - n as below, sum(n) over () as everybody
    from (${amounts}) as amounts`;
  const term = sql`${wide(sql`amount`)} * ${wide(sql`n`)} * ${wide(sql`2 * below + n - everybody`)}`;
  const [row] = await run(work, sql`select cast(sum(${term}) as text) as spread from (${placed}) as placed`);
  return BigInt(String(row?.spread ?? 0));
}
