import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fewOrMany } from '../../../test/support/few-or-many.ts';
import { type Cells, readStrictly, readTable } from '../../../test/support/files/read-table.ts';
import { type Workplace, workplace } from '../../../test/support/files/workplace.ts';
import { LINE_BREAK } from '../../domain/tidy/read-text.ts';
import { mendTable } from './mend.ts';
import type { ReadableTable } from './open-table.ts';
import { parseRecords } from './parse-records.ts';
import type { RejectedRow } from './structure-reasons.ts';

/** A file as a table without a header. */
async function tableOf(content: string, width: number, { save }: Workplace): Promise<ReadableTable> {
  const path = await save('t.csv', content);
  const columns = Array.from({ length: width }, (_, index) => `column ${index + 1}`);
  const about = { format: 'csv', encoding: 'utf-8', rewritten: false, sample: [] } as const;
  return { original: path, path, delimiter: ',', skipLines: 0, firstRow: 1, columns, bytes: 0, ...about };
}

/** What read_csv should give for records: exactly so many cells, blank ones null. */
function asRead(records: readonly (readonly string[])[], width: number): Cells[] {
  return records.map((cells) => Array.from({ length: width }, (_, index) => cells[index] || null));
}

const oneLine = (cell: string | null) => cell?.replace(/\r\n|\r|\n/g, LINE_BREAK) ?? null;

/** Holds what the strict reader gives against our own, before and after mending; tells whether it gave anything. */
async function compare(content: string, width: number, place: Workplace): Promise<boolean> {
  const table = await tableOf(content, width, place);
  const strict = await readStrictly(table);
  const records = parseRecords(content, ',');
  const { table: mended, rejected } = await mendTable(table, { scratch: `${place.folder}/scratch` });
  const rows = await readTable(mended);
  const broken = new Set(rejected.map(({ row }) => row - 1));
  const kept = asRead(records, width).map((row, index) =>
    row.map((cell) => (broken.has(index) ? null : oneLine(cell))),
  );
  expect(rows).toEqual(kept);
  if (strict === undefined) return false;
  const counted = width === 1 ? records : records.filter((cells) => cells.length > 1 || cells[0] !== '');
  expect(rejected).toEqual([]);
  expect(strict).toEqual(asRead(counted, width));
  return true;
}

describe('the strict reader and ours', () => {
  // The cases of csv-spectrum (CC0) and some more.
  it.each([
    ['commas in quotes', 'John,Doe,"120 any st., Anytown, WW",08123\n', 4],
    ['empty cells', 'a,b,c\n1,"",""\n2,3,4\n', 3],
    ['empty cells, CRLF', 'a,b,c\r\n1,"",""\r\n2,3,4\r\n', 3],
    ['escaped quotes', 'a,b\n1,"ha ""ha"" ha"\n3,4\n', 2],
    ['json', 'key,val\n1,"{""type"": ""Point"", ""coordinates"": [102.0, 0.5]}"\n', 2],
    ['line breaks in quotes', 'a,b,c\n1,2,3\n"Once upon \na time",5,6\n7,8,9\n', 3],
    ['CRLF in quotes', 'a,b,c\r\n1,2,3\r\n"Once upon \r\na time",5,6\r\n7,8,9\r\n', 3],
    ['quotes and line breaks', 'a,b\n1,"ha \n""ha"" \nha"\n3,4\n', 2],
    ['plain', 'a,b,c\n1,2,3\n', 3],
    ['plain, CRLF', 'a,b,c\r\n1,2,3\r\n', 3],
    ['plain, CR', 'a,b,c\r1,2,3\r', 3],
    ['characters of every length', 'a,b,c\n1,2,3\n4,5,ʤ\n王,é,😀\n', 3],
    ['no last line end', 'a,b\n1,"2"', 2],
    ['a last comma', 'a,b\n1,', 2],
    ['blank lines', '\n\na,b\n\n"1","2"\n\n', 2],
    ['blank lines in a single column', '\na\n\n\nb\n', 1],
    ['blank lines in quotes', 'a,"x\n\ny"\n\n"\n","\n\n"\n', 2],
    ['blanks around quotes', ' "a" , "b"  \n"c","d, e" \n', 2],
    ['two quoted texts in one cell', '"a" "b, c",d\n', 2],
    ['quotes inside cells', '="0012",5" pipe\na"b"c,d"\n', 2],
    ['a backslash before a quote', 'a,"b\\"\n\\",c\n', 2],
    ['blank surplus cells', 'a,b,,\n1,2,""\n', 2],
  ])('agree about %s', async (_, content, width) => {
    expect(await compare(content, width, await workplace())).toBe(true);
  });

  it.each([
    ['rows that are too short', 'a,b,c\n1,2\n', 3],
    ['rows that are too long', 'a,b\n1,2,3\n', 2],
    ['a line of blanks', 'a,b\n \n', 2],
    ['LF among CRLF', 'a,b\r\n1,2\n', 2],
    ['CRLF among LF', 'a,b\n1,2\r\n', 2],
    ['CR among LF', 'a\nb\rc\n', 1],
    ['text behind a quote', '"a"b,c\n', 2],
    ['text behind a quote that was doubled', 'a,""b""\n', 2],
    ['a quote that is not closed', 'a,b\n1,"2\n3,4\n', 2],
    ['a quote as the last character', 'a,b\n1,"', 2],
  ])('part at %s, which the strict one refuses', async (_, content, width) => {
    expect(await compare(content, width, await workplace())).toBe(false);
  });

  it('agree about any text that the strict one takes', async () => {
    const place = await workplace();
    const token = fc.constantFrom('a', '王', 'x', ',', ',', '"', '"', '""', '\n', '\n', '\r\n', '\r', ' ');
    const anything = fc.array(token, { minLength: 1, maxLength: 14 }).map((tokens) => tokens.join(''));
    const width = fc.integer({ min: 1, max: 3 });
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(anything, width, async (content, columns) => {
        // Before a quote read_csv takes one blank for nothing, but more for text; we take all for nothing.
        fc.pre(!/ {2}"/.test(content));
        // In a single column read_csv takes mixed line ends, and counts a CRLF among them as two.
        fc.pre(columns > 1 || !(/\r\n/.test(content) && /(^|[^\r])\n|\r(?!\n)/.test(content)));
        if (await compare(content, columns, place)) taken++;
      }),
      { numRuns: fewOrMany(80, 250) },
    );
    expect(taken).toBeGreaterThan(fewOrMany(10, 30));
  });
});

describe('a mended table', () => {
  const cell = fc.oneof(
    fc.constant(''),
    fc.string({ unit: fc.constantFrom('a', '王', '😀', '"', ',', '\n', '\r', '\r\n', ' '), maxLength: 6 }),
  );
  const row = fc.array(fc.record({ cell, quoted: fc.boolean() }), { maxLength: 5 });
  const lines = fc.array(fc.record({ row, end: fc.constantFrom('\n', '\r\n', '\r') }), { maxLength: 40 });

  it('has every cell of every row under its number, however ragged the rows and mixed the line ends', async () => {
    const place = await workplace();
    await fc.assert(
      fc.asyncProperty(lines, async (written) => {
        const content = written.reduce(appendLine, '');
        const table = await tableOf(`订单编号,买家,金额\n1,a,5\n${content}`, 3, place);
        const { table: mended, rejected } = await mendTable(
          { ...table, firstRow: 2, skipLines: 1 },
          { scratch: `${place.folder}/scratch` },
        );
        const expected = written.map(({ row }, i) =>
          expectRow(
            row.map(({ cell }) => cell),
            i + 3,
          ),
        );
        expect(await readTable(mended)).toEqual([['1', 'a', '5'], ...expected.map(({ cells }) => cells)]);
        expect(rejected.map(({ row, reason }) => ({ row, reason }))).toEqual(
          expected.flatMap(({ problem }) => problem ?? []),
        );
      }),
      { numRuns: fewOrMany(50, 150) },
    );
  });
});

interface WrittenLine {
  readonly row: readonly { readonly cell: string; readonly quoted: boolean }[];
  readonly end: string;
}

function appendLine(content: string, { row, end }: WrittenLine): string {
  const line = row
    .map(({ cell, quoted }) => (quoted || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(',');
  // An LF would belong to the CR before it.
  return content + line + (line === '' && content.endsWith('\r') ? '\r' : end);
}

function expectRow(
  cells: readonly string[],
  row: number,
): { cells: Cells; problem?: Pick<RejectedRow, 'row' | 'reason'> } {
  if (cells.slice(3).some((cell) => cell.trim() !== '')) {
    return { cells: [null, null, null], problem: { row, reason: 'too-many-cells' } };
  }
  return { cells: asRead([cells], 3)[0]?.map(oneLine) ?? [] };
}
