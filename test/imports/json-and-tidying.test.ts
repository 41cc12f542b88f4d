import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { importText, testSeal } from '../support/import-text.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

async function read(shop: Shop, statement: ReturnType<typeof sql>): Promise<readonly unknown[]> {
  return (await statement.execute(shop.folder.database().reader)).rows;
}

/** What is kept of customers' contact data, opened. */
async function contacts(shop: Shop): Promise<unknown> {
  const rows = await read(
    shop,
    sql`select external_id as id, name, phone_masked as masked, phone_sealed as phone, address_sealed as address
      from customers order by external_id`,
  );
  const open = (sealed: unknown): string | null =>
    typeof sealed === 'string' ? testSeal.open(sealed) : null;
  return (rows as readonly Record<string, unknown>[]).map(({ id, name, masked, phone, address }) => {
    return [id, name, masked, open(phone), open(address)];
  });
}

it('R006 orders, customers and events come as JSON lines or a list of objects, and mean what a CSV of them means', async () => {
  const shop = await openShop();
  const customers = [
    { customer_id: '007', name: '张三', vip: true },
    { customer_id: 'b', name: null },
  ];
  const orders = [
    '{"order_id":1234567890123456789012,"customer_id":"007","ordered_at":"2026-01-02T09:05:00+08:00","amount":12.50}',
    '{"order_id":"2","customer_id":"b","ordered_at":"2026年1月3日","amount":"1.2万","status":"交易成功"}',
    '{"order_id":"3","customer_id":"b","ordered_at":"2026-13-03","amount":1}',
    '{"order_id":"4",',
  ];
  const reviews = '[{"customer_id":"007","at":"2026-01-05","rating":4.5,"text":"好\\n评"}]';
  const kept = await importText(shop, 'customers', [JSON.stringify(customers, null, 2)]);
  expect(kept.outcome).toMatchObject({ added: 2 });
  const report = await importText(shop, 'orders', [orders.join('\n')]);
  expect(report.outcome).toMatchObject({ added: 2 });
  expect(report.details[0]?.firstRejected.map(({ row, value }) => [row, value])).toEqual([
    [3, '2026-13-03'],
    [4, orders[3]],
  ]);
  expect((await importText(shop, 'reviews', [reviews])).outcome).toMatchObject({ added: 1 });
  expect(
    await read(
      shop,
      sql`select order_ref as ref, cast(day as text) as day, amount, status from orders order by order_ref`,
    ),
  ).toEqual([
    { ref: '1234567890123456789012', day: '2026-01-02', amount: 1250n, status: 'completed' },
    { ref: '2', day: '2026-01-03', amount: 1_200_000n, status: 'completed' },
  ]);
});

it('R008 phones are kept in one form however they come, and those that are kept already stay the version they are', async () => {
  const shop = await openShop();
  const list = (...phones: string[]): string =>
    `customer_id,phone\n${phones.map((phone, n) => `${n},${phone}`).join('\n')}\n`;
  const first = list(
    '13800001234',
    '86-13800001235',
    '+86 138 0000 1236',
    '021-61234567',
    '+1 415 555 0100',
    '无',
  );
  const report = await importText(shop, 'customers', [first]);
  expect(report.details[0]?.tidied.map(({ kind, count }) => [kind, count])).toEqual([
    ['phone-form', 4],
    ['blank-mark', 1],
  ]);
  expect(await contacts(shop)).toEqual([
    ['0', null, '138****1234', '+8613800001234', null],
    ['1', null, '138****1235', '+8613800001235', null],
    ['2', null, '138****1236', '+8613800001236', null],
    ['3', null, '021****4567', '+862161234567', null],
    ['4', null, '141****0100', '+14155550100', null],
    ['5', null, null, null, null],
  ]);
  const otherwise = list(
    '+8613800001234',
    '13800001235',
    '008613800001236',
    '+86 21 6123 4567',
    '0014155550100',
    '',
  );
  expect((await importText(shop, 'customers', [otherwise])).outcome).toMatchObject({
    changed: 0,
    unchanged: 6,
  });
  // As they were kept before numbers had one form.
  await sql`update customers set phone_sealed = ${testSeal.seal('13800001234')} where external_id = '0'`.execute(
    shop.folder.database().kysely,
  );
  expect((await importText(shop, 'customers', [first])).outcome).toMatchObject({ changed: 0 });
});

it('R008 customers who are known by a mobile number are the same however files write it', async () => {
  const shop = await openShop();
  const rows = [
    '138 0000 1234',
    '+86-138-0000-1234',
    '１３８００００１２３４',
    '13800001234',
    '8613800001234',
  ];
  const report = await importText(shop, 'orders', [
    `order_id,customer_id,paid_at,amount\n${rows.map((id, n) => `${n},${id},2026-01-02,5`).join('\n')}\n`,
  ]);
  expect(report.details[0]?.tidied).toMatchObject([{ kind: 'phone-form', count: 3 }]);
  const ids = await sql<{ id: string; n: bigint }>`select external_id as id, count(*) as n from customers
    join orders on orders.customer_id = customers.customer_id group by external_id order by external_id`.execute(
    shop.folder.database().kysely,
  );
  expect(ids.rows).toEqual([
    { id: '13800001234', n: 4n },
    { id: '8613800001234', n: 1n },
  ]);
});

it('R006 files that overlap change nothing when one of them comes again alone', async () => {
  const shop = await openShop();
  const header = 'order_id,customer_id,paid_at,amount,product,quantity\n';
  const [one, both, other] = [
    '1,a,2026-01-02,5,tea,1\n',
    '2,b,2026-01-03,7.50,cup,2\n',
    '3,c,2026-01-04,9,,\n',
  ];
  const [first, second] = [`${header}${one}${both}`, `${header}${both}${other}`];
  const together = await importText(shop, 'orders', [first, second]);
  expect(together).toMatchObject({ repeated: 1, outcome: { added: 3, changed: 0, unchanged: 0 } });
  for (const file of [first, second]) {
    const { outcome } = await importText(shop, 'orders', [file]);
    expect(outcome).toEqual({ added: 0, changed: 0, unchanged: 2 });
  }
});

it('R008 a name and a phone are taken out of the address they stand in, where they have no columns', async () => {
  const shop = await openShop();
  const list =
    '会员编号\t收货地址\nc1\t张三，86-13800001234，浙江省 杭州市，文三路 1 号\nc2\t李四，021-61234567，上海\nc3\t北京\n';
  const report = await importText(shop, 'customers', [list]);
  expect(report.details[0]?.tidied.map(({ kind, count }) => [kind, count])).toEqual([
    ['packed-address', 2],
    ['phone-form', 2],
  ]);
  expect(await contacts(shop)).toEqual([
    ['c1', '张三', '138****1234', '+8613800001234', '浙江省 杭州市，文三路 1 号'],
    ['c2', '李四', '021****4567', '+862161234567', '上海'],
    ['c3', null, null, null, '北京'],
  ]);
  const named = '会员编号\t姓名\t手机\t收货地址\nc4\t王五\t13900001234\t张三，86-13800001234，杭州\n';
  await importText(shop, 'customers', [named]);
  expect(((await contacts(shop)) as unknown[]).at(-1)).toEqual([
    ...['c4', '王五', '139****1234', '+8613900001234', '张三，86-13800001234，杭州'],
  ]);
});
