import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { RecordedSource } from '../../domain/event.ts';
import { and, as, commas, type Expression, literalText, or } from '../../sql/expression.ts';
import { measureNamed } from './event-names.ts';
import { faultsOf } from './faults.ts';
import { ROWS_PER_FILE } from './load-orders.ts';
import { columnName, fieldValue, joinedRows, type StagedFile } from './staged-file.ts';

const separator = sql`chr(31)`;
const texts = ['kind', 'aspect', 'product'] as const;
/** All that an event says but when it was resolved, in the order in which `identifyEvents` has it. */
const said = ['source', 'external_id', 'day', 'at_time', ...texts, 'rating', 'text', 'measure', 'quantity'];

/**
 * Writes the good rows of files with events of one source as a Parquet file with the columns that the register takes. An
 * event is known by all it says and by how often the same stands before it in its file; of several files that say
 * the same the one counts that says when it was resolved.
 */
export async function writeIncomingEvents(
  db: EmbeddedDatabase,
  source: RecordedSource,
  files: readonly StagedFile[],
  path: string,
): Promise<void> {
  const rows = sql.join(
    files.map((staged, index) => rowsOf(staged, index)),
    sql` union all `,
  );
  const places = commas(said.map((name) => sql`coalesce(cast(${sql.ref(name)} as text), '')`));
  const file = sql`row_id // ${sql.lit(ROWS_PER_FILE)}`;
  const told = sql`select *, concat_ws(${separator}, ${places}) as same from
    (select *, ${literalText(source)} as source from (${rows}) as read) as rows_read`;
  const numbered = sql`select *, row_number() over (partition by same, ${file} order by row_id) as occurrence
    from (${told}) as told`;
  const once = sql`select * from (${numbered}) as numbered
    qualify row_number() over (partition by same, occurrence order by resolved_day desc nulls last, row_id) = 1`;
  const id = db.dialect.hash(sql`concat_ws(${separator}, same, occurrence)`);
  const kept = [...said, 'resolved_day'].map((name) => sql.ref(name));
  const select = sql`select ${commas([...kept, as(id, 'event_id')])} from (${once}) as events`;
  await run(db, sql`copy (${select}) to ${sql.lit(path)} (format parquet, compression lz4_raw)`);
}

/** The good rows of a file. */
function rowsOf(staged: StagedFile, index: number): Expression {
  const typed = (field: string, type: string, name = field): Expression =>
    as(sql`cast(${fieldValue(staged, field)} as ${sql.raw(type)})`, name);
  const bad = faultsOf(staged).filter(({ rejects }) => rejects);
  const columns = [
    as(sql`cast(${sql.lit(index * ROWS_PER_FILE)} as bigint) + staged.rowid`, 'row_id'),
    typed('customer_id', 'text', 'external_id'),
    typed('at', 'date', 'day'),
    as(sql`nullif(${fieldValue(staged, 'at_time')}, '')`, 'at_time'),
    ...['aspect', 'product', 'text'].map((name) => typed(name, 'text')),
    typed('rating', 'bigint'),
    ...kindAndQuantity(staged),
    as(measureSql(staged), 'measure'),
    typed('resolved_at', 'date', 'resolved_day'),
  ];
  return sql`select ${commas(columns)} from ${joinedRows(staged)} where total is null and not ${or(bad.map(({ holds }) => and([holds])))}
    and (${fieldValue(staged, 'customer_id')}) is not null`;
}

/** Points that nothing is said of are adjusted, and those that are spent or expired lower the balance, however they are written. */
function kindAndQuantity(staged: StagedFile): Expression[] {
  const kind = sql`cast(${fieldValue(staged, 'kind')} as text)`;
  const quantity = sql`cast(${fieldValue(staged, 'quantity')} as bigint)`;
  if (staged.kind !== 'points') return [as(kind, 'kind'), as(quantity, 'quantity')];
  const lowers = sql`${kind} in ('spent', 'expired')`;
  return [
    as(sql`coalesce(${kind}, 'adjusted')`, 'kind'),
    as(sql`case when ${lowers} then -abs(${quantity}) else ${quantity} end`, 'quantity'),
  ];
}

/** A file of usage may say what its quantities measure in the name of their column alone. */
function measureSql(staged: StagedFile): Expression {
  const named = columnMeasure(staged);
  return named === null ? sql`cast(${fieldValue(staged, 'measure')} as text)` : literalText(named);
}

/** What a file of usage measures by the name of a column; null where its rows say so, or nothing does. */
export function columnMeasure(staged: StagedFile): string | null {
  if (staged.kind !== 'usage' || staged.fields.some(({ name }) => name === 'measure')) return null;
  const column = columnName(staged, 'quantity');
  return column === undefined ? null : measureNamed(column);
}
