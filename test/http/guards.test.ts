import { describe, expect, it } from 'vitest';
import { password } from '../support/accounts.ts';
import { caller, localCaller, serveShop, signInAs } from '../support/serve-shop.ts';

interface Refusal {
  readonly problems: readonly { readonly code: string; readonly path: string; readonly message: string }[];
}

describe('the server (S01)', () => {
  it('tells nobody anything without a session, whatever is asked for', async () => {
    const { app } = await serveShop();
    const stranger = caller(app, {});
    for (const url of ['/users', '/keys', '/schemes', '/schemes/current', '/templates']) {
      const { statusCode, json } = await stranger.get(url);
      expect([url, statusCode, json<Refusal>().problems[0]?.code]).toEqual([url, 401, 'not-signed-in']);
    }
  });

  it('says what is wrong with a request in the language of the caller, with its place', async () => {
    const served = await serveShop();
    const owner = await signInAs(served, 'ada', 'owner');
    const zh = await served.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { name: 5 },
      headers: { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' },
    });
    expect(zh.statusCode).toBe(400);
    const problems = zh.json<Refusal>().problems;
    expect(problems.map(({ path }) => path)).toEqual(['name', 'password']);
    expect(problems.map(({ message }) => message)).toEqual(['应该是文字', '缺少这一项']);
    const en = await owner.send('POST', '/users', { name: '', role: 'rep', password: 'short' });
    expect(en.statusCode).toBe(422);
    expect(en.json<Refusal>().problems.map(({ code }) => code)).toEqual([
      'bad-user-name',
      'password-too-short',
    ]);
    expect(en.json<Refusal>().problems[1]?.message).toMatch(/at least 10 characters/);
  });

  it('refuses a name that is not its own, as after DNS rebinding', async () => {
    const { app } = await serveShop();
    const ask = async (host: string): Promise<number> =>
      (await app.inject({ url: '/api/v1/session', headers: { host } })).statusCode;
    expect(
      await Promise.all(['localhost:7070', '127.0.0.1:7070', '[::1]:7070', '192.168.1.9:7070'].map(ask)),
    ).toEqual([200, 200, 200, 200]);
    expect(
      await Promise.all(['evil.example', '127.0.0.1.evil.example', 'localhost.evil.example'].map(ask)),
    ).toEqual([421, 421, 421]);
  });

  it('believes a proxy on this machine for whom it asks, and nobody by which name', async () => {
    const { app } = await serveShop();
    const forwarded = {
      host: 'evil.example',
      'x-forwarded-host': 'localhost',
      'x-forwarded-for': '198.51.100.7',
    };
    expect((await app.inject({ url: '/api/v1/session', headers: forwarded })).statusCode).toBe(421);
    const metrics = async (headers: Record<string, string>, remoteAddress = '127.0.0.1'): Promise<number> =>
      (await app.inject({ url: '/metrics', headers: { host: 'localhost', ...headers }, remoteAddress }))
        .statusCode;
    expect(await metrics({})).toBe(200);
    expect(await metrics({ 'x-forwarded-for': '198.51.100.7' })).toBe(403);
    expect(await metrics({ 'x-forwarded-for': '127.0.0.1' }, '198.51.100.7')).toBe(403);
  });

  it('speaks the language that an address names, where no header can be sent', async () => {
    const { app } = await serveShop();
    const ask = async (url: string): Promise<string | undefined> =>
      (await app.inject({ url, headers: { 'accept-language': 'en' } })).json<Refusal>().problems[0]?.message;
    expect([await ask('/api/v1/users?lang=zh'), await ask('/api/v1/users')]).toEqual([
      '请先登录',
      'sign in first',
    ]);
  });

  it('refuses changes that another site’s page asks for', async () => {
    const { app } = await serveShop();
    const post = async (headers: Record<string, string>): Promise<string | undefined> => {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/v1/session',
        payload: { name: 'ada', password },
        headers: { host: 'localhost:7070', ...headers },
      });
      return answer.json<Refusal>().problems[0]?.code;
    };
    expect(await post({ origin: 'http://localhost:7070' })).toBe('wrong-name-or-password');
    expect(await post({})).toBe('wrong-name-or-password');
    const foreign = [
      { origin: 'http://evil.example' },
      { origin: 'http://localhost:8080' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) expect([headers, await post(headers)]).toEqual([headers, 'cross-origin']);
  });

  it('takes changes only with the token that a page of its own can read', async () => {
    const served = await serveShop();
    const { shop, app } = served;
    await signInAs(served, 'ada', 'owner');
    const entered = await app.inject({
      method: 'POST',
      url: '/api/v1/session',
      payload: { name: 'ada', password },
    });
    expect(entered.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    const cookie = `${entered.cookies[0]?.name}=${entered.cookies[0]?.value}`;
    const { csrf } = entered.json<{ csrf: string }>();
    const add = { name: 'bob', role: 'viewer', password };
    const without = await caller(app, { cookie }).send('POST', '/users', add);
    expect([without.statusCode, without.json<Refusal>().problems[0]?.code]).toEqual([403, 'csrf']);
    const wrong = await caller(app, { cookie, 'x-tierbook-csrf': `${csrf}x` }).send('POST', '/users', add);
    expect(wrong.statusCode).toBe(403);
    const right = await caller(app, { cookie, 'x-tierbook-csrf': csrf }).send('POST', '/users', add);
    expect(right.statusCode).toBe(201);
    shop.clock.now += 31 * 86_400_000;
    expect((await caller(app, { cookie }).get('/users')).statusCode).toBe(401);
  });

  it('gives the lock file’s token to this machine alone', async () => {
    const served = await serveShop();
    expect((await localCaller(served).get('/users')).statusCode).toBe(200);
    const elsewhere = await served.app.inject({
      url: '/api/v1/users',
      remoteAddress: '192.0.2.7',
      headers: { authorization: `Bearer ${served.served.localToken}` },
    });
    expect(elsewhere.statusCode).toBe(401);
  });

  it('lets a viewer read standards, and neither publish them nor see users and keys', async () => {
    const served = await serveShop();
    const viewer = await signInAs(served, 'vera', 'viewer');
    expect((await viewer.get('/schemes')).statusCode).toBe(200);
    const refused = [
      await viewer.send('POST', '/schemes', { template: 'supermarket' }),
      await viewer.get('/users'),
      await viewer.send('POST', '/keys', { name: 'till', scopes: ['customers:read'] }),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([403, 403, 403]);
  });

  it('frames no page of it and runs no script of others', async () => {
    const { app } = await serveShop();
    const { headers } = await app.inject({ url: '/api/v1/session' });
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('describes every route of the API in OpenAPI 3.1, with its errors', async () => {
    const { app } = await serveShop();
    const document = (await app.inject({ url: '/api/openapi.json' })).json<{
      openapi: string;
      paths: Record<string, Record<string, { responses?: object }>>;
    }>();
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toContain('/api/v1/schemes/{scheme}');
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const [method, { responses }] of Object.entries(methods)) {
        expect([path, method, Object.keys(responses ?? {}).length > 0]).toEqual([path, method, true]);
      }
    }
  });
});
