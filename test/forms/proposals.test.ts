import { describe, expect, it } from 'vitest';
import { type FormShop, fillIn, formShop, signUp } from '../support/form-shop.ts';
import { type Caller, signInAs } from '../support/serve-shop.ts';

interface Proposals {
  readonly proposals: readonly {
    readonly id: string;
    readonly state: string;
    readonly customer: { readonly id: string; readonly externalId: string } | null;
    readonly candidates: readonly { readonly id: string; readonly externalId: string }[];
    readonly fields: readonly {
      readonly field: string;
      readonly given: string;
      readonly kept: string | null;
      readonly differs: boolean;
    }[];
  }[];
}

const known = [
  { externalId: 'ada', name: '王芳', phone: '13800138000', region: '上海', owner: 'rita' },
  { externalId: 'bob', name: '李娜', phone: '13900139000', owner: 'sam' },
];

async function withKnown(rest: object = {}): Promise<FormShop> {
  const shop = await formShop(rest);
  expect((await shop.by.send('POST', '/customers', { customers: known })).statusCode).toBe(200);
  return shop;
}

async function listed(by: Caller, query = ''): Promise<Proposals['proposals']> {
  const got = await by.get(`/proposals${query}`);
  expect(got.statusCode, got.body).toBe(200);
  return got.json<Proposals>().proposals;
}

async function idOf(by: Caller, externalId: string): Promise<string> {
  const got = await by.get(`/customers?externalId=${externalId}`);
  return got.json<{ customers: readonly { id: string }[] }>().customers[0]?.id ?? '';
}

describe('R007 what comes in about somebody who is known', () => {
  it('changes nothing by itself, and stands beside what is kept with contact data masked', async () => {
    const shop = await withKnown();
    await fillIn(shop, { name: '王小芳', phone: '138 0013 8000', region: '上海', birthday: '1990-05-01' });
    const [proposal] = await listed(shop.by);
    expect(proposal?.customer?.externalId).toBe('ada');
    expect(proposal?.fields.map(({ field, given, kept, differs }) => [field, given, kept, differs])).toEqual([
      ['name', '王小芳', '王芳', true],
      ['phone', '138****8000', '138****8000', false],
      ['birthday', '1990-05-01', null, true],
      ['region', '上海', '上海', false],
    ]);
    const ada = await idOf(shop.by, 'ada');
    expect((await shop.by.get(`/customers/${ada}`)).json()).toMatchObject({ name: '王芳', birthday: null });
    expect((await shop.by.get(`/customers/${ada}/consents`)).json()).toEqual({ consents: [] });
  });

  it('is taken field by field, rewarded once, and decided once', async () => {
    const shop = await withKnown({ reward: '12.5' });
    const { by } = shop;
    for (const name of ['王一', '王二'])
      await fillIn(shop, { name, phone: '13800138000', birthday: '1990-05-01' });
    const [second, first] = await listed(by);
    const decide = async (id: string | undefined, body: object) =>
      await by.send('POST', `/proposals/${id}/decision`, body);
    expect((await decide(first?.id, { decision: 'accept', fields: ['email'] })).statusCode).toBe(422);
    expect((await decide(first?.id, { decision: 'accept', fields: ['birthday'] })).statusCode).toBe(204);
    expect((await decide(first?.id, { decision: 'accept' })).statusCode).toBe(412);
    const ada = await idOf(by, 'ada');
    expect((await by.get(`/customers/${ada}`)).json()).toMatchObject({
      name: '王芳',
      birthday: '1990-05-01',
    });
    expect((await decide(second?.id, { decision: 'accept' })).statusCode).toBe(204);
    expect((await by.get(`/customers/${ada}`)).json()).toMatchObject({ name: '王二' });
    expect((await by.get(`/customers/${ada}/points`)).json()).toMatchObject({ balance: '12.5' });
    expect(await listed(by)).toEqual([]);
    expect((await listed(by, '?state=decided')).map(({ state }) => state)).toEqual(['accepted', 'accepted']);
    expect(shop.served.faults).toEqual([]);
  });

  it('is for who may write that customer: a rep sees and decides own ones alone (S02)', async () => {
    const shop = await withKnown();
    const rita = await signInAs(shop.served, 'rita', 'rep');
    const vera = await signInAs(shop.served, 'vera', 'viewer');
    await fillIn(shop, { name: '王小芳', phone: '13800138000' });
    await fillIn(shop, { name: '李小娜', phone: '13900139000' });
    const [bobs, adas] = await listed(shop.by);
    expect((await listed(rita)).map(({ customer }) => customer?.externalId)).toEqual(['ada']);
    expect((await rita.get('/proposals/count')).json()).toEqual({ open: 1 });
    const waiting = async (who: Caller) => [
      (await who.get('/forms')).json<{ forms: { waiting: number }[] }>().forms.map((form) => form.waiting),
      (await who.get(`/forms/${shop.form}`)).json<{ waiting: number }>().waiting,
    ];
    expect([await waiting(rita), await waiting(shop.by)]).toEqual([
      [[1], 1],
      [[2], 2],
    ]);
    const accept = async (by: Caller, id: string | undefined): Promise<number> =>
      (await by.send('POST', `/proposals/${id}/decision`, { decision: 'accept' })).statusCode;
    expect([
      await accept(rita, bobs?.id),
      await accept(vera, adas?.id),
      await accept(rita, adas?.id),
    ]).toEqual([404, 403, 204]);
    const made = [
      await rita.send('POST', '/forms', signUp),
      await vera.send('PUT', `/forms/${shop.form}`, signUp),
    ];
    expect(made.map(({ statusCode }) => statusCode)).toEqual([403, 403]);
    expect((await rita.get('/forms')).json()).toMatchObject({ forms: [{ path: shop.path }] });
  });

  it('leaves the choice where a phone is shared, or only its mask is known; or becomes a new customer after all', async () => {
    const shop = await withKnown();
    const { by } = shop;
    await by.send('POST', '/customers', {
      customers: [{ externalId: 'ada-2', name: '王姐', phone: '13800138000' }],
    });
    await fillIn(shop, { name: '王芳', phone: '13800138000' });
    await fillIn(shop, { name: '王二', phone: '13800138000' });
    const [second, first] = await listed(by);
    expect([first?.customer, first?.candidates.map(({ externalId }) => externalId)]).toEqual([
      null,
      ['ada', 'ada-2'],
    ]);
    const bulk = await by.send('POST', '/proposals/decisions', { ids: [first?.id], decision: 'accept' });
    expect(bulk.json()).toMatchObject({
      results: [{ id: first?.id, problems: [{ code: 'customer-missing' }] }],
    });
    const other = first?.candidates[1]?.id;
    await by.send('POST', `/proposals/${first?.id}/decision`, { decision: 'accept', customer: other });
    expect((await by.get(`/customers/${other}`)).json()).toMatchObject({ externalId: 'ada-2', name: '王芳' });
    await by.send('POST', `/proposals/${second?.id}/decision`, { decision: 'add' });
    expect((await by.get(`/customers/${await idOf(by, `form-1-${second?.id}`)}`)).json()).toMatchObject({
      name: '王二',
    });
  });

  it('is accepted or rejected in bulk, each for itself', async () => {
    const shop = await withKnown();
    const { by } = shop;
    await fillIn(shop, { name: '王小芳', phone: '13800138000' });
    await fillIn(shop, { name: '李小娜', phone: '13900139000' });
    const ids = (await listed(by)).map(({ id }) => id);
    const sent = await by.send('POST', '/proposals/decisions', { ids: [...ids, '99'], decision: 'accept' });
    const { results } = sent.json<{ results: readonly { problems: readonly { code: string }[] }[] }>();
    expect(results.map(({ problems }) => problems.map(({ code }) => code))).toEqual([[], [], ['not-found']]);
    expect((await by.get(`/customers/${await idOf(by, 'bob')}`)).json()).toMatchObject({ name: '李小娜' });
  });
});

describe('S05 consents', () => {
  it('stand with the customer as they were told then, withdrawn on record, and go over with a merge', async () => {
    const shop = await withKnown();
    const { by } = shop;
    await fillIn(shop, { name: '赵六', phone: '13700137000' }, { agree: [0, 1] });
    await by.send('PUT', `/forms/${shop.form}`, { ...signUp, notice: { zh: '新的告知', en: '' } });
    const [ada, six] = [await idOf(by, 'ada'), await idOf(by, 'form-1-1')];
    const merged = await by.send('POST', `/customers/${ada}/merge`, { merged: six, reason: 'same' });
    expect(merged.statusCode, merged.body).toBe(200);
    const consents = async () =>
      (await by.get(`/customers/${ada}/consents`)).json<{ consents: readonly Record<string, unknown>[] }>()
        .consents;
    expect(await consents()).toMatchObject([
      {
        purpose: 0,
        name: { zh: '会员服务' },
        noticeVersion: 1,
        notice: { zh: '本店收集姓名和手机号，用于会员服务。' },
        withdrawnAt: null,
      },
      {
        purpose: 1,
        name: { zh: '优惠短信' },
        source: 'page',
        givenAt: '2026-01-15T03:00:00.000Z',
        withdrawnAt: null,
      },
    ]);
    const withdraw = async (by_: Caller, purpose: number): Promise<number> =>
      (await by_.send('POST', `/customers/${ada}/consents/1/${purpose}/withdrawal`)).statusCode;
    const sam = await signInAs(shop.served, 'sam', 'rep');
    expect([
      await withdraw(sam, 1),
      await withdraw(by, 1),
      await withdraw(by, 1),
      await withdraw(by, 2),
    ]).toEqual([404, 204, 204, 404]);
    expect(await consents()).toMatchObject([
      { withdrawnAt: null },
      { withdrawnBy: 'command line', withdrawnAt: '2026-01-15T03:00:00.000Z' },
    ]);
    const { entries } = (await by.get('/audit')).json<{ entries: readonly { action: string }[] }>();
    expect(entries.filter(({ action }) => action === 'consent-withdrawn')).toHaveLength(1);
  });
});

describe('R006 calls', () => {
  it('are planned, tried and done with the form filled in by whoever called; a rep’s own customers alone', async () => {
    const shop = await withKnown({ reward: 5 });
    const rita = await signInAs(shop.served, 'rita', 'rep');
    const [ada, bob] = [await idOf(shop.by, 'ada'), await idOf(shop.by, 'bob')];
    const plan = async (by: Caller, customers: readonly string[], rest: object = {}) =>
      await by.send('POST', '/calls', { form: shop.form, customers, dueOn: '2026-01-15', ...rest });
    const refused = [
      await plan(rita, [bob]),
      await plan(shop.by, [ada, bob], { assignedTo: 'rita', dueOn: '2026-01-32' }),
      await plan(shop.by, [ada], { assignedTo: 'nobody' }),
    ];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([404, 422, 422]);
    const planned = await plan(shop.by, [ada], { assignedTo: 'rita', note: '问生日' });
    expect(planned.json(), planned.body).toEqual({ ids: ['1'] });
    expect((await rita.get('/calls/count')).json()).toEqual({ due: 1 });
    const sam = await signInAs(shop.served, 'sam', 'rep');
    expect((await sam.get('/calls')).json()).toMatchObject({ calls: [], callers: ['sam'] });
    expect((await sam.get('/calls/1')).statusCode).toBe(404);
    expect(
      (await rita.send('POST', '/calls/1/outcome', { state: 'not-reached', note: '没接' })).statusCode,
    ).toBe(204);
    expect((await rita.get('/calls?state=not-reached&mine=true')).json()).toMatchObject({
      calls: [{ customer: { externalId: 'ada', phone: '138****8000' }, endNote: '没接', note: '问生日' }],
    });
    const outcome = {
      state: 'done',
      answers: { name: '王芳', phone: '13800138000', birthday: '1990-05-01' },
      notice: 1,
    };
    const without = await rita.send('POST', '/calls/1/outcome', { ...outcome, purposes: [] });
    expect(without.json()).toMatchObject({ problems: [{ code: 'not-agreed', path: 'purposes.0' }] });
    const done = await rita.send('POST', '/calls/1/outcome', { ...outcome, purposes: [0] });
    expect(done.statusCode, done.body).toBe(204);
    expect((await rita.send('POST', '/calls/1/outcome', { ...outcome, purposes: [0] })).statusCode).toBe(412);
    expect((await rita.get(`/customers/${ada}`)).json()).toMatchObject({ birthday: '1990-05-01' });
    expect((await rita.get(`/customers/${ada}/history`)).json()).toMatchObject({
      versions: [{ author: 'rita' }, {}],
    });
    expect((await rita.get(`/customers/${ada}/consents`)).json()).toMatchObject({
      consents: [{ author: 'rita', source: 'phone' }],
    });
    expect((await rita.get(`/customers/${ada}/points`)).json()).toMatchObject({ balance: '5' });
    expect((await rita.get('/calls/count')).json()).toEqual({ due: 0 });
    expect(shop.served.faults).toEqual([]);
  });
});
