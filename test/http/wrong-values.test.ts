import { expect, it } from 'vitest';
import { caller, serveShop } from '../support/serve-shop.ts';

it('R039 what is wrong with a request is said in the language that was asked for, all of it at once', async () => {
  const { app, served } = await serveShop();
  const authorization = `Bearer ${served.localToken}`;
  const zh = caller(app, { authorization, 'accept-language': 'zh' });
  const orders = await zh.send('POST', '/orders', { orders: [] });
  expect([orders.statusCode, orders.json()]).toEqual([
    400,
    { problems: [{ code: 'bad-value', path: 'orders', message: '至少要有 1 项' }] },
  ]);
  const season = await zh.send('POST', '/schemes', {
    template: 'sales-levels',
    text: 'x',
    startsOn: '2026-02-30',
  });
  expect(season.json<{ problems: { path: string; message: string }[] }>().problems).toMatchObject([
    { path: '', message: 'document、text、template、published 应该正好给一个' },
    { path: 'startsOn', message: '应该是日历上有的日期，写成 YYYY-MM-DD' },
  ]);
  const broken = async (lang: string) =>
    (
      await app.inject({
        method: 'POST',
        url: '/api/v1/orders',
        headers: { authorization, 'accept-language': lang, 'content-type': 'application/json' },
        payload: '{"orders": [',
      })
    ).json<object>();
  expect(await broken('zh')).toEqual({
    problems: [{ code: 'bad-request', path: '', message: '请求无法读取：内容不是正确的 JSON' }],
  });
  expect(await broken('en')).toEqual({
    problems: [
      { code: 'bad-request', path: '', message: 'the request cannot be read: its body is no valid JSON' },
    ],
  });
});
