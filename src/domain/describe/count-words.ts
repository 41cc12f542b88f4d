import type { CountPolicy } from '../metric.ts';
import { type Text, text } from '../text.ts';
import { statusName } from './column-words.ts';
import { both, either, joined } from './joining.ts';

const extras = { shipping: text('运费', 'shipping'), tax: text('税费', 'tax') } as const;

/** How a metric's own `count` differs from its scheme's; nothing where it does not. */
export function countRemarks(own: CountPolicy, scheme: CountPolicy): Text[] {
  const remarks: Text[] = [];
  if (!sameSet(own.statuses, scheme.statuses)) {
    const statuses = own.statuses.map(statusName);
    const { zh } = joined(statuses, text('、', ', '));
    remarks.push(text(`订单状态：${zh}`, `orders that are ${either(statuses).en}`));
  }
  if (own.amount !== scheme.amount) remarks.push(amounts[own.amount]);
  const left = own.without.filter((extra) => !scheme.without.includes(extra));
  const kept = scheme.without.filter((extra) => !own.without.includes(extra));
  if (left.length > 0) remarks.push(extraRemark(left, '不含', 'without'));
  if (kept.length > 0) remarks.push(extraRemark(kept, '含', 'with'));
  return remarks;
}

const amounts: Readonly<Record<CountPolicy['amount'], Text>> = {
  gross: text('未扣退款', 'before refunds'),
  net: text('已扣退款', 'after refunds'),
};

function extraRemark(which: CountPolicy['without'], zh: string, en: string): Text {
  const named = both(which.map((extra) => extras[extra]));
  return text(`${zh}${named.zh}`, `${en} ${named.en}`);
}

function sameSet<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item) => b.includes(item));
}
