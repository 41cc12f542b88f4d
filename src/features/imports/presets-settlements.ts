import { text } from '../../domain/text.ts';
import { type Preset, preset } from './preset.ts';

const given = { holds: 'settlements', proven: false } as const;

/** https://pay.weixin.qq.com/docs/merchant/products/bill-download/format-trade.html, all three kinds of it, and its older names. */
const wechatPay: Preset = preset({
  ...given,
  id: 'wechat-pay',
  name: text('微信支付交易账单', 'WeChat Pay trade bill'),
  marks: { every: '微信订单号 商户订单号 交易状态', most: [1, '公众账号ID 商户数据包 用户标识 费率'] },
  columns: {
    order_id: ['商户订单号'],
    refund_id: ['微信退款单号', '商户退款单号'],
    at: ['交易时间'],
    kind: ['交易状态'],
    refunded: ['申请退款金额', '退款金额'],
  },
});

/** https://pay.weixin.qq.com/docs/merchant/products/bill-download/format-fundflow.html */
const wechatFunds: Preset = preset({
  ...given,
  id: 'wechat-pay-funds',
  name: text('微信支付资金账单', 'WeChat Pay fund bill'),
  marks: { every: '资金流水单号 收支类型 收支金额 业务凭证号' },
  columns: {
    order_id: ['业务凭证号'],
    refund_id: ['资金流水单号'],
    at: ['记账时间'],
    kind: ['业务类型'],
    direction: ['收支类型'],
    amount: ['收支金额'],
  },
});

/** 业务明细; what a refund gives back stands below zero. Its columns as readers of it in public code have them. */
const alipayTrades: Preset = preset({
  ...given,
  id: 'alipay-trades',
  name: text('支付宝业务明细', 'Alipay business details'),
  marks: {
    every: '支付宝交易号 商户订单号 业务类型',
    most: [2, '退款批次号/请求号 商家实收 集分宝 券核销金额 完成时间'],
  },
  columns: {
    order_id: ['商户订单号'],
    refund_id: ['退款批次号/请求号'],
    at: ['完成时间'],
    kind: ['业务类型'],
    amount: ['订单金额'],
  },
});

/** 账务明细 and 资金流水: every movement of the account. Its columns as readers of it in public code have them. */
const alipayAccount: Preset = preset({
  ...given,
  id: 'alipay-account',
  name: text('支付宝账务明细', 'Alipay account details'),
  marks: { every: '商户订单号 账户余额', most: [2, '账务流水号 业务流水号 支付宝流水号 支付宝交易号'] },
  columns: {
    order_id: ['商户订单号'],
    refund_id: ['账务流水号', '支付宝流水号'],
    at: ['发生时间', '入账时间'],
    kind: ['业务类型', '账务类型'],
    remark: ['备注'],
    amount: ['支出金额', '支出'],
  },
});

/** 店铺账务明细; its refunds have no number. Its columns as readers of it in public code have them. */
const pinduoduoAccount: Preset = preset({
  ...given,
  id: 'pinduoduo-account',
  name: text('拼多多账务明细', 'Pinduoduo account details'),
  marks: { every: '商户订单号 发生时间 账务类型 收入金额 支出金额', none: '账户余额' },
  columns: {
    order_id: ['商户订单号'],
    at: ['发生时间'],
    kind: ['账务类型'],
    remark: ['业务描述'],
    amount: ['支出金额'],
  },
});

/** 动账明细: every movement of the account. Its columns as readers of it in public code have them. */
const douyinAccount: Preset = preset({
  ...given,
  id: 'douyin-account',
  name: text('抖店动账明细', 'Douyin shop account movements'),
  marks: { every: '动账时间 动账方向 动账金额', most: [1, '订单号 主订单编号'] },
  columns: {
    order_id: ['订单号', '主订单编号'],
    refund_id: ['动账流水号', '动帐流水号'],
    at: ['动账时间'],
    kind: ['动账场景', '动账摘要', '备注'],
    direction: ['动账方向'],
    amount: ['动账金额'],
  },
});

/** What payment platforms and marketplaces say of money that came in and went back: never orders, which it would double. */
export const settlementPresets: readonly Preset[] = [
  wechatPay,
  wechatFunds,
  alipayTrades,
  alipayAccount,
  pinduoduoAccount,
  douyinAccount,
];
