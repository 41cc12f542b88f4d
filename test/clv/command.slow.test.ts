import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../src/domain/calendar.ts';
import { clvOf, clvRows } from '../support/clv-of-files.ts';
import { runHere, testFolder } from '../support/grade-files.ts';

type Bought = readonly [customer: string, day: string, amount: number, ...rest: (string | number)[]];

async function fileOf(rows: readonly Bought[], further: readonly string[] = []): Promise<string> {
  const path = join(await testFolder(), 'orders.csv');
  const header = ['customer_id', 'ordered_at', 'amount', ...further].join(',');
  await writeFile(path, `${header}\n${rows.map((row) => `${row.join(',')}\n`).join('')}`);
  return path;
}

/** Customers who come every so many days and, one in three, stop; `amount` by customer and visit. */
function visits(customers: number, amount: (customer: number, visit: number) => number): Bought[] {
  return Array.from({ length: customers }, (_, customer) => {
    const [first, gap] = [day('2025-01-01'), 5 + ((customer * 7) % 40)];
    const last = customer % 3 === 0 ? 60 : 330;
    const times = customer % 4 === 0 ? 1 : 1 + Math.floor(last / gap);
    return Array.from({ length: times }, (_, visit): Bought => {
      const on = addDays(first, (customer % 30) + visit * gap);
      return [`c${customer}`, on, amount(customer, visit)];
    });
  }).flat();
}

const uneven = (customer: number, visit: number): number => 20 + ((customer * 13 + visit * 29) % 90);
const until = ['--until', '2025-12-31'];

describe('tierbook clv (CLV, R011, R038)', () => {
  it('counts several purchases on one day once, and what lies after the day not at all', async () => {
    const rows: Bought[] = [
      ...visits(40, uneven),
      ['ann', '2025-01-01', 10],
      ['ann', '2025-01-01', 20],
      ['ann', '2025-01-15', 30],
      ['ann', '2025-01-15', 50],
      ['ann', '2026-01-01', 1000],
    ];
    const { json, rows: out } = await clvRows([await fileOf(rows), ...until]);
    expect(json).toMatchObject({ customers: 41, until: '2025-12-31', horizon: 52 });
    const ann = out.get('ann');
    expect(ann).toMatchObject({ frequency: '1', recency: '2', T: '52' });
    expect(Object.keys(ann ?? {})).toEqual([
      'customer_id',
      'frequency',
      'recency',
      'T',
      'p_alive',
      'expected_purchases',
      'expected_average_value',
      'clv',
    ]);
    const sum = [...out.values()].reduce((total, { clv }) => total + Number(clv), 0);
    expect(json.expected.clv).toBeCloseTo(sum, 0);
  });

  it('leaves out cancelled orders and takes off what was given back', async () => {
    const rest = visits(40, () => 50).map((row): Bought => [...row, 'completed', 0]);
    const rows: Bought[] = [
      ...rest,
      ['bob', '2025-02-01', 50, 'completed', 0],
      ['bob', '2025-03-01', 80, 'completed', 30],
      ['bob', '2025-04-01', 999, 'cancelled', 0],
      ['bob', '2025-05-01', 999, 'refunded', 999],
    ];
    const { json, rows: out } = await clvRows([await fileOf(rows, ['status', 'refunded']), ...until]);
    // Everybody’s repeat purchases come to 50 each only if 30 are taken off bob’s and the others are not his.
    expect(json).toMatchObject({ withoutGammaGamma: 'all-equal', averageValue: 50, gammaGamma: null });
    expect(out.get('bob')).toMatchObject({ frequency: '1', expected_average_value: '50.00' });
  });

  it('says that values are revenue, or takes profit where orders tell it or a share is given', async () => {
    const rows = visits(40, () => 50);
    const plain = await fileOf(rows);
    expect(await clvOf([plain, ...until])).toMatchObject({ worth: { kind: 'revenue' }, averageValue: 50 });
    const said = await runHere(['clv', plain, ...until]);
    expect(said.stdout).toContain('values are revenue');
    const shared = await clvOf([plain, ...until, '--margin', '30%']);
    expect(shared).toMatchObject({ worth: { kind: 'profit', telling: 0, rate: 0.3 }, averageValue: 15 });
    const told = await fileOf(
      rows.map((row, index) => [...row, index % 2 === 0 ? 20 : '']),
      ['margin'],
    );
    const half = await clvOf([told, ...until]);
    expect(half).toMatchObject({ worth: { kind: 'profit', rate: 0.4 }, averageValue: 20 });
  });

  it('counts money of later years for less with --discount', async () => {
    const file = await fileOf(visits(40, uneven));
    const [full, less] = [await clvOf([file, ...until]), await clvOf([file, ...until, '--discount', '0.1'])];
    expect(less.expected.purchases).toBe(full.expected.purchases);
    expect(less.expected.clv).toBeLessThan(full.expected.clv);
    expect(less.expected.clv).toBeGreaterThan(full.expected.clv / 1.1);
  });

  it('gives the same whatever the unit of time', async () => {
    const file = await fileOf(visits(60, uneven));
    const weeks = await clvOf([file, ...until, '--unit', 'week', '--horizon', '10']);
    const days = await clvOf([file, ...until, '--unit', 'day', '--horizon', '70']);
    expect(days.alpha / weeks.alpha).toBeCloseTo(7, 2);
    expect(days.expected.purchases).toBeCloseTo(weeks.expected.purchases, 1);
  });
});

describe('too little to estimate from', () => {
  const once: Bought[] = Array.from({ length: 50 }, (_, n) => [`c${n}`, '2025-03-01', 10 + n]);

  it.each([
    ['nobody came twice', once, /Not enough repeat purchases: 0 of 50 customers/, /^复购太少.*共 50 位/],
    [
      'one customer came often',
      visits(2, uneven).filter(([customer]) => customer === 'c1'),
      /Not enough repeat purchases: 1 of 1 customer /,
      /^复购太少.*共 1 位/,
    ],
    [
      'everybody came twice on the same day',
      [...once, ...once],
      /Not enough repeat purchases: 0 of 50 customers/,
      /^复购太少/,
    ],
  ] as const)('%s: that is said plainly, and nothing is written', async (_, rows, en, zh) => {
    const file = await fileOf(rows);
    const folder = await testFolder();
    for (const [lang, words] of [
      ['en', en],
      ['zh', zh],
    ] as const) {
      const { code, stdout, stderr } = await runHere(['clv', file, '--out', join(folder, 'out.csv')], lang);
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr.trimEnd()).toMatch(words);
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it('no purchase until the day', async () => {
    const { code, stderr } = await runHere(['clv', await fileOf(once), '--until', '2024-01-01'], 'zh');
    expect([code, stderr.split('\n').length]).toEqual([1, 2]);
    expect(stderr).toContain('截至 2024-01-01 没有一笔计入的购买');
  });
});

describe('odd amounts never become NaN', () => {
  it.each([
    ['all the same', () => 9.9, 'all-equal'],
    ['all 0', () => 0, 'too-few'],
    ['all below 0', () => -5, 'too-few'],
    ['half of them 0', (customer: number) => (customer % 2) * 10, 'all-equal'],
    ['a few enormous', (customer: number) => 10 ** (customer % 9), 'no-mean'],
  ] as const)('%s', async (_, amount, why) => {
    const { json, rows } = await clvRows([await fileOf(visits(60, amount)), ...until]);
    expect(json.withoutGammaGamma).toBe(why);
    for (const row of rows.values()) {
      const { customer_id, ...numbers } = row;
      for (const cell of Object.values(numbers)) expect(cell, customer_id).toMatch(/^\d+(\.\d+)?$/);
      expect(Number(row.p_alive)).toBeLessThanOrEqual(1);
    }
    const { r, alpha, a, b, logLikelihood, averageValue, expected } = json;
    // In JSON a NaN would be null.
    for (const number of [r, alpha, a, b, logLikelihood, averageValue, ...Object.values(expected)])
      expect(number).toBeTypeOf('number');
  });
});

describe('options that cannot be meant', () => {
  it.each([
    [['--unit', 'weeks'], /--unit: “weeks” cannot be used; did you mean “week”/],
    [['--horizon', '0'], /--horizon: “0” should be a whole number/],
    [['--margin', '30'], /--margin: “30” should be a share from 0 to 1, such as 0.3 or 30%/],
    [['--discount', '-1'], /--discount/],
    [['--out', 'x.pdf'], /--out should name a file ending in .csv, .xlsx, .json/],
  ])('%j', async (options, words) => {
    const { code, stderr } = await runHere(['clv', await fileOf(visits(20, uneven)), ...options]);
    expect(code).toBe(1);
    expect(stderr).toMatch(words);
  });
});
