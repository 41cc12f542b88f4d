import type { Subject } from '../condition.ts';
import { sourceFields } from '../field.ts';
import type { Source } from '../metric.ts';
import type { OrderStatus } from '../order.ts';
import { isPointKind, pointKindName } from '../points.ts';
import { type Text, text } from '../text.ts';
import { plain } from './amount-words.ts';
import type { SubjectWords } from './condition-words.ts';

const statusWords: Readonly<Record<OrderStatus, Text>> = {
  unpaid: text('未付款', 'unpaid'),
  paid: text('已付款', 'paid'),
  shipped: text('已发货', 'shipped'),
  completed: text('已完成', 'completed'),
  cancelled: text('已取消', 'cancelled'),
  refunded: text('已退款', 'refunded'),
};

export function statusName(status: OrderStatus): Text {
  return statusWords[status];
}

/** The name of an order's, line's or event's column; a usage measure is called what the scheme calls it. */
export function columnName(of: Source, id: string): Text {
  if (of === 'points' && id === 'quantity') return text('积分', 'points');
  return sourceFields(of).get(id)?.name ?? text(id, id);
}

/** How a metric's `where` speaks of the columns of what it measures. */
export function columnWords(of: Source, currency: string): (subject: Subject) => SubjectWords {
  return ({ id, type }) => ({
    name: columnName(of, id),
    of: 'field',
    type,
    unit: type === 'money' ? { kind: 'money', currency } : plain,
    topBy: null,
    word: (written) => {
      if (id === 'status' && Object.hasOwn(statusWords, written)) return statusWords[written as OrderStatus];
      if (of === 'points' && id === 'kind' && isPointKind(written)) return pointKindName(written);
      return text(`“${written}”`, `“${written}”`);
    },
  });
}
