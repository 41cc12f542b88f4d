import type { Subject } from '../condition.ts';
import { currencyDecimals } from '../currency.ts';
import { isEventSource } from '../event.ts';
import { sourceFields } from '../field.ts';
import { type Measure, numericWhats, type Source, sources, takes, takesAmounts, whats } from '../metric.ts';
import { orderStatuses, QUANTITY_SCALE } from '../order.ts';
import { pointKinds } from '../points.ts';
import { lifetime } from '../window.ts';
import { closest } from './closest.ts';
import type { MetricScope } from './metric-scope.ts';
import { type Node, readChoice, readMapping, report } from './node.ts';
import { parseCondition, type Scope } from './parse-condition.ts';
import { parseCount } from './parse-count.ts';
import { parseEventWhat } from './parse-event-what.ts';
import { parseWindow } from './parse-window.ts';

/** A metric over orders, lines or events. */
export function parseMeasure(node: Node, scope: MetricScope): Measure | undefined {
  const keys = readMapping(node, ['of', 'take', 'what', 'window', 'where', 'count', 'name']);
  const [ofNode, takeNode, whatNode, whereNode] = [
    keys?.('of'),
    keys?.('take'),
    keys?.('what'),
    keys?.('where'),
  ];
  const of = ofNode && readChoice(ofNode, sources);
  const take = takeNode
    ? readChoice(takeNode, takes)
    : report(node, 'no-take', `缺少 take：${takes.join(', ')}`, `take is missing: ${takes.join(', ')}`);
  const window = parseWindow(keys?.('window'));
  const count = parseCount(keys?.('count'), scope.count);
  const where = whereNode ? parseCondition(whereNode, whereScope(of ?? 'orders', scope.currency)) : null;
  if (of === undefined || take === undefined) {
    if (whatNode && (of === 'orders' || of === 'lines')) readChoice(whatNode, whats);
    return undefined;
  }
  const what = parseWhat(whatNode, node, of, take);
  if (take === 'share' && whereNode === undefined) {
    report(
      node,
      'share-without-where',
      'share 需要 where：占哪一部分？',
      'share needs a where: the share of what?',
    );
  }
  if (what === undefined) return undefined;
  // A problem elsewhere in the metric is reported already; its type is still known to what refers to it.
  return { kind: 'measure', of, take, what, window: window ?? lifetime, where: where ?? null, count };
}

function parseWhat(
  node: Node | undefined,
  metric: Node,
  of: Source,
  take: Measure['take'],
): string | null | undefined {
  if (isEventSource(of)) return parseEventWhat(node, metric, of, take);
  const needed = take === 'distinct' || takesAmounts(take);
  if (node === undefined) {
    if (take !== 'distinct') return needed ? 'amount' : null;
    return report(
      metric,
      'no-what',
      'distinct 需要 what：数什么的种类？',
      'distinct needs what: different what?',
    );
  }
  const what = readChoice(node, whats);
  if (what === undefined || (!takesAmounts(take) && take !== 'share') || numericWhats.has(what)) return what;
  return report(
    node,
    'what-not-numeric',
    `${take} 只能用于数值：${[...numericWhats].join(', ')}`,
    `${take} works on numbers only: ${[...numericWhats].join(', ')}`,
  );
}

/** The columns that `where` may look at: an order's, a line's or an event's own. */
function whereScope(of: Source, currency: string): Scope {
  const columns = sourceFields(of);
  return {
    field: (node, id) => {
      const field = columns.get(id);
      if (field !== undefined && !(of === 'lines' && orderMoney.has(id))) {
        const scale =
          field.type === 'money' ? currencyDecimals(currency) : field.type === 'number' ? QUANTITY_SCALE : 0;
        return { kind: 'field', id, type: field.type, scale } satisfies Subject;
      }
      const known = [...columns.keys()];
      const guess = closest(id, known);
      return report(
        node,
        'unknown-column',
        `${of} 没有“${id}”这一列${guess ? `，是不是“${guess}”？` : '。'}可用：${known.join(', ')}`,
        `${of} have no column “${id}”${guess ? `; did you mean “${guess}”?` : '.'} Known: ${known.join(', ')}`,
      );
    },
    checkText: (node, subject, value) => {
      if (of === 'points' && subject.id === 'kind') readChoice({ ...node, value }, pointKinds);
      if (subject.id === 'status') readChoice({ ...node, value }, orderStatuses);
    },
  };
}

/** Money of the whole order, which its lines share. */
const orderMoney: ReadonlySet<string> = new Set(['refunded', 'shipping', 'tax']);
