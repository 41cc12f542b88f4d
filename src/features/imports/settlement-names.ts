/** What a column of a settlement may hold, in the order in which columns are looked for. */
export const settlementColumns = [
  'order_id',
  'refund_id',
  'at',
  'kind',
  'remark',
  'direction',
  'refunded',
  'amount',
  'status',
] as const;
export type SettlementColumn = (typeof settlementColumns)[number];

/** The names that these columns have in statements, best first, as `orderNames` has them. */
export const settlementNames: Readonly<Record<SettlementColumn, string>> = {
  order_id:
    '商户订单号 商家订单号 商户单号 主订单编号 主订单号 原订单编号 原订单号 订单编号 订单号 订单id 平台订单号 关联订单号 业务凭证号 业务基础订单号 orderid orderno ordernumber merchantorderno outtradeno',
  refund_id:
    '微信退款单号 商户退款单号 退款批次号/请求号 退款批次号 退款请求号 退款单号 退款编号 退款流水号 账务流水号 资金流水单号 动账流水号 动帐流水号 支付宝流水号 售后单号 售后编号 refundid refundno outrefundno',
  at: '退款成功时间 退款完成时间 退款时间 退款日期 交易时间 完成时间 发生时间 动账时间 入账时间 记账时间 结算时间 到账时间 创建时间 交易日期 日期 时间 refundedat refundtime refunddate createdat time date',
  kind: '交易状态 业务类型 账务类型 动账场景 动账摘要 费用名称 类型 transactiontype type',
  remark: '备注 业务描述 摘要 说明 remark remarks memo note description',
  direction: '收支类型 收支方向 动账方向 收/支 资金流向',
  refunded:
    '申请退款金额 退款金额 退款额 已退款金额 实际退款金额 成功退款 refundamount refundedamount amountrefunded',
  amount: '支出金额 支出 动账金额 收支金额 订单金额 交易金额 金额 transactionamount',
  status: '退款状态 refundstatus',
};
