import { sql } from 'kysely';
import type { Dialect } from '../sql/expression.ts';

export const postgresDialect: Dialect = {
  quotient: (dividend, divisor) =>
    sql`cast(div(cast(${dividend} as numeric), cast(${divisor} as numeric)) as bigint)`,
  // The last eight bytes of the sum, the last of them first, as the embedded engine reads them: each letter stands for a digit.
  hash: (text) =>
    sql`(('x' || translate('opmnklijghefcdab', 'abcdefghijklmnop', substr(md5(${text}), 17)))::bit(64)::bigint & 9223372036854775807)`,
  jsonType: 'jsonb',
  checksum: (columns) => sql`bit_xor(hashtextextended(cast(row(${sql.join([...columns])}) as text), 0))`,
  joinNextGreater: (table, column, than, alias) =>
    sql` left join lateral (select * from ${sql.table(table)} as greater where greater.${sql.ref(column)} > ${than}
      order by greater.${sql.ref(column)} limit 1) as ${sql.ref(alias)} on true`,
  rowsOfJson: (rows, columns) => {
    const typed = columns.map(({ name, type }) => sql`${sql.id(name)} ${sql.raw(type)}`);
    return sql`(select * from jsonb_to_recordset(cast(${rows} as jsonb)) as given(${sql.join(typed)}))`;
  },
};
