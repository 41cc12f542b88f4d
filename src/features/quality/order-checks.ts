import { sql } from 'kysely';
import { orderDoubts } from '../../domain/doubts.ts';
import { text } from '../../domain/text.ts';
import { doubtSql } from '../../sql/doubt.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import { everPaidSql } from '../../sql/order-status.ts';
import { doubtful, type OrderCheck } from './check.ts';

const always = (): boolean => true;

/** Orders that were neither left unpaid nor called off. */
export const settled: Expression = everPaidSql(sql`o.status`);

const orderColumns = {
  amount: sql`o.amount`,
  refunded: sql`o.refunded`,
  day: sql`o.day`,
  orderedDay: sql`o.ordered_day`,
  paidDay: sql`o.paid_day`,
};

/** What may be wrong with an order. */
export const orderChecks: readonly OrderCheck[] = [
  {
    ...doubtful(orderDoubts.inFuture),
    subject: 'orders',
    kind: 'plausibility',
    weight: 3,
    mend: text(
      '多半是年份或日月写反了：在来源表里改正，再导入一次',
      'mostly the year is wrong, or day and month are swapped: correct it at its source and import again',
    ),
    isAsked: always,
    fails: ({ today }) => doubtSql(orderDoubts.inFuture, orderColumns, today),
  },
  {
    ...doubtful(orderDoubts.negativeTotal),
    subject: 'orders',
    kind: 'plausibility',
    weight: 3,
    mend: text(
      '若是退款，请用退款金额一列，或选把负数当退款的预设，再导入一次',
      'where it is a refund, use the column for refunds, or a preset that takes negative amounts for them, and import again',
    ),
    isAsked: always,
    fails: ({ today }) => doubtSql(orderDoubts.negativeTotal, orderColumns, today),
  },
  {
    ...doubtful(orderDoubts.refundBeyondPaid),
    subject: 'orders',
    kind: 'plausibility',
    weight: 3,
    mend: text(
      '核对退款金额：是否重复退款，或金额一列选错；改正后再导入',
      'check the refund: entered twice, or the wrong column for the amount? Correct it and import again',
    ),
    isAsked: always,
    fails: ({ today }) => doubtSql(orderDoubts.refundBeyondPaid, orderColumns, today),
  },
  {
    id: 'payment-day-missing',
    subject: 'orders',
    kind: 'completeness',
    weight: 1,
    title: text('付过款的订单没有付款日期', 'paid order without a day of payment'),
    why: text(
      '只能按下单日期算，跨月、跨年时会算进另一个周期',
      'it counts on the day it was ordered, which may lie in another month or year',
    ),
    mend: text(
      '在来源表里带上付款时间一列，再导入一次',
      'have the time of payment in the file at its source and import again',
    ),
    isAsked: ({ usesPaymentDays }) => usesPaymentDays,
    fails: () => sql`(${settled} and o.paid_day is null)`,
  },
  {
    id: 'amount-unusual',
    subject: 'orders',
    kind: 'plausibility',
    weight: 1,
    title: text('金额大得不寻常', 'amount unusually large'),
    why: text(
      '可能多打了零，或把分当成元；一单就能把客户送到最高等级',
      'perhaps a zero too many, or cents taken for the whole unit: one such order lifts somebody to the top',
    ),
    mend: text(
      '逐单核对；真是大单就不用改，写错的改正后再导入',
      'look at each: a large order may stand, a wrong one is corrected at its source and imported again',
    ),
    isAsked: ({ highestUsual }) => highestUsual !== null,
    fails: ({ highestUsual }) =>
      highestUsual === null ? sql`false` : sql`(${settled} and o.amount > ${bigint(highestUsual)})`,
  },
];
