import type { CountPolicy, ValueType } from '../metric.ts';
import { closest } from './closest.ts';
import { listed, type Node, report, shown } from './node.ts';

/** What a metric's reader may know of the scheme around it. */
export interface MetricScope {
  readonly currency: string;
  readonly count: CountPolicy;
  /** The type of another metric of the scheme; undefined when there is no such metric. */
  readonly typeOf: (id: string) => { type: ValueType; scale: number } | undefined;
  readonly ids: () => Iterable<string>;
}

/** The id of another metric whose values can be put in order and counted with. */
export function readNumericMetric(node: Node, scope: MetricScope): string | undefined {
  const id = typeof node.value === 'string' ? node.value : '';
  const found = scope.typeOf(id);
  if (found === undefined) return unknownMetric(node, scope.ids());
  if (found.type !== 'text' && found.type !== 'date') return id;
  return report(
    node,
    'not-numeric',
    `“${id}”不是数值，不能用来计分或排名`,
    `“${id}” is no number and cannot be scored or ranked`,
  );
}

export function unknownMetric(node: Node, ids: Iterable<string>): undefined {
  const known = [...ids];
  const guess = typeof node.value === 'string' ? closest(node.value, known) : undefined;
  return report(
    node,
    'unknown-metric',
    `没有名为${shown(node.value)}的指标${guess ? `，是不是“${guess}”？` : `。可用：${listed(known)}`}`,
    `there is no metric ${shown(node.value)}${guess ? `; did you mean “${guess}”?` : `. Known: ${listed(known)}`}`,
  );
}
