import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { defineFields } from '../../src/features/register/custom-fields.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { gradedRegister } from '../support/graded-register.ts';
import { type Caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';

const scheme = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'local', name: 'Local', when: { field: 'region', is: '上海' } },
  ],
};
const ada = { externalId: 'ada', name: '艾达', phone: '138 0013 8000', region: '北京' };

type Result = { status?: string; problems?: { code: string; path: string; message: string }[] };

async function post(by: Caller, ...customers: unknown[]): Promise<string[]> {
  const answer = await by.send('POST', '/customers', { customers });
  expect(answer.statusCode).toBe(200);
  return answer
    .json<{ results: Result[] }>()
    .results.map(
      ({ status, problems = [] }) => status ?? problems.map(({ code, path }) => `${code} ${path}`).join(', '),
    );
}

async function numberOf({ shop }: Served, externalId: string): Promise<string> {
  const { rows } = await sql<{ id: bigint }>`select customer_id as id from customers
    where external_id = ${externalId}`.execute(shop.folder.database().reader);
  return String(rows[0]?.id);
}

async function defineVisits({ shop }: Served): Promise<void> {
  const name = { zh: '名', en: 'name' };
  const plain = { name, choices: [], sealed: false };
  await shop.folder.writer.write((trx) =>
    defineFields(
      trx,
      [
        { ...plain, id: 'visits', type: 'number' },
        { ...plain, id: 'vip', type: 'yes-no' },
        { ...plain, id: 'skin', type: 'choice', choices: ['干', '油'] },
        { ...plain, id: 'wechat', type: 'text', sealed: true },
      ],
      1n,
    ),
  );
}

describe('POST /customers', () => {
  it('R034 adds customers, changes what is said of them and leaves the rest', async () => {
    const served = await serveShop();
    const by = localCaller(served);
    expect(await post(by, ada, { externalId: 'bob' })).toEqual(['added', 'added']);
    expect(await post(by, ada, { externalId: 'bob', owner: 'rita', birthday: '1990年2月28日' })).toEqual([
      'unchanged',
      'changed',
    ]);
    expect(await post(by, { externalId: 'ada', region: null }, { externalId: 'ada', name: 'Ada' })).toEqual([
      'changed',
      'changed',
    ]);
    const { rows } =
      await sql`select external_id, name, region, owner, phone_masked, cast(birthday as text) as birthday
      from customers order by customer_id`.execute(served.shop.folder.database().reader);
    expect(rows).toEqual([
      {
        external_id: 'ada',
        name: 'Ada',
        region: null,
        owner: null,
        phone_masked: '138****8000',
        birthday: null,
      },
      {
        external_id: 'bob',
        name: null,
        region: null,
        owner: 'rita',
        phone_masked: null,
        birthday: '1990-02-28',
      },
    ]);
    expect(served.faults).toEqual([]);
  });

  it('R016 grades those it changes at once', async () => {
    const served = await serveShop();
    const { folder, clock } = served.shop;
    await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    const by = localCaller(served);
    await post(by, ada, { ...ada, externalId: 'bob', region: '上海' });
    const tiers = async () =>
      (await gradedRegister(served.shop)).grades.map((row) => Number((row as { tier: bigint }).tier));
    expect(await tiers()).toEqual([0, 1]);
    await post(by, { externalId: 'ada', region: '上海' });
    expect(await tiers()).toEqual([1, 1]);
  });

  it('R036 says everything that is wrong, and keeps the others', async () => {
    const served = await serveShop();
    expect(
      await post(
        localCaller(served),
        {
          externalId: '匿名',
          phone: '138****8000',
          birthday: '1990-02-30',
          regoin: '上海',
          custom: { visits: 1 },
        },
        { name: 'nobody' },
        [],
        { externalId: 'long', name: 'n'.repeat(10_001), company: 'x'.repeat(10_000) },
        ada,
      ),
    ).toEqual([
      [
        'unknown-key customers[0].regoin',
        'placeholder customers[0].externalId',
        'date-impossible customers[0].birthday',
        'masked-value customers[0].phone',
        'unknown-key customers[0].custom.visits',
      ].join(', '),
      'missing customers[1].externalId',
      'bad-type customers[2]',
      'too-long customers[3].name',
      'added',
    ]);
  });

  it("R002 keeps values of the business's own fields by their types", async () => {
    const served = await serveShop();
    await defineVisits(served);
    const by = localCaller(served);
    const custom = { visits: '1千', vip: true, skin: '干', wechat: 'ada_wx' };
    expect(
      await post(by, { ...ada, custom }, { externalId: 'bob', custom: { skin: '紫', visits: 'x' } }),
    ).toEqual([
      'added',
      'amount-unreadable customers[1].custom.visits, choice-unknown customers[1].custom.skin',
    ]);
    expect(
      await post(by, { externalId: 'ada', custom: { skin: null } }, { externalId: 'ada', custom }),
    ).toEqual(['unchanged', 'unchanged']);
    const { rows } = await sql<{
      custom: string;
    }>`select cast(custom as text) as custom from customers`.execute(served.shop.folder.database().reader);
    expect(JSON.parse(rows[0]?.custom ?? '')).toMatchObject({ visits: '1000', vip: 'yes', skin: '干' });
    expect(rows[0]?.custom).not.toContain('ada_wx');
  });

  it('S02 makes a rep the owner of who is new, and lets nobody be taken or given away', async () => {
    const served = await serveShop();
    await post(
      localCaller(served),
      { ...ada, owner: 'rita' },
      { externalId: 'bob' },
      { externalId: 'eve', owner: 'sam' },
    );
    const rep = await signInAs(served, 'rita', 'rep');
    expect(
      await post(
        rep,
        { externalId: 'new', name: 'N' },
        { externalId: 'ada', name: 'A' },
        { externalId: 'bob', owner: 'rita' },
        { externalId: 'eve', name: 'E' },
        { externalId: 'ada', owner: 'sam' },
        { externalId: 'newer', owner: 'sam' },
      ),
    ).toEqual([
      'added',
      'changed',
      'forbidden customers[2]',
      'forbidden customers[3]',
      'forbidden customers[4]',
      'forbidden customers[5]',
    ]);
    const { rows } = await sql`select external_id, owner from customers order by external_id`.execute(
      served.shop.folder.database().reader,
    );
    expect(rows).toEqual([
      { external_id: 'ada', owner: 'rita' },
      { external_id: 'bob', owner: null },
      { external_id: 'eve', owner: 'sam' },
      { external_id: 'new', owner: 'rita' },
    ]);
  });
});

describe('PATCH /customers/:id', () => {
  it('R034 changes one customer and gives it back', async () => {
    const served = await serveShop();
    const manager = await signInAs(served, 'max', 'manager');
    await post(manager, ada);
    const id = await numberOf(served, 'ada');
    const changed = await manager.send('PATCH', `/customers/${id}`, {
      region: '上海',
      phone: null,
      owner: 'rita',
    });
    expect(changed.statusCode).toBe(200);
    expect(changed.json()).toMatchObject({
      externalId: 'ada',
      region: '上海',
      phone: null,
      owner: 'rita',
      name: '艾达',
    });
    const wrong = await manager.send('PATCH', `/customers/${id}`, {
      phone: '138****8000',
      externalId: 'x',
      regoin: 1,
    });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json<{ problems: { path: string }[] }>().problems.map(({ path }) => path)).toEqual([
      'externalId',
      'regoin',
      'phone',
    ]);
    expect((await manager.send('PATCH', '/customers/999', { name: 'x' })).statusCode).toBe(404);
    expect(served.faults).toEqual([]);
  });

  it('S02 hands a customer over by a manager, not by the rep', async () => {
    const served = await serveShop();
    await post(localCaller(served), { ...ada, owner: 'rita' }, { externalId: 'bob', owner: 'sam' });
    const rep = await signInAs(served, 'rita', 'rep');
    const manager = await signInAs(served, 'max', 'manager');
    const own = `/customers/${await numberOf(served, 'ada')}`;
    const other = `/customers/${await numberOf(served, 'bob')}`;
    const status = async (by: Caller, url: string, body: object) =>
      (await by.send('PATCH', url, body)).statusCode;
    expect(await status(rep, own, { name: 'A' })).toBe(200);
    expect(await status(rep, own, { owner: 'sam' })).toBe(403);
    expect(await status(rep, own, { owner: null })).toBe(403);
    expect(await status(rep, other, { owner: 'rita' })).toBe(404);
    expect(await status(rep, other, { name: 'B' })).toBe(404);
    expect(await status(manager, own, { owner: 'sam' })).toBe(200);
    expect(await status(rep, own, { name: 'B' })).toBe(404);
    const viewer = await signInAs(served, 'vera', 'viewer');
    expect(await status(viewer, own, { name: 'C' })).toBe(403);
  });
});

describe("a customer's history and contact data", () => {
  it('S06 says who changed what, contact data masked', async () => {
    const served = await serveShop();
    await defineVisits(served);
    const manager = await signInAs(served, 'max', 'manager');
    await post(manager, { ...ada, address: '南京路 1 号', custom: { visits: 2, wechat: 'wx1' } });
    const id = await numberOf(served, 'ada');
    served.shop.clock.now += 60_000;
    await localCaller(served).send('PATCH', `/customers/${id}`, {
      phone: '13900139000',
      address: '南京路 2 号',
      region: null,
      custom: { visits: 3, wechat: 'wx2' },
    });
    const history = await manager.get(`/customers/${id}/history`);
    expect(history.json()).toEqual({
      versions: [
        {
          recordedAt: '2026-01-15T03:01:00.000Z',
          author: 'command line',
          changes: [
            { field: 'region', from: '北京', to: null },
            { field: 'phone', from: '138****8000', to: '139****9000' },
            { field: 'address', from: '****', to: '****' },
            { field: 'visits', from: '2', to: '3' },
            { field: 'wechat', from: '****', to: '****' },
          ],
        },
        {
          recordedAt: '2026-01-15T03:00:00.000Z',
          author: 'max',
          changes: [
            { field: 'name', from: null, to: '艾达' },
            { field: 'region', from: null, to: '北京' },
            { field: 'phone', from: null, to: '138****8000' },
            { field: 'address', from: null, to: '****' },
            { field: 'visits', from: null, to: '2' },
            { field: 'wechat', from: null, to: '****' },
          ],
        },
      ],
    });
    expect(served.faults).toEqual([]);
  });

  it('S06 is opened for those who may, and that is noted', async () => {
    const served = await serveShop();
    await defineVisits(served);
    const custom = { wechat: 'wx1' };
    await post(localCaller(served), {
      ...ada,
      owner: 'rita',
      email: 'a@b.cn',
      idNumber: '11010519491231002X',
      custom,
    });
    const id = await numberOf(served, 'ada');
    const [rep, other, viewer, owner] = [
      await signInAs(served, 'rita', 'rep'),
      await signInAs(served, 'sam', 'rep'),
      await signInAs(served, 'vera', 'viewer'),
      await signInAs(served, 'olga', 'owner'),
    ];
    expect((await rep.get(`/customers/${id}/contact`)).json()).toEqual({
      phone: '13800138000',
      email: 'a@b.cn',
      address: null,
      idNumber: '11010519491231002X',
      custom: { wechat: 'wx1' },
    });
    expect((await other.get(`/customers/${id}/contact`)).statusCode).toBe(404);
    expect((await other.get(`/customers/${id}/history`)).statusCode).toBe(404);
    expect((await viewer.get(`/customers/${id}/contact`)).statusCode).toBe(403);
    const { entries } = (await owner.get('/audit')).json<{ entries: { action: string; actor: string }[] }>();
    expect(entries.filter(({ action }) => action === 'contact-read')).toEqual([
      { at: '2026-01-15T03:00:00.000Z', actor: 'rita', action: 'contact-read', subject: 'ada', detail: null },
    ]);
    expect(entries.filter(({ action }) => action === 'customers-changed')).toMatchObject([
      { actor: 'command line', subject: 'ada', detail: { added: 1, changed: 0 } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('8000');
  });
});
