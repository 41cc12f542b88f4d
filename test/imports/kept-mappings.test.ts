import { expect, it } from 'vitest';
import { importText } from '../support/import-text.ts';
import { localCaller, type Served, serveShop } from '../support/serve-shop.ts';

const upload = async (all: Served, name: string, text: string): Promise<string> => {
  const sent = await all.app.inject({
    method: 'POST',
    url: `/api/v1/uploads?name=${encodeURIComponent(name)}`,
    headers: { authorization: `Bearer ${all.served.localToken}`, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(text),
  });
  expect(sent.statusCode, sent.body).toBe(201);
  return sent.json<{ id: string }>().id;
};

it('R006 columns settled by hand hold for the next file with the same header, in any order, until they are forgotten', async () => {
  const all = await serveShop('2026-05-03T03:00:00Z');
  const { seal } = all.served;
  const settled = new Map([
    ['customer_id', '谁'],
    ['ordered_at', '何时'],
    ['amount', '多少'],
  ]);
  const first = '谁,何时,多少,单号,备注金额\nada,2026-01-02,5,1,9\n';
  const given = { settled, leave: ['备注金额'], seal };
  // What a dry run is told holds for it alone.
  await importText(all.shop, 'orders', [first], { ...given, dryRun: true });
  const later = '单号,多少 , 何时,备注金额,谁\n2,7,2026-01-03,9,bob\n';
  await expect(importText(all.shop, 'orders', [later], { seal })).rejects.toThrow();
  await importText(all.shop, 'orders', [first], given);

  const owner = localCaller(all);
  const id = await upload(all, '六月.csv', later);
  const body = { uploads: [id], kind: 'orders' };
  const previewed = (await owner.send('POST', '/imports/previews', body)).json();
  expect(previewed.files).toMatchObject([
    {
      missing: [],
      kept: { file: 'orders0.csv', author: 'test', at: '2026-05-03T03:00:00.000Z', map: { amount: '多少' } },
    },
  ]);
  const byNames = (await owner.send('POST', '/imports/previews', { ...body, remembered: false })).json();
  expect(byNames.files).toMatchObject([{ missing: ['customer_id', 'ordered_at', 'amount'], kept: null }]);
  const { outcome, files } = await importText(all.shop, 'orders', [later], { seal });
  expect(outcome).toEqual({ added: 1, changed: 0, unchanged: 0 });
  expect(files[0]?.staged.kept?.file).toBe('orders0.csv');

  // A column more is another source.
  await expect(
    importText(all.shop, 'orders', ['谁,何时,多少,单号,备注金额,门店\nada,2026-01-02,5,1,9,x\n'], { seal }),
  ).rejects.toThrow();
  // What is said now goes before, and is what holds from then on.
  const over = new Map([['amount', '备注金额']]);
  const changed = await importText(all.shop, 'orders', [first], { settled: over, seal });
  expect(changed.outcome).toMatchObject({ changed: 1 });
  const { mappings } = (await owner.get('/imports/mappings')).json<{ mappings: { id: string }[] }>();
  expect(mappings).toMatchObject([
    { map: { customer_id: '谁', ordered_at: '何时', amount: '备注金额' }, leave: [] },
  ]);
  const forgotten = await owner.send('DELETE', `/imports/mappings/${mappings[0]?.id}`);
  expect(forgotten.statusCode, forgotten.body).toBe(204);
  expect((await owner.send('POST', '/imports/previews', body)).json().files).toMatchObject([{ kept: null }]);
  expect((await owner.get('/audit')).json().entries[0]).toMatchObject({ action: 'mapping-forgotten' });
  expect(all.faults).toEqual([]);
});

it('R006 a file that a preset knows keeps no mapping unless somebody settles its columns otherwise', async () => {
  const all = await serveShop();
  const by = localCaller(all);
  const { seal } = all.served;
  const file = '订单编号,买家会员名,总金额,订单付款时间,收货地址,宝贝标题\n1,ada,5,2026-01-02,上海,茶\n';
  await importText(all.shop, 'orders', [file], { preset: 'taobao', seal });
  expect((await by.get('/imports/mappings')).json()).toEqual({ mappings: [] });
  await importText(all.shop, 'orders', [file], { settled: new Map([['customer_id', '收货地址']]), seal });
  expect((await by.get('/imports/mappings')).json()).toMatchObject({
    mappings: [{ map: { customer_id: '收货地址' } }],
  });
});

it('R006 columns settled by hand are remembered with what came of the file, whatever happens to the process after it', async () => {
  const all = await serveShop('2026-05-03T03:00:00Z');
  const { seal } = all.served;
  const settled = new Map([
    ['customer_id', '谁'],
    ['ordered_at', '何时'],
    ['amount', '多少'],
  ]);
  // It ends as soon as the last is committed.
  let steps = '';
  const progress = {
    step: ({ en }: { readonly en: string }) => {
      steps = en;
    },
    at: (fraction: number) => {
      if (steps === 'keeping what was read' && fraction === 1) throw new Error('killed');
    },
  };
  const list = '谁,何时,多少\nada,2026-01-02,5\n';
  await expect(importText(all.shop, 'orders', [list], { settled, seal, progress })).rejects.toThrow('killed');
  expect((await importText(all.shop, 'orders', [list], { seal })).outcome).toMatchObject({ unchanged: 1 });
});
