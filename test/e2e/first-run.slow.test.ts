import { describe, expect, it, vi } from 'vitest';
import { zh } from '../../web/texts/zh.ts';
import { languages } from '../support/languages.ts';
import { openBrowser, visit } from './browser.ts';
import { begin, dropFile, password, visitShop, words } from './first-steps.ts';
import { serveApp } from './served-app.ts';

openBrowser();
// A browser beside everything else that is tested takes its time.
vi.setConfig({ testTimeout: 360_000 });

describe('the first run (R004, R006)', () => {
  it.each(languages)(
    'goes from the owner link to tiers and a proof with the sample shop: %s',
    async (lang) => {
      const { welcome, tiers, customers, customer, proof } = words[lang];
      const { ownerLink } = await serveApp();
      const { page, complaints } = await visit(lang);
      await begin(page, ownerLink, lang);
      await page.getByRole('button', { name: welcome.sample }).click();
      await page.getByRole('button', { name: welcome.seeTiers }).click();

      await page.getByRole('heading', { name: tiers.title }).waitFor();
      await page.locator('canvas').waitFor();
      await page.getByText(words[lang].shownAs.table, { exact: true }).click();
      const diamond = page.getByRole('row').filter({ hasText: lang === 'zh' ? '钻石' : 'Diamond' });
      await diamond.getByRole('link').click();

      await page.getByRole('heading', { name: customers.title, exact: true }).waitFor();
      await page.locator('tbody a').first().click();
      await page.getByRole('heading', { name: proof.conditions }).waitFor();
      await page.getByText(proof.highest).waitFor();
      await page.getByRole('button', { name: customer.showContact }).click();
      await page.getByText(customer.wasLogged).waitFor();
      expect(complaints).toEqual([]);
    },
  );

  it('takes files as they are, shows what it found in them and grades', async () => {
    const { imports, welcome } = zh;
    const { ownerLink } = await serveApp();
    const { page, complaints } = await visit('zh');
    await begin(page, ownerLink, 'zh');
    await dropFile(
      page,
      '订单.csv',
      '订单编号,买家会员名,订单付款时间,买家实际支付金额,备用\n1,阿达,2026-01-05 10:00:00,6000,x\n2,鲍勃,2026-01-06 10:00:00,不明,y\n',
    );
    await dropFile(
      page,
      '客户.csv',
      '客户编号,姓名,手机号,负责人\n阿达,阿达,13800001234,李销售\n克莱奥,克莱奥,13900005678,别人\n',
    );
    await page.getByLabel(imports.readColumnAs.replace('{{column}}', '买家会员名')).waitFor();
    await page.getByLabel(imports.readColumnAs.replace('{{column}}', '负责人')).waitFor();

    // What was found survives a reload.
    await page.reload();
    await page.getByLabel(imports.readColumnAs.replace('{{column}}', '负责人')).waitFor();
    await page.getByRole('button', { name: imports.start }).click();
    await page.getByRole('heading', { name: imports.rejected }).waitFor();
    await page.getByRole('button', { name: welcome.seeTiers }).click();
    await page.getByRole('link', { name: zh.places.customers }).click();
    const ada = page.getByRole('row').filter({ hasText: '阿达' });
    await ada.getByText('金卡').waitFor();
    await ada.getByText('138****1234').waitFor();
    expect(complaints).toEqual([]);
  });
});

describe('a sales rep (S02)', () => {
  it('sees nobody but the customers they are responsible for', async () => {
    const customers = '客户编号,姓名,负责人\n阿达,阿达,李销售\n克莱奥,克莱奥,别人\n';
    const owner = await visitShop('/settings', { customers });
    await owner.page.getByRole('tab', { name: zh.settings.users }).click();
    await owner.page.getByRole('button', { name: zh.users.add }).click();
    const dialog = owner.page.getByRole('dialog');
    await dialog.getByLabel(zh.users.name).fill('李销售');
    await dialog.getByLabel(zh.users.password).fill(password);
    await dialog.getByRole('button', { name: zh.users.addNow }).click();
    await owner.page.getByRole('cell', { name: '李销售' }).waitFor();

    const { page, complaints } = await visit('zh');
    await page.goto(`${owner.origin}/customers`);
    await page.getByLabel(zh.signIn.name).fill('李销售');
    await page.getByLabel(zh.signIn.password, { exact: true }).fill(password);
    await page.getByRole('button', { name: zh.signIn.submit }).click();
    await page.getByRole('cell', { name: '阿达' }).waitFor();
    expect(await page.getByText('克莱奥').count()).toBe(0);
    expect(await page.getByRole('navigation').first().getByRole('link').allInnerTexts()).toEqual([
      zh.places.tiers,
      zh.places.customers,
      zh.places.changes,
      zh.places.radar,
      zh.places.standard,
    ]);

    await page.getByRole('button', { name: '李销售' }).click();
    await page.getByText(zh.account.signOut).click();
    await page.getByRole('heading', { name: zh.signIn.title }).waitFor();
    expect(complaints).toEqual([]);
    expect(owner.complaints).toEqual([]);
  });
});
