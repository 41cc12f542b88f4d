import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

it.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'en-US', 'zh'],
  [{ LANG: 'zh_TW' }, 'en-US', 'zh'],
  [{ LANG: 'en_US.UTF-8' }, 'zh-CN', 'en'],
  [{ LANG: 'de_DE.UTF-8' }, 'zh-CN', 'en'],
  [{ LANG: 'en_US.UTF-8', LC_MESSAGES: 'zh_CN.UTF-8' }, 'en-US', 'zh'],
  [{ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_US.UTF-8' }, 'zh-CN', 'en'],
  [{}, 'zh-CN', 'zh'],
  [{}, 'en-US', 'en'],
  [{ LANG: 'C.UTF-8' }, 'zh-CN', 'zh'],
  [{ LANG: 'POSIX' }, 'en-US', 'en'],
])('R031 with %j on a system in %s people are spoken to in %s', (env, system, lang) => {
  expect(readConfig(env, system).lang).toBe(lang);
});

it('a PostgreSQL is named by the environment where no option names one', () => {
  const url = 'postgres://localhost/tierbook';
  expect(readConfig({ TIERBOOK_DATABASE_URL: url }, 'en-US').databaseUrl).toBe(url);
  expect(readConfig({ TIERBOOK_DATABASE_URL: '' }, 'en-US').databaseUrl).toBeUndefined();
});

it('webhooks go to this machine only where the environment says so', () => {
  expect(readConfig({}, 'en-US').webhookLoopback).toBe(false);
  expect(readConfig({ TIERBOOK_WEBHOOK_LOOPBACK: '1' }, 'en-US').webhookLoopback).toBe(true);
});
