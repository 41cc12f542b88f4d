import type { CountPolicy, ValueType } from '../metric.ts';
import { closest } from './closest.ts';
import { type Node, report } from './node.ts';

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
  if (found === undefined) return unknownMetric(node, id, scope.ids());
  if (found.type !== 'text' && found.type !== 'date') return id;
  return report(
    node,
    'not-numeric',
    `“${id}”不是数值，不能用来计分或排名`,
    `“${id}” is no number and cannot be scored or ranked`,
  );
}

export function unknownMetric(node: Node, id: string, ids: Iterable<string>): undefined {
  const known = [...ids];
  const guess = closest(id, known);
  return report(
    node,
    'unknown-metric',
    `没有名为“${id}”的指标${guess ? `，是不是“${guess}”？` : `。可用：${known.join(', ')}`}`,
    `there is no metric “${id}”${guess ? `; did you mean “${guess}”?` : `. Known: ${known.join(', ')}`}`,
  );
}
