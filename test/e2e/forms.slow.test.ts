import { expect, it, vi } from 'vitest';
import { zh } from '../../web/texts/zh.ts';
import { openBrowser, visit } from './browser.ts';
import { visitShop } from './first-steps.ts';

openBrowser();
// A browser beside everything else that is tested takes its time.
vi.setConfig({ testTimeout: 360_000 });

const { forms, proposals, consents, places, save } = zh;

it('R005 a form is made, filled in on a phone by somebody new, and again by the same, which is looked at', async () => {
  const { page, complaints, origin } = await visitShop('/customers/forms');
  await page.getByRole('button', { name: forms.add }).click();
  await page.getByLabel(`${forms.fields.title} ${forms.zh}`).fill('会员登记');
  await page.getByRole('button', { name: save, exact: true }).click();
  await page.getByRole('link', { name: forms.share }).click();
  const address = await page.getByRole('link', { name: forms.visit }).getAttribute('href');
  await page.locator('.sheet svg').waitFor();

  const phone = await visit('zh');
  const fillIn = async (name: string): Promise<void> => {
    await phone.page.goto(new URL(address ?? '', origin).href);
    await phone.page.getByLabel('姓名').fill(name);
    await phone.page.getByLabel('手机号').fill('138 0013 8000');
    await phone.page.getByRole('checkbox').check();
    await phone.page.getByRole('button', { name: '提交' }).click();
    await phone.page.getByText('谢谢，已收到').waitFor();
  };
  await fillIn('王芳');
  await fillIn('王<b>小</b>芳');
  expect([phone.complaints, await phone.context.cookies()]).toEqual([[], []]);

  await page.getByRole('link', { name: places.customers }).click();
  await page.getByRole('link', { name: proposals.tab }).click();
  await page.getByText('王<b>小</b>芳').waitFor();
  await page.getByRole('button', { name: proposals.accept }).click();
  await page.getByText(proposals.none.open).waitFor();
  await page
    .getByRole('navigation', { name: places.label })
    .getByRole('link', { name: places.customers })
    .click();
  await page.getByRole('link', { name: '王<b>小</b>芳' }).click();
  await page.getByRole('tab', { name: consents.title }).click();
  await page.getByText(consents.inForce).first().waitFor();
  expect(complaints).toEqual([]);
});
