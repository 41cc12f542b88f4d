import type { Page } from 'playwright-core';
import type { Lang } from '../../src/domain/text.ts';
import { en } from '../../web/texts/en.ts';
import { zh } from '../../web/texts/zh.ts';

export const password = 'a long enough password';
export const words = { zh, en };
const supermarket = { zh: '超市会员', en: 'Supermarket members' };

/** The owner's account and a standard. */
export async function begin(page: Page, ownerLink: string, lang: Lang): Promise<void> {
  const { welcome, next } = words[lang];
  await page.goto(ownerLink);
  await page.getByLabel(welcome.yourName).fill('王店主');
  await page.getByLabel(welcome.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: next }).click();
  await page.getByLabel(welcome.businessName).fill('城南茶叶店');
  await page.getByRole('radio', { name: supermarket[lang] }).check({ force: true });
  await page.getByRole('heading', { name: supermarket[lang] }).waitFor();
  await page.getByRole('button', { name: welcome.useStandard }).click();
  await page.getByText(words[lang].imports.drop).waitFor();
}

export async function dropFile(page: Page, name: string, content: string): Promise<void> {
  await page.setInputFiles('input[type=file]', {
    name,
    mimeType: 'text/csv',
    buffer: Buffer.from(content),
  });
}
