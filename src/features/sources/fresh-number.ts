import { type Kysely, sql } from 'kysely';
import { bigint } from '../../sql/expression.ts';

/**
 * The next number of a source or of a delivery that waits. It never comes again, also when what had it is gone: whoever still looks at an old
 * page changes nothing else by it. In the transaction in which it is used.
 */
export async function freshNumber(trx: Kysely<unknown>, of: 'source' | 'delivery'): Promise<bigint> {
  const { rows } = await sql<{ last: bigint }>`update source_numbers set last_number = last_number + 1
    where what = ${of} returning last_number as last`.execute(trx);
  const [row] = rows;
  if (row !== undefined) return row.last;
  await sql`insert into source_numbers values (${of}, ${bigint(1n)})`.execute(trx);
  return 1n;
}
