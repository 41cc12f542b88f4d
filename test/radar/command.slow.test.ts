import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addDays, dayOf } from '../../src/domain/calendar.ts';
import type { Lang } from '../../src/domain/text.ts';
import { runHere, testFolder } from '../support/grade-files.ts';
import { readCsvRows } from '../support/read-csv-strictly.ts';
import type { Outcome } from '../support/run-tierbook.ts';
import { monthly } from './monthly.ts';

/** Of orders in the last 30 days 1,000 make gold: ada's leave in 27 days, bob's in 13. */
const bought = addDays(dayOf(Date.now(), monthly.timeZone), -3);
const before = addDays(bought, -14);
const orders = `order_id,customer_id,paid_at,amount
1,ada,${bought},1200
2,bob,${before},5000
3,cleo,${bought},50
`;

async function shop(): Promise<{
  folder: string;
  run: (args: readonly string[], lang?: Lang) => Promise<Outcome>;
}> {
  const folder = await testFolder();
  const data = ['--data', join(folder, 'data')];
  await writeFile(join(folder, 'orders.csv'), orders);
  await writeFile(join(folder, 'scheme.json'), JSON.stringify(monthly));
  await runHere(['import', join(folder, 'orders.csv'), '--as', 'orders', ...data]);
  await runHere(['scheme', 'publish', join(folder, 'scheme.json'), ...data]);
  return { folder, run: async (args, lang) => await runHere([...args, ...data], lang) };
}

it('tierbook radar looks ahead, tells who falls and what keeps them, and writes all of them to a file', async () => {
  const { folder, run } = await shop();
  const early = await run(['radar']);
  expect([early.code, early.stdout]).toEqual([0, 'nobody is graded yet: there is nothing to foretell\n']);
  await run(['evaluate']);
  const out = join(folder, 'falls.csv');
  const { code, stdout, stderr } = await run(['radar', '--out', out]);
  expect(code, stderr).toBe(0);
  expect(stdout).toContain('2 customers fall within 90 days; they spent ¥6,200 in the last 12 months');
  expect(stdout).toMatch(/│ Gold │ +2 │ +¥6,200 │/);
  const [bobs, adas] = [addDays(before, 30), addDays(bought, 30)];
  expect(stdout).toMatch(
    new RegExp(`│ bob +│ Gold → Base │ ${bobs} │ .*¥900 more by ${bobs} │ – +│ +¥5,000 │`),
  );
  expect(readCsvRows(await readFile(out, 'utf8'))).toMatchObject([
    {
      ...{ customer_id: 'bob', from: 'gold', to: 'base', falls_on: bobs, keep_by: bobs },
      spend_12_months: '5000.00',
    },
    { customer_id: 'ada', falls_on: adas, spend_12_months: '1200.00' },
  ]);
  const zh = await run(['radar', '--days', '30'], 'zh');
  expect(zh.stdout).toContain(`最迟 ${adas}：`);
  expect(zh.stdout).toContain('今后 30 天有 2 位客户降级');
  const json = await run(['radar', '--json', '--days', '30']);
  expect(JSON.parse(json.stdout)).toMatchObject({ falls: [{ externalId: 'bob' }, { externalId: 'ada' }] });
  const refused = await run(['radar', '--days', '45']);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('30')]);
  const format = await run(['radar', '--out', 'falls.pdf']);
  expect([format.code, format.stderr]).toEqual([1, expect.stringContaining('.xlsx')]);
});
