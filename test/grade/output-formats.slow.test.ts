import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { type Gradable, gradeFiles, refuseFiles } from '../support/grade-files.ts';
import { readCsvStrictly } from '../support/read-csv-strictly.ts';
import { unzip } from '../support/unzip.ts';

const orders = `order_id,customer_id,ordered_at,amount,category,refunded
1,ada,2026-01-05,12000.60,tea,
2,ada,2026-01-07,345,nuts,
3,ada,2026-01-12,0.5,tea,0.25
4,bob,2026-02-01,99.999,tea,
5,"cleo ""the"" first",2026-02-02,7,,
6,"dan, junior",2025-01-01,30,nuts,10
`;
const customers = 'customer_id,registered_at\nzoe,2026-02-01\nada,2025-02-03\n';

const scheme = {
  metrics: {
    last: { of: 'orders', take: 'last-date' },
    total: { of: 'orders', take: 'sum', what: 'amount' },
    purchases: { of: 'orders', take: 'count' },
    mean: { of: 'orders', take: 'average', what: 'amount' },
    gap: { of: 'orders', take: 'average-gap-days' },
    tea: { of: 'orders', take: 'share', what: 'amount', where: { field: 'category', is: 'tea' } },
    points: {
      score: [
        {
          metric: 'total',
          weight: 0.5,
          steps: [
            [10, 1],
            [100, 2.5],
          ],
        },
      ],
    },
    segment: { rfm: 'segment' },
  },
  tiers: [
    { id: 'base', name: { zh: '普通', en: 'Base' } },
    { id: 'seen', name: { zh: '来过', en: 'Seen' }, when: { metric: 'tenure_days', atLeast: 1 } },
    {
      id: 'top',
      name: { zh: '金卡', en: 'Top' },
      when: {
        all: [
          { metric: 'spend', over: 1000 },
          { metric: 'refund_rate', atMost: 0.5 },
        ],
      },
    },
  ],
};
const given: Gradable = { orders, customers, scheme };

const columns =
  'customer_id tier last total purchases mean gap tea points segment tenure_days spend refund_rate next_tier missing';

describe('the result as CSV (R009–R014, R040)', () => {
  it('has the customer, the tier, the scheme’s metrics in their order, built-in ones of its rules, the way up', async () => {
    const [header] = readCsvStrictly((await gradeFiles(given)).out.toString('utf8'));
    expect(header?.slice(0, 10)).toEqual(columns.split(' ').slice(0, 10));
    expect(header?.slice(10, 13).sort()).toEqual(['refund_rate', 'spend', 'tenure_days']);
    expect(header?.slice(13)).toEqual(['next_tier', 'missing']);
  });

  it('is UTF-8 with a byte-order mark and every line end is CRLF', async () => {
    const { out } = await gradeFiles(given);
    expect([...out.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = out.toString('utf8');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text).toContain('"cleo ""the"" first",');
    expect(text).toContain('"dan, junior",');
  });

  it('writes money with decimals, counts whole, fractions to six decimals, days, and nothing for nothing', async () => {
    const { row } = await gradeFiles(given);
    expect(row('ada')).toMatchObject({
      tier: 'top',
      last: '2026-01-12',
      total: '12345.85',
      spend: '12345.85',
      purchases: '3',
      mean: '4115.28',
      gap: '3.5',
      tea: '0.972055',
      tenure_days: '364',
      refund_rate: '0.00002',
      next_tier: '',
      missing: '',
    });
    expect(row('zoe')).toMatchObject({
      tier: 'seen',
      last: '',
      total: '0.00',
      purchases: '0',
      mean: '',
      gap: '',
      tea: '',
      segment: '',
      refund_rate: '',
      tenure_days: '1',
      next_tier: 'top',
    });
    expect(row('cleo "the" first')).toMatchObject({
      tier: 'base',
      tea: '0',
      next_tier: 'seen',
      tenure_days: '0',
    });
    expect(row('dan, junior')).toMatchObject({ total: '20.00', refund_rate: '0.333333', gap: '' });
    expect(row('bob').total).toBe('100.00');
  });

  it('writes numbers of pieces, scores and fractions without zeros behind them', async () => {
    const { row } = await gradeFiles({
      orders:
        'customer_id,ordered_at,amount,quantity\nada,2026-01-01,10,2\nada,2026-01-01,10,0.5\nbob,2026-01-01,1,3\n',
      scheme: {
        metrics: {
          pieces: { of: 'orders', take: 'sum', what: 'quantity' },
          most: { of: 'orders', take: 'max', what: 'quantity' },
          score: {
            score: [
              {
                metric: 'pieces',
                weight: 0.5,
                steps: [
                  [0, 1],
                  [3, 4],
                ],
              },
            ],
          },
          half: { of: 'orders', take: 'share', where: { field: 'quantity', over: 1 } },
        },
        tiers: [{ id: 'base', name: 'Base' }],
      },
    });
    expect(row('ada')).toMatchObject({ pieces: '2.5', most: '2', score: '0.5', half: '0.5' });
    expect(row('bob')).toMatchObject({ pieces: '3', most: '3', score: '2', half: '1' });
  });

  it('says in the interface’s language what is missing to the tier above, and only there', async () => {
    const english = await gradeFiles(given);
    const chinese = await gradeFiles({ ...given, lang: 'zh' });
    expect(english.row('bob').missing).toMatch(/¥900/);
    expect(english.rows.map(({ missing }) => missing).join('')).not.toMatch(/\p{Script=Han}/u);
    expect(chinese.row('bob').missing).toMatch(/\p{Script=Han}/u);
    for (const { rows } of [english, chinese]) {
      expect(rows.filter(({ tier }) => tier === 'top').map(({ missing }) => missing)).toEqual(['']);
      expect(rows.filter(({ tier, missing }) => tier !== 'top' && missing === '')).toEqual([]);
    }
  });

  it('knows a currency without minor units and one with three', async () => {
    const few = 'customer_id,ordered_at,amount\nada,2026-01-01,1234\nada,2026-01-02,1.5\n';
    expect((await gradeFiles({ orders: few, scheme: { currency: 'JPY' } })).row('ada').total).toBe('1236');
    expect((await gradeFiles({ orders: few, scheme: { currency: 'KWD' } })).row('ada').total).toBe(
      '1235.500',
    );
  });
});

describe('customers stand in the order of their ids’ code points (R009–R014)', () => {
  it('digits before capitals before small letters before 汉字 before emoji', async () => {
    const ids = [
      'b',
      'B',
      'a',
      '10',
      '9',
      'É',
      'Z',
      '客户',
      '小',
      '😀',
      '﹏',
      '\u{10ffff}',
      'é',
      'a b',
      'ab',
      'ａ',
    ];
    const file = `customer_id,ordered_at,amount\n${ids.map((id) => `${id},2026-01-01,1\n`).join('')}`;
    const { rows } = await gradeFiles({ orders: file });
    const points = (id: string): number[] => Array.from(id, (character) => character.codePointAt(0) ?? 0);
    const compare = (a: number[], b: number[]): number => {
      const at = a.findIndex((point, index) => point !== b[index]);
      return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
    };
    const sorted = [...ids].sort((a, b) => compare(points(a), points(b)));
    expect(sorted.slice(-3)).toEqual(['ａ', '😀', '\u{10ffff}']);
    expect(rows.map(({ customer_id }) => customer_id)).toEqual(sorted);
  });
});

describe('the result in other formats holds the same rows (R040)', () => {
  it('as a workbook: numbers are numbers, days are days, nothing is blank', async () => {
    const csv = await gradeFiles(given);
    const { out } = await gradeFiles({ ...given, out: 'out.xlsx' });
    const sheet = (await readXlsx(out)).sheets[0];
    const [header = [], ...rows] = sheet?.rows ?? [];
    expect(header).toEqual(Object.keys(csv.rows[0] ?? {}));
    const texts = rows.map((row) =>
      Object.fromEntries(
        header.map((name, index) => {
          const cell = row[index] ?? null;
          const written = csv.rows[rows.indexOf(row)]?.[String(name)] ?? '';
          return [name, asCsv(cell, written)];
        }),
      ),
    );
    expect(texts).toEqual(csv.rows);
    const ada = Object.fromEntries(header.map((name, index) => [name, rows[0]?.[index]]));
    expect(ada).toMatchObject({ total: 12_345.85, purchases: 3, last: new Date('2026-01-12T00:00:00Z') });
  });

  it('as a workbook that is ready to work with: filters over all rows, a header that stays, ids as text', async () => {
    const { out, rows } = await gradeFiles({
      orders: 'customer_id,ordered_at,amount\n007,2026-01-01,1\n13800138000123456,2026-01-01,2\n',
      out: 'out.xlsx',
    });
    expect(rows).toEqual([]);
    const sheet = unzip(out).get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain('<autoFilter ref="A1:H3"/>');
    expect(sheet).toContain('state="frozen"');
    const ids = (await readXlsx(out)).sheets[0]?.rows.map(([id]) => id);
    expect(ids).toEqual(['customer_id', '007', '13800138000123456']);
    expect(sheet).toMatch(/<c r="C2" s="\d+"><v>1\.00<\/v><\/c>/);
  });

  it('as JSON: one object per customer with the columns’ names, numbers with the decimals they have', async () => {
    const csv = await gradeFiles(given);
    const { out } = await gradeFiles({ ...given, out: 'out.json' });
    const text = out.toString('utf8');
    const rows = JSON.parse(text) as Record<string, string | number | null>[];
    expect(Object.keys(rows[0] ?? {})).toEqual(Object.keys(csv.rows[0] ?? {}));
    expect(
      rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, cell]) => [name, cell === null ? '' : String(cell)]),
        ),
      ),
    ).toEqual(
      csv.rows.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, cell]) => [
            name,
            /^-?\d+(\.\d+)?$/.test(cell) ? String(Number(cell)) : cell,
          ]),
        ),
      ),
    );
    expect(rows[0]).toMatchObject({ customer_id: 'ada', purchases: 3, next_tier: null });
    expect(text).toMatch(/"total": ?12345\.85\b/);
  });

  it('as JSON without a customer: an empty list', async () => {
    const { out, rows } = await gradeFiles({ orders, args: ['--as-of', '2001-01-01'], out: 'out.json' });
    expect([JSON.parse(out.toString('utf8')), rows]).toEqual([[], []]);
  });

  it.for(['out.pdf', 'out', 'out.csv.gz', 'out.xls'])(
    '%s is refused before anything is read',
    async (out) => {
      const { code, said, left } = await refuseFiles({ ...given, out });
      expect([code, left]).toEqual([1, []]);
      expect(said).toEqual([expect.stringMatching(/\.csv.*\.xlsx.*\.json/)]);
    },
  );

  it('the ending may be in capitals', async () => {
    const { out } = await gradeFiles({ ...given, out: 'RESULT.CSV' });
    expect(out.toString('utf8')).toBe((await gradeFiles(given)).out.toString('utf8'));
  });
});

/** A workbook's cell as the CSV would have it. */
function asCsv(cell: unknown, written: string): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'number' && Number(written) === cell && written !== '') return written;
  return String(cell);
}
