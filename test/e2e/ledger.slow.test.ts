import { expect, it, vi } from 'vitest';
import { zh } from '../../web/texts/zh.ts';
import { openBrowser } from './browser.ts';
import { visitShop } from './first-steps.ts';

openBrowser();
// A browser beside everything else that is tested takes its time.
vi.setConfig({ testTimeout: 360_000 });

const { changes, ledger, overrides, places } = zh;

const orders = '订单编号,买家会员名,订单付款时间,买家实际支付金额\n1,阿达,2026-01-05 10:00:00,6000\n';

it('a tier set by hand is shown with its reason until it is ended, in the header and in the history', async () => {
  const { page, complaints } = await visitShop('/customers', { orders });
  await page.getByRole('link', { name: '阿达' }).click();
  const header = page.locator('header');
  await header.getByText('金卡', { exact: true }).waitFor();
  await page.getByRole('tab', { name: ledger.title }).click();
  const entries = page.getByRole('region', { name: ledger.entries }).getByRole('listitem');
  await entries.getByText(ledger.kinds['first grading']).waitFor();

  await page.getByRole('button', { name: overrides.add }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: overrides.save }).click();
  await form.getByText('请写明原因').waitFor();
  await form.getByLabel(overrides.tier, { exact: true }).click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('钻石', { exact: true }).click();
  await form.getByLabel(overrides.reason).fill('投诉后的补偿');
  await form.getByRole('button', { name: overrides.save }).click();

  await header.getByText('钻石', { exact: true }).waitFor();
  await header.getByText(ledger.byHand.replace('{{held}}', '金卡')).waitFor();
  await entries.filter({ hasText: ledger.kinds.override }).getByText('钻石', { exact: true }).waitFor();
  const set = page.getByRole('region', { name: overrides.title }).getByRole('listitem');
  await set.getByText('投诉后的补偿').waitFor();
  expect(await set.getByText(overrides.states['in-force']).count()).toBe(1);

  await set.getByRole('button', { name: overrides.answers.end.button }).click();
  await form.getByLabel(overrides.word).fill('已经说好');
  await form.getByRole('button', { name: overrides.answers.end.button }).click();
  await header.getByText('金卡', { exact: true }).waitFor();
  await set.getByText(overrides.states.over).waitFor();
  expect(await header.getByText('钻石').count()).toBe(0);
  await entries.getByText(ledger.backToStandard).waitFor();
  expect(complaints.filter((one) => !one.includes('422'))).toEqual([]);

  await page.getByRole('link', { name: places.changes }).click();
  await page.getByText(changes.none).waitFor();
  await page.getByRole('link', { name: overrides.list.tab }).click();
  await page.getByText(overrides.list.none['in-force']).waitFor();
  await page.getByText(`${overrides.list.groups.ended} 1`).click();
  await page.getByRole('row', { name: '阿达' }).getByText('已经说好').waitFor();
});
