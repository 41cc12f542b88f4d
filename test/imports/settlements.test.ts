import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import type { ImportReport } from '../../src/features/imports/import-request.ts';
import { filesOf } from '../../src/features/imports/import-result.ts';
import { undoImport } from '../../src/features/imports/undo-import.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { importText, testSeal } from '../support/import-text.ts';
import { expectSoundLedger } from '../support/ledger-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import { alipayAccount, type ToldMovement, wechatBill } from '../support/statements.ts';
import { twoTiers } from '../support/two-tiers.ts';

const orders = (...lines: string[]) =>
  `order_id,customer_id,paid_at,amount,refunded,channel,status\n${lines.join('\n')}\n`;
const back = (order: string, day: string, yuan: string, refund: string): ToldMovement => {
  return { order, at: `2026-01-${day} 10:00:00`, yuan, refund };
};

/** What is kept of orders: refunded in fen, on which day, how many lines of their own. */
async function kept({ folder }: Shop): Promise<unknown> {
  const { rows } = await sql<{
    ref: string;
    refunded: bigint | null;
    day: string | null;
    lines: bigint;
  }>`select
      order_ref || coalesce(channel, '') as ref, refunded, cast(refund_day as text) as day,
      (select count(*) from several_lines as l where l.order_id = o.order_id) as lines
    from orders as o order by 1`.execute(folder.database().reader);
  return rows.map(({ ref, refunded, day, lines }) => [ref, refunded, day, Number(lines)]);
}

const reasons = ({ files }: ImportReport): unknown =>
  files.flatMap(({ counts }) => counts.findings.map(({ reason, rows }) => [reason, rows]));

async function takeBack({ folder, clock }: Shop, id: bigint) {
  const progress = { step: () => undefined, at: () => undefined };
  const { signal } = new AbortController();
  return await undoImport(folder, { id, author: 'anna', clock: () => clock.now, signal, progress });
}

it('R006 R037 refunds that orders lack are added to them by settlements, each once, whatever comes when and is taken back', async () => {
  const shop = await openShop();
  const { folder, clock } = shop;
  await publishScheme(folder, { document: twoTiers, author: 'owner', at: clock.now });
  const list = orders(
    '1001,ada,2026-01-02,600,,,paid',
    '1001,ada,2026-01-02,500,,,paid',
    '1002,bob,2026-01-03,50,20,,completed',
    '1003,cleo,2026-01-03,30,,tmall,paid',
    '1003,dan,2026-01-03,30,,jd,paid',
    '1004,eve,2026-01-04,9,,,paid',
  );
  await importText(shop, 'orders', [list]);
  const before = [
    ['1001', null, null, 2],
    ['1002', 2000n, '2026-01-03', 0],
    ['1003jd', null, null, 0],
    ['1003tmall', null, null, 0],
    ['1004', null, null, 0],
  ];
  expect(await kept(shop)).toEqual(before);

  const first = wechatBill(
    { ...back('1001', '02', '1100.00', ''), refund: null },
    back('1001', '05', '100.00', '1'),
    back('1002', '05', '20.00', '2'),
    back('1003', '05', '5.00', '3'),
    back('1004', '05', '9.01', '4'),
    back('9999', '05', '7.00', '5'),
    { ...back('1001', '06', '50.00', '6'), status: 'CLOSED' },
  );
  const dry = await importText(shop, 'settlements', [first], { dryRun: true });
  const settled = await importText(shop, 'settlements', [first]);
  for (const report of [dry, settled]) {
    expect(reasons(report)).toEqual([
      ['refund-of-no-order', 1],
      ['refund-of-several-orders', 1],
      ['refund-beyond-order', 1],
    ]);
    expect(report.outcome ?? report.effect?.outcome).toEqual({ added: 0, changed: 1, unchanged: 1 });
    expect(report).toMatchObject({
      repeated: 0,
      files: [{ counts: { rows: 7, rejected: 3, passedOver: 2 } }],
    });
  }
  expect(dry.effect?.money).toEqual({ orders: 0n, refunds: 12_000n, before: 119_900n, after: 109_900n });
  const after = [['1001', 10_000n, '2026-01-05', 2], ...before.slice(1)];
  expect(await kept(shop)).toEqual(after);
  const { changed } = await evaluateAll(folder, { asOf: null, clock: () => clock.now });
  expect(changed).toBeGreaterThan(0);

  // The same again, and the list of orders again, change nothing.
  expect((await importText(shop, 'settlements', [first])).outcome).toMatchObject({
    changed: 0,
    unchanged: 2,
  });
  expect((await importText(shop, 'orders', [list])).outcome).toMatchObject({ added: 0, changed: 0 });

  // One that overlaps, and tells of more. 1002 gave back 20 and now 5.
  const second = wechatBill(
    back('1001', '05', '100.00', '1'),
    back('1001', '08', '1.00', '7'),
    back('1002', '08', '5.00', '8'),
  );
  expect((await importText(shop, 'settlements', [second, second])).outcome).toMatchObject({ changed: 2 });
  const twice = [['1001', 10_100n, '2026-01-08', 2], ['1002', 2500n, '2026-01-08', 0], ...before.slice(2)];
  expect(await kept(shop)).toEqual(twice);

  // Another kind of statement tells of the same refunds under other numbers, and of one more; fees are none.
  const account = alipayAccount(
    { ...back('1001', '02', '1100.00', ''), refund: null },
    back('1001', '05', '100.00', '501'),
    back('1001', '08', '1.50', '502'),
    { ...back('1001', '08', '0.60', '503'), refund: null, isFee: true },
  );
  expect((await importText(shop, 'settlements', [account])).outcome).toMatchObject({
    changed: 1,
    unchanged: 0,
  });
  const thrice = [['1001', 10_150n, '2026-01-08', 2], ...twice.slice(1)];
  expect(await kept(shop)).toEqual(thrice);

  // Lists of orders and the API that say something new of orders, and nothing of refunds, leave these where they are.
  const shipped = list.replaceAll(/paid$/gm, 'completed').replace('50,20', '50,');
  const would = await importText(shop, 'orders', [shipped], { dryRun: true });
  expect(would.effect?.money).toMatchObject({ before: 109_250n, after: 109_250n });
  expect((await importText(shop, 'orders', [shipped])).outcome).toMatchObject({ changed: 5 });
  expect(await kept(shop)).toEqual(thrice);
  const sent = { orderId: '1002', customerId: 'bob', paidAt: '2026-01-03', amount: 51 };
  const visibility = { all: true } as const;
  await collectOrders(folder, () => clock.now, testSeal)({ orders: [sent], visibility, author: 'till' });
  expect(await kept(shop)).toEqual(thrice);
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
  await expectSoundLedger(shop);
});

it('R034 a settlement that is taken back leaves orders as they were, and counts again when it comes again', async () => {
  const shop = await openShop();
  await importText(shop, 'orders', [
    orders('1,ada,2026-01-02,60,,,paid', '1,ada,2026-01-02,40,,,paid', '2,bob,2026-01-02,10,,,paid'),
  ]);
  const before = await kept(shop);
  const bill = wechatBill(back('1', '05', '30.00', '1'), back('2', '05', '10.00', '2'));
  await importText(shop, 'settlements', [bill]);
  const after = await kept(shop);
  const effect = { goes: { settled: 2 }, back: { orders: 2 }, stays: { count: 0 } };
  expect(await takeBack(shop, 2n)).toMatchObject(effect);
  expect(await kept(shop)).toEqual(before);
  // Nothing of it is remembered where the list of orders says something new.
  await importText(shop, 'orders', [orders('2,bob,2026-01-02,10,,,completed')]);
  expect(await kept(shop)).toEqual(before);
  expect((await importText(shop, 'settlements', [bill])).outcome).toMatchObject({ changed: 2 });
  expect(await kept(shop)).toEqual(after);
  // What another kind of statement tells as well stays told.
  const { id, outcome } = await importText(shop, 'settlements', [
    alipayAccount(back('1', '06', '25.00', '501')),
  ]);
  expect([id, outcome]).toEqual([6n, { added: 0, changed: 0, unchanged: 1 }]);
  expect(await takeBack(shop, 5n)).toMatchObject({ back: { orders: 2 }, stays: { count: 0 } });
  expect(await kept(shop)).toEqual([
    ['1', 2500n, '2026-01-06', 2],
    ['2', null, null, 0],
  ]);
  // It goes with that, which had changed nothing when it came.
  const rest = await takeBack(shop, 6n);
  expect(rest).toMatchObject({ goes: { settled: 1 }, back: { orders: 1 }, stays: { count: 0 } });
  expect(await kept(shop)).toEqual(before);
  const { tables, rules } = await verifyFolder(shop.folder, testSeal);
  expect([...tables, ...rules].filter((each) => !holds(each))).toEqual([]);
});

it('R007 refunds without a number are told apart by order, moment and amount', async () => {
  const shop = await openShop();
  await importText(shop, 'orders', [orders('260601-1,ada,2026-01-02,100,,,paid')]);
  const statement = (...rows: string[]) =>
    `拼多多店铺账务明细查询\n\n起始时间：2026-01-01 00:00:00  终止时间：2026-01-31 23:59:59\n----------交易记录明细列表---------\n商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述\n${rows.join('\n')}\n`;
  const paid = '260601-1,2026-01-02 09:00:00,100.00,0,交易收入,-,0010002|交易收入-订单收入';
  const ten = '260601-1,2026-01-05 10:00:01,0,-10.00,交易退款,-,0020002|交易退款-订单退款';
  const later = '260601-1,2026-01-05 10:00:02,0,-10.00,交易退款,-,0020002|交易退款-订单退款';
  const fee = '260601-1,2026-01-05 10:00:02,0,-0.60,技术服务费,-,0030002|技术服务费-基础技术服务费';
  const text = statement(paid, ten, ten, fee);
  expect((await importText(shop, 'settlements', [text])).outcome).toMatchObject({ changed: 1 });
  // Two alike in one file are two; the same in a file that overlaps are the same.
  expect(await kept(shop)).toEqual([['260601-1', 2000n, '2026-01-05', 0]]);
  await importText(shop, 'settlements', [statement(ten, later)]);
  expect(await kept(shop)).toEqual([['260601-1', 3000n, '2026-01-05', 0]]);
  // A list of another make, whose columns are known in general, and what its remarks alone tell.
  const list = '订单号,退款金额,退款时间\n260601-1,31,2026-01-09\n,5,2026-01-09\n';
  expect(reasons(await importText(shop, 'settlements', [list]))).toEqual([['refund-without-order', 1]]);
  expect(await kept(shop)).toEqual([['260601-1', 3100n, '2026-01-09', 0]]);
  const remarked =
    '商户订单号,发生时间,支出金额,备注\nT200P260601,2026-01-10,-32,淘宝客佣金退款\n260601-1,2026-01-10,-32,售后退款-T200P260601\n';
  await importText(shop, 'settlements', [remarked]);
  expect(await kept(shop)).toEqual([['260601-1', 3200n, '2026-01-10', 0]]);
  await expect(importText(shop, 'settlements', ['订单号,金额\n1,2\n'])).rejects.toThrow(
    'nothing tells refunds',
  );
});

it('R006 R037 a refund that a list of Taobao has taken off already is not taken off once more by a settlement', async () => {
  const shop = await openShop();
  const header = '订单编号,买家会员名,总金额,买家实际支付金额,订单状态,订单创建时间,订单付款时间';
  const list = [
    header,
    '1,ada,100.00,70.00,交易成功,2026-01-02 10:00:00,2026-01-02 10:01:00',
    '2,bob,50.00,50.00,交易成功,2026-01-02 10:00:00,2026-01-02 10:01:00',
    '3,cleo,40.00,0.00,交易关闭,2026-01-02 10:00:00,2026-01-02 10:01:00',
    '4,dan,30.00,0.00,等待买家付款,2026-01-02 10:00:00,',
    '合计,,220.00,120.00,,,',
  ].join('\n');
  const dry = await importText(shop, 'orders', [list], { dryRun: true });
  expect(dry.effect?.money).toMatchObject({ orders: 15_000n, refunds: 3000n, after: 12_000n });
  const report = await importText(shop, 'orders', [list]);
  expect(report.files[0]?.counts).toMatchObject({
    rows: 4,
    rejected: 0,
    totals: 1,
    lacking: 2,
    findings: [],
  });
  expect(filesOf(report, 'en')[0]?.notes).toEqual([
    '1 total row left out',
    expect.stringContaining('2 rows with more “总金额” than “买家实际支付金额”'),
  ]);
  const settlement = wechatBill(
    back('1', '05', '30.00', '1'),
    back('2', '06', '20.00', '2'),
    back('3', '06', '40.00', '3'),
  );
  const told = await importText(shop, 'settlements', [settlement]);
  expect([reasons(told), told.outcome]).toEqual([[], { added: 0, changed: 1, unchanged: 2 }]);
  expect(await kept(shop)).toEqual([
    ['1', 3000n, '2026-01-02', 0],
    ['2', 2000n, '2026-01-06', 0],
    ['3', 4000n, '2026-01-02', 0],
    ['4', null, null, 0],
  ]);
  // Where nothing tells what was given back that is said.
  const blind = await importText(shop, 'orders', [list], { dryRun: true, leave: ['总金额'] });
  expect(filesOf(blind, 'en')[0]?.notes[1]).toMatch(/^⚠ “买家实际支付金额” is net of refunds/);
});
