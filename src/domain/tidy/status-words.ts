import type { OrderStatus } from '../order.ts';
import { type Text, text } from '../text.ts';

/**
 * The words of Taobao, Tmall, JD, Pinduoduo, Douyin, Youzan, Shopify and WooCommerce. Left out on purpose are
 * words that say nothing about whether the money came or stayed: 退款中, closed, on hold, partially paid.
 */
const words: Record<OrderStatus, string> = {
  unpaid: `unpaid | not paid | pending | pending payment | payment pending | awaiting payment | authorized
    | 等待买家付款 | 等待付款 | 等待支付 | 待付款 | 待支付 | 待买家付款 | 未付款 | 未支付 | 买家未付款 | 订单未支付
    | WAIT_BUYER_PAY | TRADE_NO_CREATE_PAY | 没有创建支付宝交易`,
  paid: `paid | payment received | processing | awaiting fulfillment | awaiting shipment | ready to ship
    | 买家已付款,等待卖家发货 | 买家已付款 | 等待卖家发货 | 等待发货 | 待卖家发货 | 待发货 | 已付款 | 已支付 | 付款成功
    | 支付成功 | 已付款,待发货 | 已支付,待发货 | 等待出库 | 待出库 | 备货中 | 配货中 | 待提货 | 待自提 | 待核销
    | WAIT_SELLER_SEND_GOODS`,
  shipped: `shipped | fulfilled | partially shipped | partially fulfilled | in transit | out for delivery | dispatched
    | 卖家已发货,等待买家确认 | 卖家已发货 | 等待买家确认 | 等待买家确认收货 | 卖家部分发货 | 部分发货 | 已发货
    | 已发货,待收货 | 已发货,待签收 | 待收货 | 待签收 | 待确认收货 | 等待确认收货 | 等待收货 | 运输中 | 配送中 | 派送中 | 已出库
    | SELLER_CONSIGNED_PART | WAIT_BUYER_CONFIRM_GOODS`,
  completed: `completed | complete | delivered | received | finished | partially refunded
    | 交易成功 | 交易完成 | 已成交 | 已完成 | 完成 | 订单完成 | 订单已完成 | 已收货 | 确认收货 | 已确认收货 | 已签收
    | 买家已签收 | 已送达 | 待评价 | 已评价 | 已核销 | 已提货 | 已自提 | 部分退款 | 部分退款成功
    | TRADE_FINISHED | TRADE_BUYER_SIGNED`,
  cancelled: `cancelled | canceled | cancel | voided | void | expired | failed | payment failed | abandoned
    | 交易关闭 | 交易已关闭 | 已关闭 | 关闭 | 订单关闭 | 订单已关闭 | 已取消 | 取消 | 订单取消 | 订单已取消 | 交易取消
    | 交易已取消 | 用户取消 | 用户已取消 | 买家取消 | 买家已取消 | 卖家取消 | 系统取消 | 超时取消 | 超时关闭 | 超时未支付
    | 支付失败 | 付款失败 | 已作废 | 作废 | TRADE_CLOSED | TRADE_CLOSED_BY_TAOBAO`,
  refunded: `refunded | fully refunded | full refund | refund | returned
    | 退款成功 | 退款完成 | 已退款 | 退款 | 全额退款 | 已全额退款 | 全部退款 | 退货退款 | 退款退货 | 已退货退款 | 已退货 | 退货成功
    | 退货完成 | 未发货,退款成功 | 已发货,退款成功 | 已收货,退款成功 | 已签收,退款成功 | 交易关闭,退款成功`,
};

/** The commonest words that are understood, for messages: the whole list is too long to read. */
export const commonStatusWords: Text = text(
  '待付款、已付款、待发货、已发货、已收货、交易成功、已完成、已取消、交易关闭、退款成功',
  'unpaid, pending, paid, processing, shipped, delivered, completed, cancelled, refunded',
);

/** A status word as `statusWords` has it: NFKC, lower-case, without spaces, `_`, `-` and WooCommerce's `wc-`. */
export function normaliseStatusWord(word: string): string {
  return word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]/g, '')
    .replace(/^wc(?=[a-z])/, '');
}

/** Every status word that is understood, normalised. */
export const statusWords: ReadonlyMap<string, OrderStatus> = new Map(
  orderStatuses().flatMap((status) =>
    words[status].split('|').map((word) => [normaliseStatusWord(word), status] as const),
  ),
);

function orderStatuses(): readonly OrderStatus[] {
  return ['unpaid', 'paid', 'shipped', 'completed', 'cancelled', 'refunded'];
}
