import { type CountPolicy, type Measure, type Metric, measureType, type Take } from './metric.ts';
import { type Text, text } from './text.ts';
import { lifetime } from './window.ts';

const lifetimeMeasures: readonly (readonly [id: string, take: Take, what: string | null, name: Text])[] = [
  ['spend', 'sum', 'amount', text('累计消费', 'total spend')],
  ['orders', 'count', null, text('累计订单数', 'number of orders')],
  ['average_order', 'average', 'amount', text('客单价', 'average order')],
  ['largest_order', 'max', 'amount', text('最大单笔', 'largest order')],
  ['first_order', 'first-date', null, text('首次购买', 'first order')],
  ['last_order', 'last-date', null, text('最近购买', 'last order')],
  ['days_since_last_order', 'days-since-last', null, text('距上次购买天数', 'days since the last order')],
  ['categories', 'distinct', 'category', text('购买品类数', 'categories bought')],
];

/** Ids a scheme may use without defining them, and may not define itself. */
export const builtInIds: readonly string[] = [
  ...lifetimeMeasures.map(([id]) => id),
  'tenure_days',
  'refund_rate',
];

/** The built-in metrics under a scheme's `count`, over the customer's lifetime, in their fixed order. */
export function builtInMetrics(count: CountPolicy, currency: string): Metric[] {
  const measures = lifetimeMeasures.map(([id, take, what, name]): Metric => {
    const definition: Measure = {
      kind: 'measure',
      of: 'orders',
      take,
      what,
      window: lifetime,
      where: null,
      count,
    };
    const [type, scale] = measureType(definition, currency);
    return { id, name, builtIn: true, definition, type, scale };
  });
  return [
    ...measures,
    {
      id: 'tenure_days',
      name: text('成为客户天数', 'days as a customer'),
      builtIn: true,
      definition: { kind: 'tenure', count },
      type: 'integer',
      scale: 0,
    },
    {
      id: 'refund_rate',
      name: text('退款率', 'refund rate'),
      builtIn: true,
      definition: { kind: 'refund-rate', count },
      type: 'fraction',
      scale: 0,
    },
  ];
}
