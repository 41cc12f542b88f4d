/** An order as a Taobao shop has it. Money in fen. */
export interface TaobaoOrder {
  readonly id: string;
  readonly buyer: string;
  readonly titles: readonly string[];
  readonly status: string;
  /** Goods and postage. */
  readonly total: number;
  readonly refund: number;
  readonly created: string;
  /** Blank: never paid. */
  readonly paid: string;
}

type Short = readonly [buyer: string, status: string, total: number, refund: number, titles: number];

const success = '交易成功';
const closed = '交易关闭';
const sent = '卖家已发货，等待买家确认';
const paidFull = '买家已付款，等待卖家发货';
const paidHalf = '买家已付款,等待卖家发货';

const orders: readonly Short[] = [
  ['晴天小猪', success, 120_050, 0, 2],
  ['tb_8821_2013', success, 9_990, 1_990, 1],
  ['晴天小猪', '等待买家付款', 50_000, 0, 1],
  ['王小姐，杭州', paidHalf, 19_999, 0, 1],
  ['晴天小猪', closed, 30_000, 30_000, 1],
  ['tb_8821_2013', closed, 8_800, 0, 2],
  ['只看不买', '等待买家付款', 6_600, 0, 1],
  ['王小姐，杭州', sent, 70_001, 0, 3],
  ['刚好一千', success, 99_999, 0, 1],
  ['刚好一千', paidFull, 1, 0, 1],
  ['退光了', success, 45_600, 45_600, 1],
  ['小"引号"', success, 5_050, 1_005, 1],
  ['13800138000', success, 20_000, 0, 1],
  ['tb_8821_2013', success, 250_000, 0, 2],
];

const neverPaid = new Set(['等待买家付款']);

export const taobaoOrders: readonly TaobaoOrder[] = orders.map(
  ([buyer, status, total, refund, titles], index) => {
    const day = `2015-11-${String(index + 1).padStart(2, '0')}`;
    const unpaid = neverPaid.has(status) || (status === closed && refund === 0);
    return {
      id: `87654321009876${String(index * 37).padStart(4, '0')}`,
      buyer,
      titles: Array.from({ length: titles }, (_, n) => `宝贝 ${index}-${n}, 新款`),
      status,
      total,
      refund,
      created: `${day} 23:5${index % 10}:01`,
      paid: unpaid ? '' : `${day} 23:59:59`,
    };
  },
);

const counted = new Set([success, sent, paidFull, paidHalf]);

/** What each buyer's orders come to in plain arithmetic: money as text and number of orders. */
export function taobaoSums(amountOf: (order: TaobaoOrder) => number): Map<string, [string, string]> {
  return new Map(
    [...new Set(taobaoOrders.map(({ buyer }) => buyer))].map((buyer) => {
      const bought = taobaoOrders.filter((order) => order.buyer === buyer && counted.has(order.status));
      const fen = bought.reduce((sum, order) => sum + amountOf(order), 0);
      return [buyer, [(fen / 100).toFixed(2), String(bought.length)]];
    }),
  );
}

/** One row per title under a header of Taobao's, the cells wrapped as its exporters wrap them. */
export function taobaoRows(header: readonly string[], { feeWord = '0.00' } = {}): string[][] {
  return taobaoOrders.flatMap((order, index) =>
    order.titles.map((title, line) =>
      header.map((column) => cellOf(column, { order, title, row: index + line, feeWord })),
    ),
  );
}

interface Place {
  readonly order: TaobaoOrder;
  readonly title: string;
  readonly row: number;
  readonly feeWord: string;
}

/** `'`, a tab, `="…"` or nothing around an id, in turn: rows of one order differ. */
const wrappings: readonly ((id: string) => string)[] = [
  (id) => id,
  (id) => `\t${id}`,
  (id) => `="${id}"`,
  (id) => `'${id}`,
  (id) => `${id}\t`,
];

const cells: Readonly<Record<string, (place: Place) => string>> = {
  订单编号: ({ order, row }) => wrappings[row % wrappings.length]?.(order.id) ?? '',
  买家会员名: ({ order }) => order.buyer,
  买家支付宝账号: ({ order }) => `pay-${order.id}@example.com`,
  支付单号: ({ order }) => `2015${order.id}`,
  买家应付货款: ({ order }) => yuan(order.total),
  总金额: ({ order }) => yuan(order.total),
  买家实际支付金额: ({ order }) => yuan(order.paid === '' ? 0 : order.total - order.refund),
  退款金额: ({ order }) => yuan(order.refund),
  订单状态: ({ order }) => order.status,
  收货人姓名: ({ order }) => `收货人${order.buyer.length}`,
  收货地址: ({ order }) => `${order.buyer}，86-13900139000，浙江省杭州市某街道 1 号`,
  运送方式: () => '快递',
  联系电话: () => "'0571-88886666",
  联系手机: () => "'13900139000",
  订单创建时间: ({ order }) => order.created,
  订单付款时间: ({ order }) => order.paid,
  宝贝标题: ({ title }) => title,
  商品标题: ({ title }) => title,
  宝贝种类: ({ order }) => String(order.titles.length),
  宝贝总数量: ({ order }) => String(order.titles.length * 2),
  店铺Id: () => '0',
  店铺名称: () => '晴天小店',
  订单关闭原因: ({ order }) => (order.status === closed ? '买家不想买了' : '订单未关闭'),
  卖家服务费: ({ feeWord }) => feeWord,
  买家服务费: ({ feeWord }) => feeWord,
  买家应付邮费: () => '0.00',
};

function cellOf(column: string, place: Place): string {
  return cells[column]?.(place) ?? '';
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}
