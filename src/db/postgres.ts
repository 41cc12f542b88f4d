import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Dialect } from '../sql/expression.ts';
import type { Database } from './database.ts';

const dialect: Dialect = {
  quotient: (dividend, divisor) =>
    sql`cast(div(cast(${dividend} as numeric), cast(${divisor} as numeric)) as bigint)`,
  // The lower half of the sum, its bytes in the order in which the embedded engine reads them.
  hash: (text) =>
    sql`(('x' || encode(substring(decode(md5(${text}), 'hex') from 9 for 8), 'hex'))::bit(64)::bigint & 9223372036854775807)`,
  jsonType: 'jsonb',
  joinNextGreater: (table, column, than, alias) =>
    sql` left join lateral (select * from ${sql.table(table)} as greater where greater.${sql.ref(column)} > ${than}
      order by greater.${sql.ref(column)} limit 1) as ${sql.ref(alias)} on true`,
  rowsOfJson: (rows, columns) => {
    const typed = columns.map(({ name, type }) => sql`${sql.id(name)} ${sql.raw(type)}`);
    return sql`(select * from jsonb_to_recordset(cast(${rows} as jsonb)) as given(${sql.join(typed)}))`;
  },
};

const INT8 = 20;
const DATE = 1082;

/** Integers of 64 bits as bigint and days as text, as the embedded engine gives them. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === INT8) return (value: string) => BigInt(value);
    if (oid === DATE) return (value: string) => value;
    return pg.types.getTypeParser(oid, format);
  },
};

/** Opens PostgreSQL; all queries see the tables of one schema. */
export function openPostgres(url: string, schema = 'public'): Database {
  const pool = new pg.Pool({
    connectionString: url,
    types,
    max: 4,
    // To compile a scheme's long expressions takes PostgreSQL longer than to run them.
    options: `-c search_path=${schema} -c timezone=UTC -c jit=off`,
  });
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return { kysely, dialect, close: () => kysely.destroy() };
}
