import type { CountPolicy } from '../metric.ts';
import { orderStatuses } from '../order.ts';
import { type Node, readChoice, readList, readMapping, report } from './node.ts';

/** What counts as a purchase; keys that are not written keep the fallback's value. */
export function parseCount(node: Node | undefined, fallback: CountPolicy): CountPolicy {
  const keys = node && readMapping(node, ['statuses', 'amount', 'without']);
  if (keys === undefined) return fallback;
  const [statuses, amount, without] = [keys('statuses'), keys('amount'), keys('without')];
  return {
    statuses: statuses ? parseSet(statuses, orderStatuses, 1) : fallback.statuses,
    amount: (amount && readChoice(amount, ['net', 'gross'] as const)) ?? fallback.amount,
    without: without ? parseSet(without, ['shipping', 'tax'] as const, 0) : fallback.without,
  };
}

function parseSet<T extends string>(node: Node, choices: readonly T[], least: number): T[] {
  const items = readList(node) ?? [];
  if (items.length < least) report(node, 'empty-list', '至少要有一项', 'at least one is needed');
  const read = items.map((item) => readChoice(item, choices)).filter((item) => item !== undefined);
  return [...new Set(read)];
}
