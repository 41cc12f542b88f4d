import { expect, it, vi } from 'vitest';
import { zh } from '../../web/texts/zh.ts';
import { openBrowser } from './browser.ts';
import { visitShop } from './first-steps.ts';

openBrowser();
// A browser beside everything else that is tested takes its time.
vi.setConfig({ testTimeout: 360_000 });

const { fields, near, radar } = zh;

const orders =
  '订单编号,买家会员名,订单付款时间,买家实际支付金额\n1,阿达,2026-01-05 10:00:00,6000\n2,小波,2026-01-05 10:00:00,900\n';

it('the radar looks ahead when asked, and lists who is close to the next tier', async () => {
  const { page, complaints } = await visitShop('/radar', { orders });
  await page.getByText(radar.notYet).waitFor();
  await page.getByRole('button', { name: radar.lookFirst }).click();
  // Spend over the lifetime never falls.
  await page.getByText(radar.nobody.replace('{{days}}', '90')).waitFor();
  await page.getByText(radar.days.replace('{{days}}', '30')).click();
  await page.getByText(radar.nobody.replace('{{days}}', '30')).waitFor();
  expect(new URL(page.url()).searchParams.get('days')).toBe('30');

  // An owner that the address carries over can be taken away again, where nobody is listed too.
  const origin = new URL(page.url()).origin;
  await page.goto(`${origin}/radar?owner=rita`);
  await page.getByText(radar.noneChosen).waitFor();
  await page.goto(`${origin}/radar?list=near&owner=rita`);
  await page.getByText(near.noneChosen).waitFor();
  await page.getByLabel(fields.owner).waitFor();
  await page.goto(`${origin}/radar`);

  await page.getByText(near.title, { exact: true }).click();
  const row = page.getByRole('row').filter({ hasText: '小波' });
  await row.getByText('银卡').waitFor();
  await row.getByText('¥100').waitFor();
  await row.getByRole('link').click();
  await page.getByRole('heading', { name: '小波' }).waitFor();
  expect(complaints).toEqual([]);
});
