import type { EventSource } from '../event.ts';
import { sourceFields } from '../field.ts';
import { numericEventWhats, type Take, takesAmounts } from '../metric.ts';
import { type Node, readChoice, readIdentifier, report } from './node.ts';

/**
 * What a metric over events takes: one of their columns or, of usage, whatever else is the name of a measure, whose
 * quantity it is; of points their number unless something else is named. Null where nothing is needed and written; undefined when
 * a problem was reported.
 */
export function parseEventWhat(
  node: Node | undefined,
  metric: Node,
  of: EventSource,
  take: Take,
): string | null | undefined {
  const fields = sourceFields(of);
  if (node === undefined) return withoutWhat(metric, of, take);
  const what = of === 'usage' ? readIdentifier(node) : readChoice(node, [...fields.keys()]);
  if (what === undefined || !(takesAmounts(take) || take === 'share')) return what;
  if (!fields.has(what) || numericEventWhats.has(what)) return what;
  if (numbersOf(of).length === 0) return noNumbers(node, of, take);
  const known = numericNames(of);
  return report(
    node,
    'what-not-numeric',
    `${take} 只能用于数值：${known.zh}`,
    `${take} works on numbers only: ${known.en}`,
  );
}

function withoutWhat(metric: Node, of: EventSource, take: Take): string | null | undefined {
  if (takesAmounts(take)) {
    if (of === 'points') return 'quantity';
    return numbersOf(of).length === 0 ? noNumbers(metric, of, take) : noWhat(metric, of, take);
  }
  return take === 'distinct' ? noWhat(metric, of, take) : null;
}

function noWhat(metric: Node, of: EventSource, take: Take): undefined {
  const columns = [...sourceFields(of).keys()].join(', ');
  const known = take === 'distinct' ? { zh: columns, en: columns } : numericNames(of);
  return report(
    metric,
    'no-what',
    `of: ${of} 的 ${take} 需要 what：${known.zh}`,
    `${take} of ${of} needs what: ${known.en}`,
  );
}

function noNumbers(node: Node, of: EventSource, take: Take): undefined {
  return report(
    node,
    'what-not-numeric',
    `${of} 没有数值可用于 ${take}；可以用 take: count`,
    `${of} have no numbers for ${take}; take: count gives how many there are`,
  );
}

function numbersOf(of: EventSource): string[] {
  return [...numericEventWhats].filter((column) => sourceFields(of).has(column));
}

function numericNames(of: EventSource): { readonly zh: string; readonly en: string } {
  const columns = numbersOf(of).join(', ');
  if (of !== 'usage') return { zh: columns, en: columns };
  return { zh: `${columns}，或计量项的名称`, en: `${columns}, or the name of a measure` };
}
