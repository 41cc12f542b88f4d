import type { Subject } from '../condition.ts';
import { orderFields } from '../field.ts';
import type { Source } from '../metric.ts';
import type { OrderStatus } from '../order.ts';
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

/** Columns of events (reviews, complaints, service records, visits, usage). */
const eventColumns: ReadonlyMap<string, Text> = new Map([
  ['at', text('时间', 'time')],
  ['kind', text('类型', 'kind')],
  ['aspect', text('方面', 'aspect')],
  ['product', text('商品', 'product')],
  ['rating', text('评分', 'rating')],
  ['text', text('内容', 'text')],
  ['measure', text('计量项', 'measure')],
  ['quantity', text('数量', 'quantity')],
  ['resolved_at', text('解决时间', 'time of resolution')],
  ['day', text('日期', 'day')],
]);

export function isEvent(of: Source): boolean {
  return of !== 'orders' && of !== 'lines';
}

/** The name of an order's, line's or event's column; a usage measure is called what the scheme calls it. */
export function columnName(of: Source, id: string): Text {
  const known = isEvent(of) ? eventColumns.get(id) : orderFields.get(id)?.name;
  return known ?? text(id, id);
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
      const status = id === 'status' && Object.hasOwn(statusWords, written);
      return status ? statusWords[written as OrderStatus] : text(`“${written}”`, `“${written}”`);
    },
  });
}
