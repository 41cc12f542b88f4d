import { describe, expect, it } from 'vitest';
import { gradeFiles, refuseFiles } from '../support/grade-files.ts';

const scheme = {
  metrics: {
    total: { of: 'orders', take: 'sum', what: 'amount' },
    purchases: { of: 'orders', take: 'count' },
    products: { of: 'lines', take: 'distinct', what: 'product' },
    pieces: { of: 'orders', take: 'sum', what: 'quantity' },
  },
};

const orderList = `订单编号,买家会员名,总金额,买家实际支付金额,订单状态,订单创建时间,订单付款时间,宝贝标题,宝贝总数量
5113837045333047045,ada,100.00,100.00,交易成功,2026-01-02 10:00:00,2026-01-02 10:01:00,食人花2代等,3
5113837045333047046,bob,30.00,30.00,交易成功,2026-01-03 10:00:00,2026-01-03 10:01:00,花盆,1
`;
const itemList = `子订单编号,主订单编号,商家编码,外部系统编号,商品标题,物流单号,物流公司
1,5113837045333047045,PK02-S2,商品规格,食人花2代,SF123,顺丰速运
2,="5113837045333047045",PK02-S3,商品规格,花土,SF123,顺丰速运
3,5113837045333047099,PK02-S4,商品规格,铲子,SF124,顺丰速运
4,,PK02-S4,商品规格,水壶,SF124,顺丰速运
`;

describe('a list of items (R005–R008)', () => {
  it.each([
    ['ExportOrderList.csv', 'ExportItemList.csv'],
    ['z-orders.csv', 'a-items.csv'],
  ])('joins its orders by their id: %s, %s', async (ordersName, itemsName) => {
    const { row, rows, report, rejects } = await gradeFiles({
      orders: { [itemsName]: itemList, [ordersName]: orderList },
      scheme,
    });
    expect(report.files.map(({ preset }) => preset)).toEqual(['taobao-items', 'taobao']);
    expect(rows).toHaveLength(2);
    expect(row('ada')).toMatchObject({ total: '100.00', purchases: '1', products: '2', pieces: '3' });
    expect(row('bob')).toMatchObject({ total: '30.00', purchases: '1', products: '1', pieces: '1' });
    expect(rejects.map(({ row: at, column, value }) => [at, column, value])).toEqual([
      ['4', '主订单编号', '5113837045333047099'],
      ['5', '主订单编号', ''],
    ]);
  });

  it('is refused without orders, and the way out is said', async () => {
    const { code, said } = await refuseFiles({ orders: { 'ExportItemList.csv': itemList } });
    expect([code, said]).toEqual([
      1,
      [expect.stringMatching(/list of items.*together with the list of its orders/)],
    ]);
  });
});

describe('an order that goes on over rows which leave blank what its first says (R005–R008)', () => {
  const header =
    'Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price';
  const lines = [
    '#1001,ann@example.com,paid,2024-05-01 10:00:00 +0000,USD,29.98,5.00,0.00,34.98,2024-05-01 09:58:12 +0000,2,Crew Tee,9.99',
    '#1001,,,,,,,,,,1,Mug,10.00',
    '#1002,ben@example.com,refunded,2024-05-02 10:00:00 +0000,USD,10.00,0.00,0.00,10.00,2024-05-02 09:58:12 +0000,1,Mug,10.00',
    ',cy@example.com,paid,2024-05-03 10:00:00 +0000,USD,10.00,0.00,0.00,7.00,2024-05-03 09:58:12 +0000,1,Mug,10.00',
  ];

  it('is one order with all its lines', async () => {
    const { row, report, rejects } = await gradeFiles({
      orders: { 'orders_export.csv': `${[header, ...lines].join('\n')}\n` },
      scheme: { ...scheme, currency: 'USD' },
    });
    expect(rejects).toEqual([]);
    expect(report).toMatchObject({ amounts: 'per-order', files: [{ preset: 'shopify-orders', rows: 4 }] });
    expect(row('ann@example.com')).toMatchObject({
      total: '34.98',
      purchases: '1',
      products: '2',
      pieces: '3',
    });
    expect(row('cy@example.com')).toMatchObject({ total: '7.00', purchases: '1' });
  });
});
