import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Lang } from '../../src/domain/text.ts';
import { en } from '../../web/texts/en.ts';
import { zh } from '../../web/texts/zh.ts';
import { type Visit, visit } from './browser.ts';
import { serveApp } from './served-app.ts';

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

/** A visit of the owner of a shop that is set up: `origin` is where it is served. */
export interface OwnersVisit extends Visit {
  readonly origin: string;
}

/** A page, in Chinese, of a shop with an owner, the standard of supermarkets and what files hold, without the pages of the first steps. */
export async function visitShop(
  place: string,
  files: Readonly<Partial<Record<FileKind, string>>> = {},
): Promise<OwnersVisit> {
  const { ownerLink } = await serveApp();
  const { origin, hash } = new URL(ownerLink);
  const visited = await visit('zh');
  const { request } = visited.context;
  const headers: Record<string, string> = { origin };
  const ask = async <T>(method: string, path: string, data?: object | Buffer): Promise<T> => {
    const response = await request.fetch(`${origin}/api/v1${path}`, { method, headers, data });
    expect(response.ok(), await response.text()).toBe(true);
    return (await response.json()) as T;
  };
  const owner = { token: hash.replace('#token=', ''), name: '王店主', password };
  const { csrf } = await ask<{ csrf: string }>('POST', '/owner', owner);
  headers['x-tierbook-csrf'] = csrf;
  await ask('PUT', '/business', { name: '城南茶叶店' });
  await ask('POST', '/schemes', { template: 'supermarket' });
  for (const kind of fileKinds) {
    const content = files[kind];
    if (content === undefined) continue;
    const { id } = await ask<{ id: string }>('POST', `/uploads?name=${kind}.csv`, Buffer.from(content));
    const { job } = await ask<{ job: string }>('POST', '/imports', { uploads: [id], kind });
    const state = async (): Promise<string> => (await ask<{ state: string }>('GET', `/jobs/${job}`)).state;
    await expect.poll(state, { timeout: 60_000 }).toBe('done');
  }
  await visited.page.goto(`${origin}${place}`);
  return { ...visited, origin };
}

const fileKinds = ['customers', 'orders'] as const;
type FileKind = (typeof fileKinds)[number];
