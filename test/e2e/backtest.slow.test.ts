import { expect, it, vi } from 'vitest';
import { zh } from '../../web/texts/zh.ts';
import { openBrowser } from './browser.ts';
import { visitShop } from './first-steps.ts';

openBrowser();
// A browser beside everything else that is tested takes its time.
vi.setConfig({ testTimeout: 360_000 });

const orders = `订单编号,买家会员名,订单付款时间,买家实际支付金额
1,阿达,2025-01-05 10:00:00,12000
2,鲍勃,2025-02-06 10:00:00,6000
3,克莱奥,2025-02-07 10:00:00,20
4,阿达,2025-04-08 10:00:00,900
5,鲍勃,2025-05-09 10:00:00,600
6,克莱奥,2025-06-30 10:00:00,30
7,丹,2025-01-08 10:00:00,1400
8,伊芙,2025-01-09 10:00:00,1500
`;

it('a suggested threshold is taken by a click, and the past shows how a draft would have graded', async () => {
  const { backtest, standard, suggest } = zh;
  const { page, complaints } = await visitShop('/standard', { orders });
  await page.getByRole('button', { name: standard.change }).click();

  // Silver is for over 1000; of five customers two spent more than 1500.
  await page
    .getByRole('button', { name: suggest.label.replace('{{name}}', '累计消费') })
    .nth(2)
    .click();
  const proposed = page.locator('.suggestions');
  await proposed.getByRole('button', { name: '1,500' }).first().click();
  await proposed.waitFor({ state: 'detached' });
  expect(await page.getByRole('spinbutton').nth(2).inputValue()).toBe('1500');

  const panel = page.getByRole('region', { name: backtest.title });
  await panel.getByLabel(backtest.from, { exact: true }).fill('2025-01-01');
  await panel.getByLabel(backtest.to, { exact: true }).fill('2025-03-31');
  await panel.getByRole('button', { name: backtest.run }).click();
  const fate = panel.getByRole('region', { name: backtest.fate });
  // As of the end of March ada is diamond: she spent 900 of the 1530 of five, 2.9 times their average.
  await fate.getByRole('row').filter({ hasText: '钻石' }).getByText('2.9 倍').waitFor();
  await panel.getByRole('region', { name: backtest.sizes }).locator('canvas').waitFor();
  await panel.getByLabel(backtest.from, { exact: true }).fill('2025-05-01');
  await panel.getByRole('button', { name: backtest.run }).click();
  await panel.getByRole('alert').waitFor();
  expect(complaints.filter((each) => !each.includes('422'))).toEqual([]);
});
