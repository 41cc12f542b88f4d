import { expect, it, vi } from 'vitest';
import { zh } from '../../web/texts/zh.ts';
import { openBrowser } from './browser.ts';
import { dropFile, visitShop } from './first-steps.ts';

openBrowser();
// A browser beside everything else that is tested takes its time.
vi.setConfig({ testTimeout: 360_000 });

const { events, imports, places, save } = zh;

const orders =
  '订单编号,买家会员名,订单付款时间,买家实际支付金额\n1,阿达,2026-01-05 10:00:00,9000\n2,鲍勃,2026-01-06 10:00:00,20\n';
const reviews =
  '买家会员名,评价时间,评价,评价内容\n阿达,2026-01-08 20:00:00,好评,茶很香\n路人,2026-01-08,好评,\n';

it('R038 reviews are imported beside orders, shown with their customer, and joined by what is written there, once it can be read', async () => {
  const { page, complaints } = await visitShop('/imports');
  await dropFile(page, '订单.csv', orders);
  await page.getByRole('region', { name: '订单.csv' }).waitFor();
  await dropFile(page, '评价.csv', reviews);
  await page
    .getByRole('region', { name: '评价.csv' })
    .getByTitle(imports.kinds.reviews, { exact: true })
    .waitFor();
  await page.getByRole('button', { name: imports.start }).click();
  await page.getByText(imports.result).first().waitFor();
  await page.getByRole('link', { name: places.customers }).click();
  await page.getByRole('link', { name: '阿达' }).click();
  await page.getByRole('tab', { name: events.title }).click();
  await page.getByText('茶很香').waitFor();
  await page.getByText(events.rated.replace('{{rating}}', '5')).waitFor();

  const add = async (): Promise<void> => {
    await page.getByRole('button', { name: events.add }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel(events.source).click();
    await page
      .locator('.ant-select-dropdown:visible')
      .getByTitle(events.sources.complaints, { exact: true })
      .click();
    await form.getByLabel(events.fields.at).fill('2026-01-09T09:30');
    await form.getByLabel(events.fields.kind).fill('物流');
    await form.getByRole('button', { name: save, exact: true }).click();
  };
  await add();
  await page.getByText(events.open).waitFor();
  expect(await page.getByText('物流').count()).toBe(1);
  await add();
  await page.getByText(events.same).waitFor();
  expect(complaints).toEqual([]);

  // A rating that nobody can read is told at its field.
  await page.getByRole('button', { name: events.add }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel(events.fields.rating).fill('赞');
  await form.getByRole('button', { name: save, exact: true }).click();
  await form.getByText('看不懂的评分').waitFor();
  await form.getByLabel(events.fields.rating).fill('四星半');
  await form.getByRole('button', { name: save, exact: true }).click();
  await page.getByText(events.rated.replace('{{rating}}', '4.5')).waitFor();

  await page.getByRole('link', { name: places.customers }).first().click();
  await page.getByRole('link', { name: '鲍勃' }).click();
  await page.getByRole('tab', { name: events.title }).click();
  await page.getByText(events.none).waitFor();
});
