import { type Text, text } from '../../domain/text.ts';
import { type RejectReason, rejectText } from '../../domain/tidy/reading.ts';
import { type StructureReason, structureText } from '../files/structure-reasons.ts';

/** Why a refund of a settlement cannot be added to its order. */
export const unfitRefunds = [
  'refund-of-no-order',
  'refund-of-several-orders',
  'refund-beyond-order',
] as const;
export type UnfitRefund = (typeof unfitRefunds)[number];

/** Why a row was left out, or a cell left blank. */
export type RowReason =
  | RejectReason
  | StructureReason
  | 'no-customer'
  | 'no-date'
  | 'no-time'
  | 'no-amount'
  | 'no-points'
  | 'no-order'
  | 'no-such-order'
  | 'earned-below-zero'
  | 'refund-without-order'
  | UnfitRefund
  | 'other-customer'
  | 'no-such-customer';

const rowReasonText: Readonly<Record<Exclude<RowReason, RejectReason>, Text>> = {
  ...structureText,
  'no-customer': text('没有客户：这一列是空的', 'no customer: the cell is blank'),
  'no-date': text(
    '没有日期：下单时间和付款时间都是空的',
    'no date: neither the order nor the payment has one',
  ),
  'no-time': text('没有时间：这一列是空的', 'no time: the cell is blank'),
  'no-amount': text('没有金额：这一列是空的', 'no amount: the cell is blank'),
  'no-points': text('没有积分数：这一列是空的', 'no points: the cell is blank'),
  'no-order': text(
    '没有订单号：不知道是哪一单的商品',
    'no order id: nobody knows which order the item is of',
  ),
  'no-such-order': text(
    '订单报表里没有这一单：请导出同一段时间的订单报表',
    'the list of orders has no such order: export both for the same period',
  ),
  'refund-without-order': text(
    '这笔退款没有订单号，不知道是哪一单的',
    'the refund has no order number: nobody knows which order it is of',
  ),
  'refund-of-no-order': text(
    '没有这个号的订单：请先导入有它的订单报表，再导入一次',
    'no order with this number: import the order list first, then this file again',
  ),
  'refund-of-several-orders': text(
    '几个渠道都有这个号的订单，不知道是哪一单的；请在那笔订单上更正退款',
    'several channels have an order with this number, so it cannot be told which is meant; correct the refund of that order itself',
  ),
  'refund-beyond-order': text(
    '这笔订单的退款加起来超过了订单金额，没有计入；请核对订单金额和订单号',
    'the refunds of this order add up to more than its amount, so they were left alone; check the order’s amount and number',
  ),
  'earned-below-zero': text(
    '获得的积分不能是负数；扣减请写成“调整”或“使用”',
    'earned points cannot be below 0; write what was taken off as adjusted or spent',
  ),
  'no-such-customer': text(
    '没有这位客户：请先导入有这个编号的客户名单或订单，再导入一次',
    'no such customer: first import a customer list or orders with this id, then this file again',
  ),
  'other-customer': text(
    '同一个订单号的前面几行是另一位客户',
    'earlier rows with this order id belong to another customer',
  ),
};

/** The reason in words; of a value that is no choice, with the `choices` there are. */
export function reasonText(reason: RowReason, choices: readonly string[] = []): Text {
  if (reason in rowReasonText) return rowReasonText[reason as keyof typeof rowReasonText];
  const { zh, en } = rejectText[reason as RejectReason];
  if (choices.length === 0) return { zh, en };
  const shown = choices.slice(0, MOST_CHOICES);
  const more = choices.length > MOST_CHOICES ? [' …'] : [];
  return text(`${zh}：${[...shown, ...more].join('、')}`, `${en}: ${[...shown, ...more].join(', ')}`);
}

const MOST_CHOICES = 12;
