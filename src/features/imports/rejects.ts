import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { type EmbeddedDatabase, streamRows } from '../../db/embedded.ts';
import type { Day } from '../../domain/calendar.ts';
import type { Text } from '../../domain/text.ts';
import { as, commas, type Expression, or } from '../../sql/expression.ts';
import type { DoubtedRows } from './collapse.ts';
import { type Fault, faultsOf } from './faults.ts';
import { hasDue, ROWS_PER_FILE, refundedOfDue } from './load-orders.ts';
import { type RowReason, reasonText } from './row-reasons.ts';
import { isRefund } from './settled-rows.ts';
import { stagedDoubts } from './staged-doubts.ts';
import { columnName, isFilled, isRow, joinedRows, type StagedField, type StagedFile } from './staged-file.ts';

/** A value for which a row was left out, or its cell left blank; `record` counts the file's records from 0. */
export interface Reject {
  readonly record: number;
  readonly column: string;
  readonly value: string;
  readonly reason: Text;
  /** The row is kept, only the cell is blank. */
  readonly blanked: boolean;
}

/** Rows of a file that have the same thing wrong with them. */
export interface Finding {
  readonly reason: RowReason;
  /** The field it is about, where it is about one. */
  readonly field: StagedField | null;
  /** The header's name of its column; empty where the row as a whole is meant. */
  readonly column: string;
  readonly rows: number;
  /** The first of the values; empty where there is none. */
  readonly example: string;
}

export interface RowCounts {
  /** Rows with anything in them but sums of others. */
  readonly rows: number;
  /** Lines that add up others (合计, Total): no rows, whatever is wrong with them. */
  readonly totals: number;
  /** Rows of which what was given back is told by what was due alone; none where that is not so. */
  readonly lacking?: number;
  /** Rows left out, each counted once. */
  readonly rejected: number;
  /** Why rows were left out, the commonest first. A row with two faults is in both. */
  readonly findings: readonly Finding[];
  /** Why cells were left blank in rows that were kept, the commonest first. */
  readonly blanked: readonly Finding[];
  /** Of a settlement: rows that are no refunds and were passed over, such as payments and fees. */
  readonly passedOver?: number;
  /** Of a customer list: columns without any value, which take nothing away. */
  readonly blankColumns?: readonly string[];
  /** Good rows that are hardly meant; orders' are told of when rows have become orders. */
  readonly doubted: readonly DoubtedRows[];
}

/** A finding's reason in words. */
export function findingText({ reason, field }: Finding): Text {
  return reasonText(reason, field?.choices);
}

/**
 * Every unreadable or missing value of a file, row by row; of an order file, by its position among the files,
 * also the rows that name an order of another customer.
 */
export async function* rejectsOf(
  db: EmbeddedDatabase,
  staged: StagedFile,
  position: number,
): AsyncGenerator<Reject> {
  const faults = faultsOf(staged);
  const rows = sql`${joinedRows(staged)} where ${isRow(staged)}`;
  const parts = faults.map(
    ({ holds, reason, value }, index) =>
      sql`select staged.rowid as record, ${sql.lit(index)} as fault, ${value} as value, ${reason} as reason
        from ${rows} and ${holds}`,
  );
  if (staged.kind === 'orders') {
    parts.push(sql`select row_id - ${firstRow(position)} as record, ${sql.lit(faults.length)} as fault,
      ${orderWritten} as value, 'other-customer' as reason from foreign_rows where ${isOf(position)}`);
  }
  const all = sql`select * from (${sql.join(parts, sql` union all `)}) as rejects order by record, fault`;
  for await (const [record, fault, value, reason] of streamRows(db, all)) {
    const { field = null, column, rejects = true } = faults[Number(fault)] ?? {};
    yield {
      record: Number(record),
      column: column ?? orderColumn(staged),
      value: value === null ? '' : String(value),
      reason: reasonText(String(reason) as RowReason, field?.choices),
      blanked: !rejects,
    };
  }
}

/** How many rows a file has, how many of them were left out, and for what; with `today`, how many are in doubt. */
export async function countRows(
  db: EmbeddedDatabase,
  staged: StagedFile,
  today: Day | null = null,
): Promise<RowCounts> {
  const faults = faultsOf(staged);
  const bad = or(faults.filter(({ rejects }) => rejects).map(({ holds }) => holds));
  const doubts = today === null ? [] : stagedDoubts(staged, today);
  const counts = [
    as(sql`count(*)`, 'rows'),
    as(sql`count(*) filter (where ${bad})`, 'rejected'),
    ...(staged.kind === 'settlements'
      ? [as(sql`count(*) filter (where not ${isRefund(staged)})`, 'passed')]
      : []),
    ...(hasDue(staged)
      ? [as(sql`count(*) filter (where (${refundedOfDue(staged)}) is not null and not ${bad})`, 'lacking')]
      : []),
    ...faults.map(({ holds }, index) => as(sql`count(*) filter (where ${holds})`, `fault${index}`)),
    ...doubts.map(({ holds }, index) =>
      as(sql`count(*) filter (where ${holds} and not ${bad})`, `doubt${index}`),
    ),
  ];
  const source = sql`${joinedRows(staged)} where ${isRow(staged)}`;
  const [counted = {}] = await run(db, sql`select ${commas(counts)} from ${source}`);
  const found: Record<'findings' | 'blanked', Finding[]> = { findings: brokenOf(staged), blanked: [] };
  for (const [index, fault] of faults.entries()) {
    if (Number(counted[`fault${index}`]) === 0) continue;
    found[fault.rejects ? 'findings' : 'blanked'].push(...(await findingsOf(db, fault, source)));
  }
  return {
    rows: Number(counted.rows) + staged.broken.length,
    totals: await totalsOf(db, staged),
    ...(counted.lacking === undefined ? {} : { lacking: Number(counted.lacking) }),
    rejected: Number(counted.rejected) + staged.broken.length,
    findings: byCount(found.findings),
    blanked: byCount(found.blanked),
    doubted: doubts
      .map(({ doubt }, index) => ({ doubt, rows: Number(counted[`doubt${index}`]) }))
      .filter(({ rows }) => rows > 0),
    ...(counted.passed === undefined ? {} : { passedOver: Number(counted.passed) }),
  };
}

async function totalsOf(db: EmbeddedDatabase, staged: StagedFile): Promise<number> {
  if (!staged.hasTotals) return 0;
  const rows = sql`${joinedRows(staged)} where ${isFilled(staged)} and total is not null`;
  const [counted = {}] = await run(db, sql`select count(*) as n from ${rows}`);
  return Number(counted.n);
}

/** The counts with the rows that name an order of another customer, which show once rows became orders. */
export async function withForeignRows(
  db: EmbeddedDatabase,
  staged: StagedFile,
  position: number,
  counts: RowCounts,
): Promise<RowCounts> {
  const [found = {}] = await run(
    db,
    sql`select count(*) as n, arg_min(${orderWritten}, row_id) as example from foreign_rows where ${isOf(position)}`,
  );
  const rows = Number(found.n);
  if (rows === 0) return counts;
  const foreign: Finding = {
    reason: 'other-customer',
    field: staged.fields.find(({ name }) => name === 'order_id') ?? null,
    column: orderColumn(staged),
    rows,
    example: String(found.example),
  };
  return { ...counts, rejected: counts.rejected + rows, findings: byCount([...counts.findings, foreign]) };
}

async function findingsOf(
  db: EmbeddedDatabase,
  { field, column, holds, reason, value }: Fault,
  source: Expression,
): Promise<Finding[]> {
  const rows = await run(
    db,
    sql`select ${reason} as reason, count(*) as n, arg_min(${value}, staged.rowid) as example
      from ${source} and ${holds} group by 1 order by 1`,
  );
  return rows.map((row) => ({
    reason: String(row.reason) as RowReason,
    field,
    column,
    rows: Number(row.n),
    example: String(row.example ?? ''),
  }));
}

/** Rows that could not be told apart into cells. */
function brokenOf({ broken }: StagedFile): Finding[] {
  const reasons = [...new Set(broken.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const rows = broken.filter((row) => row.reason === reason);
    return { reason, field: null, column: '', rows: rows.length, example: rows[0]?.value ?? '' };
  });
}

function byCount(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => b.rows - a.rows);
}

const orderWritten = sql`coalesce(nullif(order_text, ''), cast(order_number as text))`;

function orderColumn(staged: StagedFile): string {
  return columnName(staged, 'order_id') ?? 'order_id';
}

function firstRow(position: number): Expression {
  return sql.lit(position * ROWS_PER_FILE);
}

function isOf(position: number): Expression {
  return sql`row_id >= ${firstRow(position)} and row_id < ${firstRow(position + 1)}`;
}
