import { expect, it, vi } from 'vitest';
import { zh } from '../../web/texts/zh.ts';
import { openBrowser } from './browser.ts';
import { visitShop } from './first-steps.ts';

openBrowser();
// A browser beside everything else that is tested takes its time.
vi.setConfig({ testTimeout: 360_000 });

const orders = `订单编号,买家会员名,订单付款时间,买家实际支付金额
1,阿达,2026-01-05 10:00:00,9000
2,鲍勃,2026-01-06 10:00:00,6000
3,克莱奥,2026-01-07 10:00:00,20
`;
const customers = `客户编号,姓名,手机号
阿达,阿达,13800001234
鲍勃,鲍勃,13900005678
`;

it('a filter is built, said in words, kept in the address and taken away again (R022)', async () => {
  const { filter } = zh;
  const { page, complaints } = await visitShop('/customers', { orders, customers });
  const rows = page.locator('tbody').getByRole('link');
  await rows.nth(2).waitFor();

  await page.getByRole('button', { name: filter.title, exact: true }).click();
  await page.getByRole('spinbutton').fill('8000');
  await page.getByText('累计消费至少 ¥8,000').waitFor();
  await page.getByRole('button', { name: filter.apply }).click();
  await page.getByText(zh.customers.count.replace('{{customers}}', '1')).waitFor();
  await expect.poll(() => rows.allInnerTexts(), { timeout: 120_000 }).toEqual(['阿达']);

  await page.reload();
  await page.getByText('累计消费至少 ¥8,000').waitFor();
  await rows.first().waitFor();
  await expect.poll(() => rows.allInnerTexts(), { timeout: 120_000 }).toEqual(['阿达']);
  await page.getByRole('button', { name: filter.clear }).click();
  await rows.nth(2).waitFor();

  await page.getByRole('searchbox').fill('5678');
  await page.getByText(zh.customers.count.replace('{{customers}}', '1')).waitFor();
  await expect.poll(() => rows.allInnerTexts(), { timeout: 120_000 }).toEqual(['鲍勃']);
  expect(complaints).toEqual([]);
});
