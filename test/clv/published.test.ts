import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectedOfNew, expectedPurchases, purchasesWhileAlive } from '../../src/domain/clv/bg-nbd.ts';
import type { HistoryGroups } from '../../src/domain/clv/bg-nbd-likelihood.ts';
import { fitBgNbd } from '../../src/domain/clv/fit-bg-nbd.ts';
import { fitGammaGamma } from '../../src/domain/clv/fit-gamma-gamma.ts';
import { expectedValue } from '../../src/domain/clv/gamma-gamma.ts';
import { discountedPurchases } from '../../src/domain/clv/present-value.ts';
import { clvOf, clvRows } from '../support/clv-of-files.ts';
import { gradeFiles, testFolder } from '../support/grade-files.ts';
import { referencePath } from '../support/reference-data.ts';

const absent = 'the reference data is not beside the checkout';
const bgNbd = ['r', 'alpha', 'a', 'b'] as const;

async function numbersOf(file: string): Promise<number[][]> {
  const lines = (await readFile(file, 'utf8')).trim().split(/\r?\n/).slice(1);
  return lines.map((line) => line.split(',').map(Number));
}

/** Published summaries have two decimals of a week, so a unit has a hundred “days”. */
function historiesOf(rows: readonly number[][]): HistoryGroups {
  const column = (place: number, times: number): Uint32Array =>
    Uint32Array.from(rows, (row) => Math.round((row[place] ?? 0) * times));
  return {
    frequency: column(1, 1),
    recency: column(2, 100),
    age: column(3, 100),
    customers: new Float64Array(rows.length).fill(1),
    unitDays: 100,
  };
}

describe('published results on CDNOW’s summaries (CLV)', () => {
  it('BG/NBD: parameters, standard errors and log-likelihood', async ({ skip }) => {
    const file = referencePath('cdnow', 'cdnow_customers_summary.csv') ?? skip(absent);
    const { model, standardErrors, logLikelihood } = fitBgNbd(historiesOf(await numbersOf(file)));
    // Of lifetimes 0.11, as printed.
    expect(bgNbd.map((name) => model[name].toFixed(6))).toEqual([
      '0.242593',
      '4.413532',
      '0.792886',
      '2.425753',
    ]);
    const published = { r: 0.012557, alpha: 0.378221, a: 0.185719, b: 0.705345 };
    for (const name of bgNbd) expect(standardErrors?.[name]).toBeCloseTo(published[name], 5);
    expect(logLikelihood).toBeCloseTo(-9582.4256, 4);
  });

  it('Gamma-Gamma: parameters, conditional means, and the value of 12 months at 1 % each', async ({
    skip,
  }) => {
    const file = referencePath('cdnow', 'cdnow_customers_summary_with_transactions.csv') ?? skip(absent);
    const rows = await numbersOf(file);
    const repeaters = rows.filter(([, count = 0]) => count > 0);
    const values = fitGammaGamma({
      count: Uint32Array.from(repeaters, ([, count = 0]) => count),
      mean: Float64Array.from(repeaters, (row) => row[4] ?? 0),
      customers: new Float64Array(repeaters.length).fill(1),
    });
    const { p, q, v } = values.model;
    expect([p, q, v].map((each) => each.toFixed(2))).toEqual(['6.25', '3.74', '15.45']);
    const worth = rows.map(([, count = 0, , , mean = 0]) => expectedValue(values.model, count, mean));
    const conditional = [
      24.658619, 18.911489, 35.170981, 35.170981, 35.170981, 71.462843, 18.911489, 35.170981, 27.282408,
      35.170981,
    ];
    for (const [row, expected] of conditional.entries())
      expect(Math.abs((worth[row] ?? 0) - expected)).toBeLessThan(5e-5);
    expect(worth.reduce((sum, each) => sum + each, 0) / rows.length).toBeCloseTo(35.25296, 5);

    const { model } = fitBgNbd(historiesOf(rows));
    // As published: weeks are taken for days, of which a month has 30.
    const months = { periods: 12, length: 30, rate: 0.01 };
    const lifetime = rows.slice(0, 10).map(([, frequency = 0, recency = 0, age = 0], row) => {
      const within = (time: number): number => expectedPurchases(model, { frequency, recency, age }, time);
      return discountedPurchases(within, months) * (worth[row] ?? 0);
    });
    const published = [
      140.096211, 18.943467, 38.180574, 38.180574, 38.180574, 1003.868107, 28.109683, 38.180574, 167.418216,
      38.180574,
    ];
    for (const [row, expected] of published.entries())
      expect(Math.abs((lifetime[row] ?? 0) / expected - 1)).toBeLessThan(1e-7);
  });
});

describe('published results from the purchases themselves, by `tierbook clv`', () => {
  const calibration = ['--until', '1997-09-30', '--unit', 'week'];

  it('the CDNOW sample: both models, and the predictions of single customers', async ({ skip }) => {
    const file = referencePath('cdnow', 'CDNOW_sample.txt') ?? skip(absent);
    const { json, rows } = await clvRows([file, ...calibration, '--horizon', '39']);
    expect(json).toMatchObject({ customers: 2357, repeaters: 946, until: '1997-09-30' });
    // Of CLVTools: 0.2425945, 4.4136019, 0.7929199, 2.4258881, each within what its optimiser leaves.
    expect(json.r).toBeCloseTo(0.2425945, 7);
    expect(json.alpha).toBeCloseTo(4.4136019, 6);
    expect(json.a).toBeCloseTo(0.79292, 5);
    expect(json.b).toBeCloseTo(2.4259, 4);
    expect(json.logLikelihood).toBeCloseTo(-9582.429, 3);
    const { p, q, v, logLikelihood } = json.gammaGamma ?? { p: 0, q: 0, v: 0, logLikelihood: 0 };
    expect([p, q, v].map((each) => each.toFixed(2))).toEqual(['6.25', '3.74', '15.44']);
    expect(logLikelihood).toBeCloseTo(-4055.9177, 4);
    expect(json.correlation).toBeCloseTo(0.1139, 4);
    expect(rows.get('00004')).toMatchObject({
      frequency: '2',
      expected_purchases: '1.225994',
      expected_average_value: '24.65',
    });
    expect(rows.get('00021')).toMatchObject({ frequency: '1', expected_average_value: '18.91' });
    expect(rows.get('00018')).toMatchObject({
      frequency: '0',
      p_alive: '1',
      expected_average_value: '35.17',
    });
  });

  it('the CDNOW sample day by day: repeat purchases as they came to be expected', async ({ skip }) => {
    const file = referencePath('cdnow', 'CDNOW_sample.txt') ?? skip(absent);
    const model = await clvOf([file, '--until', '1997-09-30', '--unit', 'day']);
    const firsts = new Map<string, number>();
    for (const line of (await readFile(file, 'utf8')).trim().split(/\r?\n/)) {
      const [id = '', , day = ''] = line.trim().split(/\s+/);
      const at = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`) / 86_400_000;
      firsts.set(id, Math.min(firsts.get(id) ?? at, at));
    }
    const predicted = ['1997-01-11', '1997-01-12', '1997-01-13', '1997-01-14'].map((day) => {
      const end = Date.parse(day) / 86_400_000 + 1;
      const known = [...firsts.values()].filter((first) => first < end);
      return known.reduce((sum, first) => sum + expectedOfNew(model, end - first), 0).toFixed(2);
    });
    expect(predicted).toEqual(['10.67', '12.67', '14.87', '17.24']);
  });

  it('lifetimes’ example transactions, which tell no amounts', async ({ skip }) => {
    const file = referencePath('cdnow', 'example_transactions.csv') ?? skip(absent);
    const [header, ...lines] = (await readFile(file, 'utf8')).trim().split(/\r?\n/);
    const path = join(await testFolder(), 'orders.csv');
    await writeFile(path, [`${header},amount`, ...lines.map((line) => `${line},1`)].join('\n'));
    const options = [path, '--map', 'customer_id=id', '--unit', 'day'];
    const { json, rows } = await clvRows([...options, '--until', '2014-12-31', '--horizon', '30']);
    expect(bgNbd.map((name) => json[name].toFixed(2))).toEqual(['0.16', '1.86', '1.85', '3.18']);
    const first = [0, 1, 2, 3, 4].map((id) => rows.get(String(id)));
    expect(first.map((row) => [row?.frequency, row?.recency, row?.T].map(Number))).toEqual([
      [0, 0, 298],
      [0, 0, 224],
      [6, 142, 292],
      [0, 0, 147],
      [2, 9, 183],
    ]);
    expect(first.map((row) => row?.expected_purchases)).toEqual([
      '0.016053',
      '0.021171',
      '0.030461',
      '0.031686',
      '0.001607',
    ]);
    // Published after the model had been fitted to the first months alone.
    const early = await clvOf([...options, '--until', '2014-09-01']);
    expect(expectedPurchases(early, { frequency: 2, recency: 96, age: 159 }, 10)).toBeCloseTo(0.0576511, 6);
  });
});

describe('published results as metrics of a standard, by `tierbook grade`', () => {
  it('R009–R014 the CDNOW sample: who still buys, as `tierbook clv` has it', async ({ skip }) => {
    const file = referencePath('cdnow', 'CDNOW_sample.txt') ?? skip(absent);
    const { rows } = await clvRows([file, '--until', '1997-09-30', '--unit', 'week', '--horizon', '39']);
    const scheme = {
      currency: 'USD',
      metrics: { alive: { 'p-alive': {} }, worth: { clv: {} }, rate: { clv: { margin: 0.25 } } },
      tiers: [
        { id: 'gone', name: 'Gone' },
        { id: 'there', name: 'There', when: { metric: 'alive', atLeast: 0.5 } },
      ],
    };
    const found = await gradeFiles({ files: [file], scheme, args: ['--as-of', '1997-09-30'] });
    expect(found.report.tiers.map(({ customers }) => customers)).toEqual([393, 1964]);
    const alive = new Map(found.rows.map((row) => [row.customer_id, row.alive]));
    expect(alive).toEqual(new Map([...rows].map(([id, row]) => [id, row.p_alive])));
    // Hardie’s sheet expects 1.226 purchases of 00004 within 39 weeks.
    const model = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
    const ifAlive = purchasesWhileAlive(model, { frequency: 2, age: 38.86 }, 39);
    expect(Number(alive.get('00004')) * ifAlive).toBeCloseTo(1.226, 3);
    expect(alive.get('00018')).toBe('1');
    // Nobody’s margin is known: revenue, or a quarter of it.
    const { worth, rate } = found.row('00004');
    expect(Number(worth) / Number(rate)).toBeCloseTo(4, 2);
    expect(found.stderr).toContain('⚠ worth is revenue, not profit');
  });
});
