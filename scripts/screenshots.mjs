import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { main, note, root } from './setup.mjs';

/** Pictures of the web app with the sample shop, into docs/images or a folder given: `node scripts/screenshots.mjs [FOLDER]`. */
const folder = resolve(process.argv[2] ?? join(root, 'docs/images'));

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const zh = { locale: 'zh-CN', viewport: desktop, colorScheme: 'light' };
const en = { ...zh, locale: 'en-GB' };
const dark = { ...zh, colorScheme: 'dark' };

const gold = encodeURIComponent(JSON.stringify({ field: 'tier', in: ['gold'] }));

/** What is shown of each page, and by whom: a name, the window, the address and what is done there before. */
const pictures = [
  { name: 'tiers-zh', as: zh, path: '/', until: (page) => page.locator('canvas') },
  {
    name: 'customers-zh',
    as: dark,
    path: '/customers?sort="-spend"',
    until: (page) => page.locator('tbody a'),
  },
  {
    name: 'proof-zh',
    as: zh,
    path: `/customers?filter=${gold}&sort="-orders"`,
    act: openFirst,
    until: conditions,
  },
  { name: 'simulation-zh', as: zh, path: '/standard', act: moveThreshold, until: effect },
  { name: 'tiers', as: en, path: '/', until: (page) => page.locator('canvas') },
  {
    name: 'proof',
    as: en,
    path: `/customers?filter=${gold}&sort="-orders"`,
    act: openFirst,
    until: conditions,
  },
  {
    name: 'customers-phone-zh',
    as: { ...zh, viewport: phone },
    path: '/customers?sort="-spend"',
    until: (page) => page.locator('.customer-card'),
  },
];

async function openFirst(page) {
  await page.locator('tbody a').first().click();
}

function conditions(page) {
  return page.locator('.marked');
}

async function moveThreshold(page) {
  await page.locator('main header button').click();
  await page.getByRole('spinbutton').first().fill('8000');
}

function effect(page) {
  return page.locator('.matrix');
}

await main(async () => {
  const data = mkdtempSync(join(tmpdir(), 'tierbook-pictures-'));
  const server = spawn(
    process.execPath,
    [join(root, 'bin/tierbook'), 'serve', '--data', data, '--port', '0', '--lang', 'en'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const link = await ownerLink(server.stdout);
    const storageState = await firstRun(browser, link);
    mkdirSync(folder, { recursive: true });
    for (const picture of pictures) await take(browser, picture, new URL(link).origin, storageState);
  } finally {
    await browser.close();
    const ended = new Promise((end) => server.once('exit', end));
    server.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }
});

async function ownerLink(stdout) {
  for await (const line of createInterface({ input: stdout })) {
    const link = /http:\/\/\S+\/welcome#token=\S+/.exec(line)?.[0];
    if (link) return link;
  }
  throw new Error('the server ended before it was ready');
}

/** An owner, the supermarket's standard and the sample shop. */
async function firstRun(browser, link) {
  const context = await browser.newContext({ ...zh });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByLabel('您的名字').fill('王店主');
  await page.getByLabel('密码', { exact: true }).fill('a long enough password');
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('店铺或公司名称').fill('城南茶叶店');
  await page.getByRole('radio', { name: '超市会员' }).check({ force: true });
  await page.getByRole('button', { name: '用这套标准' }).click();
  await page.getByRole('button', { name: '载入示例数据' }).click();
  await page.getByRole('button', { name: '看看等级' }).click();
  await page.locator('canvas').waitFor();
  const state = await context.storageState();
  await context.close();
  return { ...state, origins: [] };
}

async function take(browser, { name, as, path, act, until }, origin, storageState) {
  const context = await browser.newContext({ ...as, storageState, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(origin + path);
  await act?.(page);
  // Whatever explains itself under the pointer would be in the picture.
  await page.mouse.move(0, 0);
  await until(page).first().waitFor();
  // Charts draw themselves in; there is no element to wait for.
  await page.waitForTimeout(1200);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
  note(`${name}.png`);
}
