import { sql } from 'kysely';
import type { Queryable } from '../../db/database.ts';
import { InputError, problem } from '../../domain/problem.ts';
import type { PartRow } from './part.ts';

/** Throws an InputError that names every customer of the rows who is not in the register. */
export async function refuseUnknownCustomers(
  { kysely, dialect }: Pick<Queryable, 'kysely' | 'dialect'>,
  rows: readonly PartRow[],
): Promise<void> {
  const named = rows.flatMap(({ customer_id: id }) => (typeof id === 'string' ? [{ customer_id: id }] : []));
  if (named.length === 0) return;
  const given = dialect.rowsOfJson(JSON.stringify(named), [{ name: 'customer_id', type: 'text' }]);
  const { rows: unknown } = await sql<{
    id: string;
  }>`select distinct given.customer_id as id from ${given} as given
    left join customer_names as c on c.external_id = given.customer_id where c.customer_id is null order by 1`.execute(
    kysely,
  );
  if (unknown.length === 0) return;
  throw new InputError(
    unknown.map(({ id }) =>
      problem(
        'unknown-customer',
        id,
        '没有这位客户；请先导入 customers.csv 和 orders.csv',
        'there is no such customer; import customers.csv and orders.csv first',
      ),
    ),
  );
}
