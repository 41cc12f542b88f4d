import type { EventSource } from '../event.ts';
import { eventFields } from '../field.ts';
import { numericEventWhats, type Take, takesAmounts } from '../metric.ts';
import { type Node, readChoice, readIdentifier, report } from './node.ts';

/**
 * What a metric over events takes: one of their columns or, of usage, whatever else is the name of a measure, whose
 * quantity it is. Null where nothing is needed and written; undefined when a problem was reported.
 */
export function parseEventWhat(
  node: Node | undefined,
  metric: Node,
  of: EventSource,
  take: Take,
): string | null | undefined {
  if (node === undefined) return take === 'distinct' || takesAmounts(take) ? noWhat(metric, of, take) : null;
  const what = of === 'usage' ? readIdentifier(node) : readChoice(node, [...eventFields.keys()]);
  if (what === undefined || !(takesAmounts(take) || take === 'share')) return what;
  if (!eventFields.has(what) || numericEventWhats.has(what)) return what;
  const known = numericNames(of);
  return report(
    node,
    'what-not-numeric',
    `${take} 只能用于数值：${known.zh}`,
    `${take} works on numbers only: ${known.en}`,
  );
}

function noWhat(metric: Node, of: EventSource, take: Take): undefined {
  const columns = [...eventFields.keys()].join(', ');
  const known = take === 'distinct' ? { zh: columns, en: columns } : numericNames(of);
  return report(
    metric,
    'no-what',
    `of: ${of} 的 ${take} 需要 what：${known.zh}`,
    `${take} of ${of} needs what: ${known.en}`,
  );
}

function numericNames(of: EventSource): { readonly zh: string; readonly en: string } {
  const columns = [...numericEventWhats].join(', ');
  if (of !== 'usage') return { zh: columns, en: columns };
  return { zh: `${columns}，或计量项的名称`, en: `${columns}, or the name of a measure` };
}
