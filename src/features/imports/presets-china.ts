import { text } from '../../domain/text.ts';
import { type Marks, namesCustomers, type Preset, preset } from './preset.ts';

const taobaoMarks: Marks = {
  every: '订单编号',
  most: [3, '买家会员名 买家实际支付金额 买家应付货款 订单付款时间 收货地址 宝贝标题 总金额'],
};
const distributors = '分销商id 分销商店铺名称';

export const taobao: Preset = preset({
  id: 'taobao',
  name: text('淘宝/天猫订单报表', 'Taobao/Tmall order report'),
  marks: { ...taobaoMarks, none: distributors },
  columns: {
    customer_id: ['买家会员名', '买家昵称', '买家支付宝账号'],
    amount: ['买家实际支付金额', '总金额', '买家应付货款'],
    product: ['宝贝标题', '商品标题'],
  },
  netColumns: ['买家实际支付金额'],
  dueColumns: ['总金额'],
});

/** Orders of distributors in Taobao's columns. */
const hishop: Preset = preset({
  id: 'hishop',
  name: text('Hishop 分销订单（淘宝格式）', 'Hishop orders of distributors (as Taobao’s)'),
  marks: { ...taobaoMarks, every: `订单编号 ${distributors}` },
  columns: taobao.columns(0),
  netColumns: taobao.netColumns,
  dueColumns: taobao.dueColumns,
});

/** What only lists of items have; these name neither the buyer nor what was paid for the order. */
const itemMarks: Marks = {
  every: '',
  most: [2, '子订单编号 外部系统编号 商家编码 商品属性 套餐信息 购买数量 规格名称'],
  none: '总金额 买家实际支付金额 订单总额 选购商品',
};

const taobaoItems: Preset = preset({
  id: 'taobao-items',
  name: text('淘宝/天猫宝贝报表', 'Taobao/Tmall item report'),
  holds: 'items',
  marks: itemMarks,
  columns: {
    order_id: ['主订单编号', '订单编号'],
    product: ['商品标题', '宝贝标题', '标题'],
    quantity: ['购买数量'],
    unit_price: ['价格'],
  },
});

/**
 * Qianniu's workbooks: a sheet 销售明细 with a row per item, beside 订单报表, which is read as Taobao's. Only its readers were
 * seen, no file.
 */
const qianniuItems: Preset = preset({
  id: 'qianniu-items',
  name: text('千牛销售明细', 'Qianniu sales details'),
  holds: 'items',
  proven: false,
  marks: { ...itemMarks, every: '子订单编号 主订单编号 买家实付金额' },
  columns: taobaoItems.columns(0),
});

const jd: Preset = preset({
  id: 'jd',
  name: text('京东商家订单', 'JD merchant orders'),
  marks: {
    every: '订单号',
    most: [4, '京东价 下单帐号 结算金额 余额支付 付款确认时间 商家备注等级 订购数量'],
  },
  columns: { customer_id: ['下单帐号', '下单账号'], product: ['商品名称'] },
});

/** Names no buyer at all. */
const pinduoduo: Preset = preset({
  id: 'pinduoduo',
  name: text('拼多多订单', 'Pinduoduo orders'),
  marks: {
    every: '订单号',
    most: [3, '用户实付金额 商家实收金额 多多支付立减金额 多多支付立减 店铺优惠折扣 平台优惠折扣 样式id'],
  },
  columns: {
    amount: ['用户实付金额', '商家实收金额'],
    ordered_at: ['订单成交时间'],
    paid_at: ['支付时间'],
    product: ['商品', '商品名称'],
  },
});

/** http://gtc8.cn/baike/i103939.html, a copy of 抖音订单报表使用说明: a row for each item of an order, its amount on each. */
const douyin: Preset = preset({
  id: 'douyin',
  name: text('抖店订单报表', 'Douyin shop order report'),
  proven: false,
  marks: { every: '主订单编号 子订单编号 选购商品' },
  columns: {
    order_id: ['主订单编号'],
    product: ['选购商品'],
    amount: ['订单应付金额', '商品金额'],
    ordered_at: ['订单提交时间'],
    paid_at: ['支付完成时间'],
  },
  amounts: 'per-line',
});

const youzanCustomers: Preset = preset({
  id: 'youzan-customers',
  name: text('有赞客户', 'Youzan customers'),
  holds: 'customers',
  marks: {
    every: '客户昵称',
    most: [
      4,
      '客户手机号 成长值 权益卡 笔单价 企微好友 成为客户时间 上次消费时间 客户储值余额 累计退款订单数',
    ],
  },
  columns: { customer_id: ['客户昵称'], registered_at: ['成为客户时间', '成为会员时间'] },
});

/**
 * Names of columns as readers of its order reports in public code have them; no file was seen. Buyers are known by their nickname, as in
 * the list of customers.
 */
const youzanOrders: Preset = preset({
  id: 'youzan-orders',
  name: text('有赞订单', 'Youzan orders'),
  proven: false,
  marks: {
    every: '订单号 订单实付金额',
    most: [
      2,
      '归属店铺 买家付款时间 全部商品名称 商品种类数 收货人手机号/提货人手机号 订单退款状态 订单已退款金额 店铺优惠合计 应收订单金额',
    ],
  },
  columns: {
    customer_id: ['买家昵称', '买家姓名', '买家手机号', '收货人手机号/提货人手机号'],
    amount: ['订单实付金额'],
    refunded: ['订单已退款金额'],
    ordered_at: ['订单创建时间'],
    paid_at: ['买家付款时间'],
    product: ['商品名称', '全部商品名称'],
    channel: ['销售渠道'],
    store: ['归属店铺'],
  },
});

/** Names of columns as public code writes and reads its reports by goods; no file was seen. */
const youzanItems: Preset = preset({
  id: 'youzan-items',
  name: text('有赞商品明细', 'Youzan order items'),
  holds: 'items',
  proven: false,
  marks: {
    every: '订单号 商品名称 商品实际成交金额',
    most: [2, '规格编码 商品规格 商品单价 商品金额小计 商品退款状态 商品已退款金额 订单商品状态'],
    none: '订单实付金额 应收订单金额',
  },
  columns: {
    order_id: ['订单号'],
    product: ['商品名称'],
    quantity: ['商品数量'],
    unit_price: ['商品单价'],
    category: ['商品类目'],
  },
});

/** Taobao's own comes before them. Whose marks are among another's comes after it. */
export const chinesePresets: readonly Preset[] = [
  hishop,
  ofOrders(qianniuItems),
  ofOrders(taobaoItems),
  jd,
  pinduoduo,
  douyin,
  youzanOrders,
  youzanItems,
  youzanCustomers,
];

/** Items that say which order they are of, and not whose. */
function ofOrders(items: Preset): Preset {
  return {
    ...items,
    matches: (columns, sample) =>
      items.matches(columns, sample) &&
      (columns.has('主订单编号') || columns.has('订单编号')) &&
      !namesCustomers(columns),
  };
}
