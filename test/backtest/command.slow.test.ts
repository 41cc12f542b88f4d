import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Lang } from '../../src/domain/text.ts';
import type { BacktestResult } from '../../src/features/backtest/backtest-json.ts';
import { plainScheme, runHere, testFolder } from '../support/grade-files.ts';
import { readCsvRows } from '../support/read-csv-strictly.ts';
import type { Outcome } from '../support/run-tierbook.ts';

const orders = `order_id,customer_id,paid_at,amount
1,ada,2026-01-02,1200
2,bob,2026-01-03,300
3,bob,2026-02-20,900
4,cleo,2026-02-21,50
5,ada,2026-04-01,700
6,bob,2026-07-31,1
`;

interface Shop {
  readonly draft: string;
  readonly out: (name: string) => string;
  readonly run: (args: readonly string[], lang?: Lang) => Promise<Outcome>;
}

async function shop(): Promise<Shop> {
  const folder = await testFolder();
  const data = ['--data', join(folder, 'data')];
  await writeFile(join(folder, 'orders.csv'), orders);
  await writeFile(join(folder, 'draft.json'), JSON.stringify(plainScheme));
  await runHere(['import', join(folder, 'orders.csv'), '--as', 'orders', ...data]);
  const draft = join(folder, 'draft.json');
  return {
    draft,
    out: (name) => join(folder, name),
    run: async (args, lang) => await runHere(['backtest', ...args, ...data], lang),
  };
}

const winter = ['--from', '2026-01-01', '--to', '2026-02-28'];

describe('tierbook backtest', () => {
  it('prints a row for each month, and writes one for each month and tier', async () => {
    const { draft, out, run } = await shop();
    const { code, stdout, stderr } = await run([draft, ...winter, '--out', out('past.csv')]);
    expect(code, stderr).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "Standard: how it would have graded from 2026-01-01 to 2026-02-28
      ┌────────────┬──────┬────────┬──────┬─────┬────┬──────┬────────┬──────────┐
      │ As of      │ Gold │ Silver │ Base │ New │ Up │ Down │ Gold × │ Accuracy │
      │ 2026-01-31 │    1 │      1 │    0 │   – │  – │    – │   0.88 │    -1.00 │
      │ 2026-02-28 │    2 │      0 │    1 │   1 │  1 │    0 │   1.50 │     0.50 │
      └────────────┴──────┴────────┴──────┴─────┴────┴──────┴────────┴──────────┘
        Gold ×: what customers of Gold spent on average in the three months after, over everybody's average.
        Accuracy: how well the order of the tiers foretold that spend; 1 is all of it, 0 nothing, below 0 the opposite.
        Customers count from their first order, refund, event or registration; orders recorded late count on the days they bear.
      "
    `);
    const rows = readCsvRows(await readFile(out('past.csv'), 'utf8'));
    expect(rows).toHaveLength(6);
    expect(rows.find(({ day, tier }) => day === '2026-02-28' && tier === 'gold')).toMatchInlineSnapshot(`
      {
        "accuracy": "0.5",
        "customers": "2",
        "day": "2026-02-28",
        "fallen_from": "0",
        "fallen_into": "0",
        "gini": "0.333333",
        "joined": "0",
        "lift": "1.5",
        "next_average": "350.00",
        "next_from": "2026-03-01",
        "next_to": "2026-05-31",
        "perfect_gini": "0.666667",
        "revenue": "2400.00",
        "risen_from": "0",
        "risen_into": "1",
        "tier": "gold",
      }
    `);
    const chinese = await run([draft, ...winter, '--every', 'quarter'], 'zh');
    expect(chinese.stdout).toContain('准确度');
    expect(chinese.stdout).not.toMatch(/[a-z]{4}/i);
  });

  it('prints the same for programs', async () => {
    const { draft, run } = await shop();
    const { stdout } = await run([draft, ...winter, '--json']);
    const { periods, lastDay } = JSON.parse(stdout) as BacktestResult;
    expect(lastDay).toBe('2026-07-31');
    expect(periods.map(({ day, customers }) => [day, customers])).toEqual([
      ['2026-01-31', 2],
      ['2026-02-28', 3],
    ]);
    expect(periods[1]?.moves?.matrix).toContainEqual({ from: 'silver', to: 'gold', customers: 1 });
  });

  it('says everything that is wrong with the days, and leaves no file', async () => {
    const { draft, out, run } = await shop();
    const without = await run([draft]);
    expect([without.code, without.stderr]).toEqual([1, expect.stringMatching(/--from.*\n.*--to/)]);
    const unreadable = await run([draft, '--from', 'soon', '--to', '2026-02-30']);
    expect(unreadable.stderr).toMatch(/“soon”.*\n.*“2026-02-30”/);
    const reversed = await run([
      draft,
      '--from',
      '2026-03-01',
      '--to',
      '2026-02-01',
      '--out',
      out('past.csv'),
    ]);
    expect([reversed.code, reversed.stderr]).toEqual([1, expect.stringMatching(/after the end/)]);
    await expect(readFile(out('past.csv'))).rejects.toThrow(/ENOENT/);
    expect((await run([draft, ...winter, '--out', out('past.pdf')])).stderr).toMatch(/\.csv/);
  });
});
