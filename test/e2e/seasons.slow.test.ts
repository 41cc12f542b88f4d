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
`;

it('R020 R021 a season is planned and called off, a version published, compared, and the one before used again', async () => {
  const { draft, standard, versions } = zh;
  const { page, complaints } = await visitShop('/standard', { orders });

  const change = async (): Promise<void> => {
    await page.getByRole('button', { name: standard.change }).click();
    await page.getByRole('spinbutton').first().fill('8000');
    await page.getByRole('button', { name: draft.publish, exact: true }).click();
    await page.getByText('累计消费 > ¥10,000 → > ¥8,000').waitFor();
  };
  await change();
  await page.getByRole('radio', { name: versions.terms.season }).check({ force: true });
  await page.getByLabel(versions.startsOn).fill('2099-11-01');
  await page.getByLabel(versions.endsOn).fill('2099-11-11');
  await page.getByRole('button', { name: versions.plan }).click();
  await page.getByText(/计划：2099年11月1日 至 2099年11月11日 为活动期/).waitFor();
  await page.getByText('累计消费 > ¥10,000').waitFor();
  const history = page.getByRole('region', { name: versions.history });
  await history.getByRole('button', { name: versions.callOff }).click();
  await page.getByRole('tooltip').getByRole('button', { name: versions.callOff }).click();
  await history.getByText(versions.states['called-off']).waitFor();

  await change();
  await page.getByRole('button', { name: draft.publishNow }).click();
  await page.getByText('累计消费 > ¥8,000').waitFor();
  await page.getByRole('button', { name: '超市会员 第 1 版' }).click();
  await page.getByLabel(versions.compareWith).click({ force: true });
  await page.locator('.ant-select-item').filter({ hasText: '超市会员 第 2 版' }).click();
  await page.getByText('累计消费 > ¥8,000 → > ¥10,000').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: versions.goBack }).click();
  await page.getByText('累计消费 > ¥8,000 → > ¥10,000').waitFor();
  await page.getByRole('button', { name: draft.publishNow }).click();
  await page.getByText('累计消费 > ¥10,000').first().waitFor();
  await page.getByText(versions.goBackDone).waitFor();
  await page.getByText(/^第 1 版/).waitFor();
  expect(complaints).toEqual([]);
});
