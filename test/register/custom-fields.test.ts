import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { commandLine } from '../../src/features/access/actor.ts';
import { explainTier } from '../../src/features/customers/explain.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { writeExport } from '../../src/features/exports/write-export.ts';
import { readCustomFields } from '../../src/features/register/custom-fields.ts';
import { keepCustomers } from '../../src/features/register/keep-customers.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { everybody } from '../support/export-all.ts';
import { importText, testSeal } from '../support/import-text.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

async function kept({ folder }: Shop): Promise<Record<string, Record<string, unknown> | null>> {
  const { rows } = await sql<{ id: string; custom: string | null }>`select external_id as id,
    cast(custom as text) as custom from customers order by 1`.execute(folder.database().reader);
  return Object.fromEntries(rows.map(({ id, custom }) => [id, custom === null ? null : JSON.parse(custom)]));
}

const outcome = (added: number, changed: number, unchanged: number) => ({ added, changed, unchanged });

const declared = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  fields: {
    skin: { type: 'choice', name: { zh: '肤质', en: 'Skin' }, choices: ['dry', 'oily'] },
    income: { type: 'money', name: { zh: '收入', en: 'Income' } },
    age: { type: 'number', name: { zh: '年龄', en: 'Age' } },
    baby: { type: 'date', name: { zh: '宝宝生日', en: "Baby's birthday" } },
    vip: { type: 'yes-no', name: 'VIP' },
  },
  tiers: [{ id: 'all', name: 'All' }],
};

describe('custom fields (R002)', () => {
  it('are all further columns of a customer list; the same list again changes nothing', async () => {
    const shop = await openShop();
    const list = '会员号,姓名,肤质,宝宝 生日\n1,艾达,干性, 2024年1月1日 \n2,Bob,,\n';
    expect((await importText(shop, 'customers', [list])).outcome).toEqual(outcome(2, 0, 0));
    expect(await kept(shop)).toEqual({ 1: { 肤质: '干性', 宝宝_生日: '2024年1月1日' }, 2: null });
    expect(await readCustomFields(shop.folder.database().reader)).toMatchObject([
      { id: '肤质', type: 'text', name: { zh: '肤质', en: '肤质' }, sealed: false },
      { id: '宝宝_生日', name: { zh: '宝宝 生日' } },
    ]);
    expect((await importText(shop, 'customers', [list])).outcome).toEqual(outcome(0, 0, 2));
  });

  it('become new versions where they differ, and stay where a list does not speak of them', async () => {
    const shop = await openShop();
    await importText(shop, 'customers', ['customer_id,skin,size\n1,dry,M\n2,oily,L\n']);
    const next = await importText(shop, 'customers', ['customer_id,size\n1,S\n2,L\n']);
    expect(next.outcome).toEqual(outcome(0, 1, 1));
    // A column without any value says nothing of anybody; a blank cell beside others says that there is none.
    expect((await importText(shop, 'customers', ['customer_id,size\n2,\n'])).outcome).toEqual(
      outcome(0, 0, 1),
    );
    expect((await importText(shop, 'customers', ['customer_id,size\n1,S\n2,\n'])).outcome).toEqual(
      outcome(0, 1, 1),
    );
    expect(await kept(shop)).toEqual({ 1: { size: 'S', skin: 'dry' }, 2: { skin: 'oily' } });
    const { rows } = await sql<{
      external_id: string;
      custom: string;
    }>`select external_id, cast(custom as text) as custom from customers_history
      order by ended_by, 1`.execute(shop.folder.database().reader);
    expect(
      rows.map(({ external_id, custom }) => ({ external_id, custom: JSON.parse(custom) as unknown })),
    ).toEqual([
      { external_id: '1', custom: { size: 'M', skin: 'dry' } },
      { external_id: '2', custom: { size: 'L', skin: 'oily' } },
    ]);
  });

  it('that the standard declares can be written before any list has brought them', async () => {
    const shop = await openShop();
    await publishScheme(shop.folder, { document: declared, author: 'test', at: shop.clock.now });
    const given = [{ externalId: '1', custom: { skin: 'oily', income: 1200 } }];
    const writing = { actor: commandLine, at: shop.clock.now };
    expect(await keepCustomers(shop.folder, testSeal, given, writing)).toEqual([{ status: 'added' }]);
    expect(await kept(shop)).toEqual({ 1: { skin: 'oily', income: '1200.00' } });
  });

  it('are read by the types that the standard declares; what cannot be read is left blank and counted', async () => {
    const shop = await openShop();
    await publishScheme(shop.folder, { document: declared, author: 'test', at: shop.clock.now });
    const list = `customer_id,肤质,Income,年龄,宝宝生日,vip,备注
1,dry,1.2万,28.50,2024/1/1,是,好
2,混合,¥300,二十八,昨天,也许,
`;
    const report = await importText(shop, 'customers', [list]);
    expect(await kept(shop)).toEqual({
      1: { age: '28.5', baby: '2024-01-01', income: '12000.00', skin: 'dry', vip: 'yes', 备注: '好' },
      2: { income: '300.00' },
    });
    const blanked = report.files[0]?.counts.blanked.map(({ column, example }) => [column, example]);
    expect(blanked).toEqual([
      ['肤质', '混合'],
      ['年龄', '二十八'],
      ['宝宝生日', '昨天'],
      ['vip', '也许'],
    ]);
    expect((await importText(shop, 'customers', [list])).outcome).toEqual(outcome(0, 0, 2));
  });

  it('S03 are sealed where they are contact data, whatever they are called', async () => {
    const shop = await openShop();
    const list =
      'customer_id,备用手机,Work e-mail,家庭住址\n1,139 0013 9000,Ada@work.cn,长安街1号\n2,138****1234,,\n';
    await importText(shop, 'customers', [list]);
    const first = await kept(shop);
    expect(first['1']).toMatchObject({ 备用手机: { masked: '139****9000' } });
    expect(first['2']).toEqual({ 备用手机: { masked: '138****1234', sealed: null, key: null } });
    const text = JSON.stringify(first);
    for (const secret of ['13900139000', 'Ada@work', '长安街']) expect(text).not.toContain(secret);
    const phone = first['1']?.备用手机 as { sealed: string };
    expect(testSeal.open(phone.sealed).replaceAll(' ', '')).toBe('+8613900139000');
    expect((await importText(shop, 'customers', [list])).outcome).toEqual(outcome(0, 0, 2));
    expect(await kept(shop)).toEqual(first);
    const masked = list.replace('长安街1号', '长安街****');
    expect((await importText(shop, 'customers', [masked])).outcome).toEqual(outcome(0, 0, 2));
    expect(await kept(shop)).toEqual(first);
  });

  it('never take the place of a field that everybody has', async () => {
    const shop = await openShop();
    await importText(shop, 'customers', ['customer_id,姓名,name,tier,A b,a_b\n1,艾达,Ada,gold,1,2\n']);
    const custom = Object.keys((await kept(shop))['1'] ?? {});
    expect(custom.sort()).toEqual(['A_b', 'a_b', 'tier_2', '姓名']);
  });

  it('R013 decide tiers in a data folder, are proven and exported', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    const publish = (document: object) =>
      publishScheme(folder, { document, author: 'test', at: clock.now++ });
    const tier = (id: string, when: object) => ({ id, name: id, when });
    const tiers = [
      { id: 'all', name: 'All' },
      tier('old', { field: 'age', atLeast: 60 }),
      tier('rich', { field: 'income', over: 10000 }),
      tier('young', { field: 'baby', after: '2024-02-28' }),
      tier('vip', {
        all: [
          { field: 'vip', is: 'yes' },
          { field: 'skin', in: ['dry'] },
        ],
      }),
    ];
    await importText(shop, 'customers', [
      `customer_id,age,income,baby,vip,skin
a,60,1,,,
b,59.5,10000.01,,,
c,70,20000,2024-02-29,no,dry
d,5,5,2024-02-28,yes,dry
e,60,5,2024-02-30,no,dry
f,none of it,10000,,yes,oily
`,
    ]);
    await publish({ ...declared, tiers });
    const evaluate = async () => {
      await evaluateAll(folder, { asOf: null, clock: () => clock.now });
      const out = join(await mkdtemp(join(tmpdir(), 'tierbook-export-')), 'c.json');
      onTestFinished(async () => await rm(dirname(out), { recursive: true }));
      await writeExport(folder, testSeal, { ...everybody, out, format: 'json' });
      return JSON.parse(await readFile(out, 'utf8')) as Record<string, unknown>[];
    };
    const rows = await evaluate();
    expect(rows.map((row) => [row.customer_id, row.tier])).toEqual([
      ['a', 'old'],
      ['b', 'rich'],
      ['c', 'young'],
      ['d', 'vip'],
      ['e', 'old'],
      ['f', 'all'],
    ]);
    expect(rows[1]).toMatchObject({ age: 59.5, income: 10000.01, baby: null, vip: null, next_tier: 'young' });
    expect(rows[5]).toMatchObject({ age: null, skin: 'oily' });
    const { reader } = folder.database();
    for (const { customer_id: id, tier: held } of rows) {
      const proof = await explainTier(reader, String(id), null, clock.now);
      expect([id, proof.tier.id]).toEqual([id, held]);
    }
  });

  it('S03 a rule over a field that is sealed, or that nobody has, is refused', async () => {
    const shop = await openShop();
    await importText(shop, 'customers', ['customer_id,备用手机,skin\n1,13900139000,dry\n']);
    const publish = async (field: string) => {
      const tiers = [...declared.tiers, { id: 'x', name: 'X', when: { field, isEmpty: false } }];
      return await publishScheme(shop.folder, {
        document: { tierbook: 1, id: 'mine', name: 'Mine', tiers },
        author: 'test',
        at: shop.clock.now,
      });
    };
    await expect(publish('备用手机')).rejects.toThrow(/keeps sealed/);
    await expect(publish('phone')).rejects.toThrow(/keeps sealed/);
    await expect(publish('skim')).rejects.toThrow(/no customer field “skim”.*There are:.*skin/);
    expect(await publish('skin')).toMatchObject({ version: 1 });
  });

  it('an interrupted list keeps what was kept of it and says how much', async () => {
    const shop = await openShop();
    const rows = Array.from({ length: 2500 }, (_, index) => `${index},x`);
    const abort = new AbortController();
    let keeping = false;
    const progress = {
      step: ({ en }: { readonly en: string }) => {
        keeping = en === 'keeping the customers';
      },
      at: (fraction: number) => {
        if (keeping && fraction > 0) abort.abort(new Error('stopped'));
      },
    };
    const list = ['customer_id,skin', ...rows].join('\n');
    const failed = importText(shop, 'customers', [list], { signal: abort.signal, progress });
    await expect(failed).rejects.toThrow(/stopped/);
    const { rows: imports } = await sql<{ status: string; report: string }>`select status,
      cast(report as text) as report from imports`.execute(shop.folder.database().reader);
    const count = Object.keys(await kept(shop)).length;
    expect(count).toBe(1000);
    expect(imports.map(({ status }) => status)).toEqual(['interrupted']);
    expect(JSON.parse(imports[0]?.report ?? '')).toMatchObject({ added: count, changed: 0, unchanged: 0 });
  });
});
