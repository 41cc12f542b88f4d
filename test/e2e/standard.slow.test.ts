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

it('a moved threshold shows what traps it makes and who would move, and publishing it moves them', async () => {
  const { draft, places, standard } = zh;
  const { page, complaints } = await visitShop('/standard', { orders });

  await page.getByRole('button', { name: standard.change }).click();
  // Over 10000, over 5000, over 1000: the second tier harder than the first is a trap, with a mend.
  const thresholds = page.getByRole('spinbutton');
  await thresholds.nth(1).fill('12000');
  const traps = page.getByRole('region', { name: draft.warnings });
  await traps.getByRole('button', { name: draft.applyMend }).first().click();
  await traps.waitFor({ state: 'detached' });
  await thresholds.nth(1).fill('5000');
  await page.getByRole('spinbutton').first().fill('8000');
  const moves = page.locator('.matrix').getByRole('row').filter({ hasText: '金卡' });
  await moves.getByRole('cell', { name: '1', exact: true }).first().waitFor();
  await moves.getByRole('button', { name: '1', exact: true }).click();
  await page.getByText(draft.moversOf.replace('{{customers}}', '1')).waitFor();
  await page.getByRole('row').filter({ hasText: '阿达' }).getByText('¥9,000').waitFor();
  await page.getByRole('button', { name: draft.publish, exact: true }).click();
  await page.getByRole('button', { name: draft.publishNow }).click();
  await page.getByText('累计消费 > ¥8,000').waitFor();

  await page.getByRole('link', { name: places.customers }).click();
  await page.getByRole('row').filter({ hasText: '阿达' }).getByText('钻石').waitFor();
  await page.getByRole('row').filter({ hasText: '鲍勃' }).getByText('金卡').waitFor();
  expect(complaints).toEqual([]);
});
