import { describe, expect, it } from 'vitest';
import { searchDuplicates } from '../../src/features/duplicates/search-duplicates.ts';
import { importText } from '../support/import-text.ts';
import { type Caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';

interface Page {
  readonly pairs: readonly {
    readonly one: { readonly id: string; readonly externalId: string };
    readonly other: { readonly id: string; readonly externalId: string };
    readonly confidence: number;
    readonly kept: string;
    readonly reasons: readonly { readonly id: string }[];
    readonly fields: readonly unknown[];
    readonly decision: unknown;
  }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly reasons: readonly { readonly id: string; readonly pairs: number }[];
  readonly search: { readonly isCurrent: boolean; readonly isWhole: boolean } | null;
  readonly next: string | null;
}

const customers = [
  { externalId: 'ada', name: '张伟', phone: '13800138000', owner: 'rita', registeredAt: '2025-05-01' },
  {
    externalId: 'ada-2',
    name: '张伟',
    phone: '+86 138 0013 8000',
    owner: 'rita',
    registeredAt: '2025-01-01',
  },
  { externalId: 'bob', name: '李娜', email: 'B@x.cn', owner: 'rita' },
  { externalId: 'bob-2', name: '李娜', email: 'b@x.cn', owner: 'sam' },
  ...Array.from({ length: 6 }, (_, n) => ({
    externalId: `proxy-${n}`,
    name: `客${n}`,
    phone: '13900139000',
  })),
];

async function served(): Promise<{ all: Served; by: Caller }> {
  const all = await serveShop();
  const by = localCaller(all);
  const sent = await by.send('POST', '/customers', { customers });
  expect(sent.statusCode, sent.body).toBe(200);
  return { all, by };
}

async function search(by: Caller): Promise<void> {
  const searched = await by.send('POST', '/duplicates/searches');
  expect(searched.statusCode, searched.body).toBe(200);
}

async function page(by: Caller, query = ''): Promise<Page> {
  const got = await by.get(`/duplicates${query}`);
  expect(got.statusCode, got.body).toBe(200);
  return got.json<Page>();
}

const namesOf = ({ pairs }: Page): string[] =>
  pairs.map(({ one, other }) => `${one.externalId} ${other.externalId}`);

describe('R035 duplicates', () => {
  it('are searched when asked and listed side by side, contact data masked; what too many share makes none', async () => {
    const { all, by } = await served();
    expect(await page(by)).toMatchObject({ pairs: [], search: null, next: null });
    await search(by);
    const found = await page(by);
    expect(namesOf(found)).toEqual(['bob bob-2', 'ada ada-2']);
    expect(found).toMatchObject({
      counts: { open: 2, later: 0, 'not-same': 0 },
      search: { isCurrent: true, isWhole: true },
    });
    const [, pair] = found.pairs;
    // Nobody bought: who registered first is kept.
    expect(pair?.kept).toBe(pair?.other.id);
    expect(pair?.reasons.map(({ id }) => id)).toEqual(['name', 'phone']);
    expect(pair?.fields).toContainEqual(
      expect.objectContaining({ field: 'phone', one: '138****8000', other: '138****8000', same: true }),
    );
    expect(JSON.stringify(found)).not.toContain('13800138000');
    expect(namesOf(await page(by, '?reason=phone'))).toEqual(['ada ada-2']);
    const first = await page(by, '?limit=1');
    expect(namesOf(await page(by, `?limit=1&after=${first.next}`))).toEqual(['ada ada-2']);
    expect((await by.get('/duplicates?reason=shoes')).json()).toMatchObject({
      problems: [{ code: 'unknown-reason' }],
    });
    expect((await by.get('/duplicates/shared')).json()).toMatchObject({
      shared: [{ shown: '139****9000', customers: 6, examples: [{ externalId: 'proxy-0' }, {}, {}] }],
    });

    // Orders say more about who is kept than days do.
    const orders = [{ orderId: 'o1', customerId: 'ada', amount: 5, paidAt: '2026-01-02' }];
    await by.send('POST', '/orders', { orders });
    const kept = (await page(by)).pairs[1];
    expect(kept?.kept).toBe(kept?.one.id);
    expect(all.faults).toEqual([]);
  });

  it('that are decided stay decided until something new speaks for them, by whoever may merge', async () => {
    const { all, by } = await served();
    await search(by);
    const [bobs, adas] = (await page(by)).pairs;
    const decide = async (who: Caller, pair: typeof bobs, body: object) =>
      await who.send('POST', `/duplicates/${pair?.other.id}/${pair?.one.id}/decision`, body);
    const rita = await signInAs(all, 'rita', 'rep');
    expect((await decide(rita, adas, { decision: 'not-same' })).statusCode).toBe(403);
    expect((await rita.send('POST', '/duplicates/searches')).statusCode).toBe(403);
    expect((await rita.get('/duplicates/shared')).statusCode).toBe(403);

    const notSame = await decide(by, adas, { decision: 'not-same', reason: '父子' });
    expect(notSame.statusCode, notSame.body).toBe(200);
    await search(by);
    expect(namesOf(await page(by))).toEqual(['bob bob-2']);
    expect((await page(by, '?state=not-same')).pairs).toMatchObject([
      { one: { externalId: 'ada' }, decision: { author: 'command line', reason: '父子' } },
    ]);
    // What differs now says nothing new for them; what agrees now does.
    const change = async (externalId: string, changes: object): Promise<void> => {
      const sent = await by.send('POST', '/customers', { customers: [{ externalId, ...changes }] });
      expect(sent.statusCode, sent.body).toBe(200);
      await search(by);
    };
    await change('ada', { region: '上海' });
    expect((await page(by)).counts).toMatchObject({ open: 1, 'not-same': 1 });
    await change('ada-2', { region: '上海' });
    expect(namesOf(await page(by))).toEqual(['ada ada-2', 'bob bob-2']);
    await decide(by, adas, { decision: 'later' });
    await decide(by, bobs, { decision: 'later' });
    await decide(by, bobs, { decision: 'open' });
    expect(namesOf(await page(by))).toEqual(['bob bob-2']);

    const body = { decision: 'merge', kept: bobs?.one.id, reason: '同一个邮箱' };
    expect((await decide(by, bobs, { ...body, kept: adas?.one.id })).json()).toMatchObject({
      problems: [{ code: 'not-of-pair' }],
    });
    const merged = await decide(by, bobs, body);
    expect(merged.statusCode, merged.body).toBe(200);
    expect(await page(by)).toMatchObject({ pairs: [], counts: { open: 0 }, search: { isCurrent: false } });
    const { rows } = await auditOf(by);
    expect(rows).toEqual([
      'customers-merged',
      'duplicate-decided',
      'duplicate-decided',
      'duplicate-decided',
      'duplicate-decided',
    ]);
    expect(all.faults).toEqual([]);
  });

  it('of somebody else’s customers are not shown, nor counted', async () => {
    const { all, by } = await served();
    await search(by);
    const [rita, sam] = [await signInAs(all, 'rita', 'rep'), await signInAs(all, 'sam', 'rep')];
    expect(namesOf(await page(rita))).toEqual(['ada ada-2']);
    expect((await rita.get('/duplicates/count')).json()).toEqual({ open: 1 });
    expect(await page(sam)).toMatchObject({ pairs: [], counts: { open: 0 }, reasons: [] });
  });

  it('go by the fields that the business names, and a decision follows a customer who is merged', async () => {
    const all = await serveShop();
    const by = localCaller(all);
    await importText(all.shop, 'customers', [
      'customer_id,name,会员卡号\nc1,甲乙,V1\nc2,丙丁,V1\nc3,丙丁,\n',
    ]);
    await search(by);
    expect((await page(by)).pairs).toEqual([]);
    const { fields } = (await by.get('/duplicates/member-fields')).json<{ fields: { id: string }[] }>();
    const unknown = await by.send('PUT', '/duplicates/member-fields', { fields: ['shoe size'] });
    expect(unknown.json()).toMatchObject({ problems: [{ code: 'unknown-field' }] });
    await by.send('PUT', '/duplicates/member-fields', { fields: fields.map(({ id }) => id) });
    expect((await page(by)).search).toMatchObject({ isCurrent: false });
    await search(by);
    const [pair] = (await page(by)).pairs;
    expect(pair).toMatchObject({
      one: { externalId: 'c1' },
      other: { externalId: 'c2' },
      reasons: [{ says: { zh: '会员卡号相同' } }],
    });
    const decided = `/duplicates/${pair?.one.id}/${pair?.other.id}/decision`;
    await by.send('POST', decided, { decision: 'not-same' });
    const c3 = (await by.get('/customers?externalId=c3')).json<{ customers: { id: string }[] }>();
    // Who had the card is c3 from now on.
    const merged = { merged: pair?.other.id, reason: '同名' };
    await by.send('POST', `/customers/${c3.customers[0]?.id}/merge`, merged);
    await search(by);
    expect((await page(by)).counts).toMatchObject({ open: 0, 'not-same': 1 });
    const most = await searchDuplicates(all.shop.folder, { author: 'test', at: all.shop.clock.now, most: 0 });
    expect(most).toMatchObject({ pairs: 0, isWhole: false });
  });
});

async function auditOf(by: Caller): Promise<{ rows: string[] }> {
  const { entries } = (await by.get('/audit?limit=100')).json<{ entries: { action: string }[] }>();
  const wanted = entries.map(({ action }) => action).filter((action) => /duplicate|merged/.test(action));
  return { rows: wanted };
}
