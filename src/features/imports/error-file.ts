import { join } from 'node:path';
import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import { type EmbeddedDatabase, streamRows } from '../../db/embedded.ts';
import { readCsv } from '../../db/read-csv.ts';
import type { Lang } from '../../domain/text.ts';
import { guarded } from '../../domain/tidy/guarded-text.ts';
import { commas, type Expression, or } from '../../sql/expression.ts';
import { encodeText, writtenEncoding } from '../files/encode-text.ts';
import { isLinewise, isNamed } from '../files/open-table.ts';
import { openOutput } from '../files/output.ts';
import { writeWorkbook } from '../files/write-workbook.ts';
import type { FileReport } from '../grade/report.ts';
import { type Fault, faultsOf } from './faults.ts';
import { orderRef } from './join-items.ts';
import { ROWS_PER_FILE } from './load-orders.ts';
import { REASON_MARK, reasonColumn, reasonPlaces } from './reason-column.ts';
import { type RowReason, reasonText } from './row-reasons.ts';
import { isRow, joinedRows, type StagedFile } from './staged-file.ts';

/** A file with the rows of another that could not be taken, to be mended and imported alone. */
export interface ErrorFile {
  /** Which of the files it is of, from 0. */
  readonly position: number;
  /** As it is called where it is downloaded. */
  readonly name: string;
  /** All its rows, also those that are there for others of their order. */
  readonly rows: number;
}

/**
 * Writes the error files of all files that need one into a folder, each under its position. They have the columns of
 * their originals and one more with the reasons, in place of earlier ones; the same separators and encoding (UTF-8 for what cannot be written), workbooks
 * for workbooks, CSV for JSON and Parquet. An order is in it with all its rows, so that it comes back whole. Bounded memory.
 */
export async function writeErrorFiles(
  db: EmbeddedDatabase,
  files: readonly FileReport[],
  folder: string,
  lang: Lang,
): Promise<ErrorFile[]> {
  if (!files.some(({ counts }) => counts.findings.length + counts.blanked.length > 0)) return [];
  for (const [position, { staged }] of files.entries()) await listFaulty(db, staged, position);
  await addOthersOfOrders(db, files);
  const written: ErrorFile[] = [];
  for (const [position, { staged }] of files.entries()) {
    const [{ n } = {}] = await run(db, sql`select count(*) as n from ${faulty(position)}`);
    const rows = Number(n) + staged.broken.length;
    if (rows === 0) continue;
    const name = nameOf(staged, lang);
    await writeOne(db, staged, position, join(folder, String(position)), lang);
    written.push({ position, name, rows });
  }
  return written;
}

/** `record, faults`: the rows with anything wrong, and what, as `place of the fault:reason` with commas between. */
function faulty(position: number): Expression {
  return sql.table(`error_rows_${position}`);
}

async function listFaulty(db: EmbeddedDatabase, staged: StagedFile, position: number): Promise<void> {
  const faults = faultsOf(staged);
  const rows = sql`${joinedRows(staged)} where ${isRow(staged)}`;
  const told = faults.map(
    ({ holds, reason }, place) => sql`case when ${holds} then ${sql.lit(`${place}:`)} || ${reason} end`,
  );
  const any = or(faults.map(({ holds }) => holds));
  const parts = [
    sql`select staged.rowid as record, concat_ws(',', ${commas(told)}) as faults from ${rows} and ${any}`,
  ];
  if (staged.kind === 'orders') {
    const first = sql.lit(position * ROWS_PER_FILE);
    parts.push(sql`select row_id - ${first} as record, ':other-customer' as faults from foreign_rows
      where row_id >= ${first} and row_id < ${sql.lit((position + 1) * ROWS_PER_FILE)}`);
  }
  await run(
    db,
    sql`create table ${faulty(position)} as select record, string_agg(faults, ',') as faults
      from (${sql.join(parts, sql` union all `)}) as found group by record`,
  );
}

/** Adds the other rows of orders that lack a row: without them the order would come back with fewer lines than it has. */
async function addOthersOfOrders(db: EmbeddedDatabase, files: readonly FileReport[]): Promise<void> {
  const numbered = [...files.entries()].filter(
    ([, { staged }]) => staged.kind === 'orders' && staged.fields.some(({ name }) => name === 'order_id'),
  );
  if (numbered.length === 0) return;
  const refs = numbered.map(
    ([position, { staged }]) => sql`select ${orderRef(staged)} as ref from ${joinedRows(staged)}
      where staged.rowid in (select record from ${faulty(position)} as listed)`,
  );
  await run(
    db,
    sql`create table error_orders as select distinct ref from (${sql.join(refs, sql` union all `)}) as refs
      where ref is not null`,
  );
  for (const [position, { staged }] of numbered) {
    await run(
      db,
      sql`insert into ${faulty(position)} select staged.rowid, ':of-order' from ${joinedRows(staged)}
        where (${orderRef(staged)}) in (select ref from error_orders)
          and staged.rowid not in (select record from ${faulty(position)} as listed)`,
    );
  }
}

const BATCH = 2000;

type Row = readonly (string | null)[];

async function writeOne(
  db: EmbeddedDatabase,
  staged: StagedFile,
  position: number,
  path: string,
  lang: Lang,
): Promise<void> {
  const { file } = staged;
  const output = await openOutput(path);
  try {
    const names = [...headerOf(staged), reasonColumn[lang]];
    const batches = errorRows(db, staged, position, lang);
    if (file.format === 'xlsx') {
      const columns = names.map((name) => ({ name, type: 'text' as const }));
      await writeWorkbook(columns, batches, output.write);
    } else {
      // A spreadsheet, where the rows will be mended, knows UTF-8 by its mark.
      const encoding = file.format === 'csv' ? writtenEncoding(file.encoding) : 'utf-8-bom';
      const delimiter = file.given ?? file.delimiter;
      await output.write(encodeText(line(names, delimiter), encoding, true));
      for await (const rows of batches) {
        const lines = rows.map((row) => line(row, delimiter)).join('');
        await output.write(encodeText(lines, encoding, false));
      }
    }
    await output.finish();
  } finally {
    await output.discard();
  }
}

/** Of a file without a header the fields' own names, which are known wherever they stand. */
function headerOf({ file, fields }: StagedFile): readonly string[] {
  const own = (index: number): string | undefined =>
    fields.find(({ column, kind }) => column === index && kind !== 'time')?.name;
  return ownPlaces(file).map(
    (index) => (isNamed(file) ? undefined : own(index)) ?? file.columns[index] ?? '',
  );
}

/** The columns but those in which an earlier error file gave its reasons. */
function ownPlaces(file: StagedFile['file']): readonly number[] {
  const reasons = reasonPlaces(file);
  return [...file.columns.keys()].filter((place) => !reasons.includes(place));
}

/** The faulty rows as they stand in the file, each with its reasons; at last those that could not be told apart into cells. */
async function* errorRows(
  db: EmbeddedDatabase,
  staged: StagedFile,
  position: number,
  lang: Lang,
): AsyncGenerator<readonly Row[]> {
  const { file } = staged;
  const width = file.columns.length;
  const places = ownPlaces(file);
  const cells = places.map((place) => sql.ref(`c${place}`));
  const text = readCsv({ ...file, columns: width, padded: isLinewise(file) });
  const numbered = sql`select *, row_number() over () - 1 as record from ${text}`;
  const rows = sql`select faults, ${commas(cells)} from (${numbered}) as numbered
    join ${faulty(position)} as listed on listed.record = numbered.record order by numbered.record`;
  const words = wordsOf(faultsOf(staged), lang);
  let batch: Row[] = [];
  for await (const [faults, ...row] of streamRows(db, rows)) {
    batch.push([...row.map((cell) => (cell === null ? null : String(cell))), words(String(faults))]);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  for (const { value, reason } of staged.broken) {
    const blank = Array.from({ length: places.length - 1 }, () => null);
    batch.push([value, ...blank, `${REASON_MARK}${reasonText(reason)[lang]}`]);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const ofOrder = {
  zh: '这一行没有问题：同一订单有别的行没有导入，改好后整单一起再导入',
  en: 'nothing is wrong with this row: another of its order was left out; import them together once that is mended',
};
const leftBlank = {
  zh: '（这一格按空白导入了，改好后可再导入）',
  en: ' (the cell was imported as blank; mend it and import the row again)',
};

/** What is wrong with a row, in words. There are few different ones. */
function wordsOf(faults: readonly Fault[], lang: Lang): (written: string) => string {
  const known = new Map<string, string>();
  const one = (written: string): string => {
    const [place = '', reason = ''] = written.split(':');
    if (reason === 'of-order') return ofOrder[lang];
    const fault = place === '' ? undefined : faults[Number(place)];
    const said = reasonText(reason as RowReason, fault?.field?.choices)[lang];
    const column = fault?.column ?? '';
    const named = column === '' ? said : `${column}${lang === 'zh' ? '：' : ': '}${said}`;
    return fault === undefined || fault.rejects ? named : `${named}${leftBlank[lang]}`;
  };
  return (written) => {
    const found = known.get(written);
    if (found !== undefined) return found;
    const words =
      REASON_MARK +
      written
        .split(',')
        .map(one)
        .join(lang === 'zh' ? '；' : '; ');
    known.set(written, words);
    return words;
  };
}

/** What a cell wrapped by its exporter looks like, so that its digits stay: nothing in it is computed. */
const wrapped = /^="[^"]*"$/;

function line(cells: Row, delimiter: string): string {
  return `${cells.map((cell) => written(cell ?? '', delimiter)).join(delimiter)}\r\n`;
}

function written(cell: string, delimiter: string): string {
  const safe = wrapped.test(cell) ? cell : guarded(cell);
  if (!safe.includes(delimiter) && !/["\r\n]|^\s|\s$/.test(safe)) return safe;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** `订单.csv` → `订单-错误行.csv`. */
function nameOf({ file }: StagedFile, lang: Lang): string {
  const given = /\.[A-Za-z0-9]{1,8}$/.exec(file.original)?.[0] ?? '.csv';
  const ending = { csv: given, xlsx: '.xlsx', json: '.csv', parquet: '.csv' }[file.format];
  const stem =
    file.original
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/\.[A-Za-z0-9]{1,8}$/, '') ?? 'file';
  return `${stem}-${lang === 'zh' ? '错误行' : 'errors'}${ending}`;
}
