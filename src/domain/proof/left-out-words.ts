import type { Day } from '../calendar.ts';
import { formatMoney } from '../currency.ts';
import { columnName, columnWords, statusName } from '../describe/column-words.ts';
import { conditionWords } from '../describe/condition-words.ts';
import { spaced } from '../describe/joining.ts';
import type { Measure } from '../metric.ts';
import { type Order, orderDay } from '../order.ts';
import { type Text, text } from '../text.ts';
import type { DayRange } from '../window.ts';
import type { Reason, ReasonCode } from './proven-orders.ts';

/** What a reason is about. */
export interface Measured {
  readonly definition: Measure;
  readonly days: DayRange | null;
  readonly asOf: Day;
  readonly currency: string;
}

/** Why orders or refunds are left out, without a full stop. */
export function reasonWords({ code, status }: Reason, measured: Measured): Text {
  if (status !== null) {
    const { zh, en } = statusName(status);
    return text(`${zh}的订单不计`, `${en} orders do not count`);
  }
  return words[code](measured);
}

/** Why one order is left out, with what sets it apart from others left out for the same reason. */
export function leftOutWords(reason: Reason, order: Order, refunded: bigint, measured: Measured): Text {
  const { currency, asOf } = measured;
  if (reason.code === 'refunded') {
    const money = formatMoney(refunded, currency);
    return refunded >= order.amount
      ? text(`已全额退款 ${money}`, `refunded in full, ${money}`)
      : text(`已退款 ${money}`, `${money} refunded`);
  }
  const day = orderDay(order);
  if (reason.code !== 'after-day' || day === null) return reasonWords(reason, measured);
  return order.paidDay === null
    ? text(`${day} 下单，晚于 ${asOf}`, `ordered on ${day}, after ${asOf}`)
    : text(`${day} 付款，晚于 ${asOf}`, `paid on ${day}, after ${asOf}`);
}

const words: Readonly<Record<ReasonCode, (measured: Measured) => Text>> = {
  'no-day': () => text('没有日期', 'no date'),
  'after-day': ({ asOf }) => text(`晚于 ${asOf}`, `after ${asOf}`),
  status: () => text('订单状态不计', 'the order status does not count'),
  refunded: () => text('已退款的订单不计', 'refunded orders do not count'),
  'before-window': ({ days }) =>
    text(`早于统计周期（${days?.from} 起）`, `before the window, which starts on ${days?.from}`),
  'after-window': ({ days }) =>
    text(`晚于统计周期（至 ${days?.to}）`, `after the window, which ends on ${days?.to}`),
  'no-window': () =>
    text('注册或首次购买之前没有会员年度', 'no membership year before registration or the first order'),
  where: (measured) => {
    const { zh, en } = conditionOf(measured);
    return text(`不满足：${zh}`, `not where ${en}`);
  },
  'total-only': (measured) => {
    const { zh, en } = conditionOf(measured);
    return text(`只计入总数，不满足：${zh}`, `only in the total, not where ${en}`);
  },
  blank: ({ definition }) => {
    const { zh, en } = columnName(definition.of, definition.what ?? 'amount');
    return text(spaced('没有', zh), `no ${en}`);
  },
};

function conditionOf({ definition: { where, of }, currency }: Measured): Text {
  return where === null ? text('', '') : conditionWords(where, columnWords(of, currency));
}
