import { type Decimal, multiply, unitsAt } from '../exact.ts';
import type { Metric, ScorePart } from '../metric.ts';
import { type MetricScope, readNumericMetric } from './metric-scope.ts';
import { type Node, readList, readMapping, readNumber, report } from './node.ts';
import { tooManyDecimals } from './parse-condition.ts';

/** A weighted score: points of each part by the highest step its metric reaches. */
export function parseScore(
  node: Node,
  scope: MetricScope,
): Pick<Metric, 'definition' | 'type' | 'scale'> | undefined {
  const list = readMapping(node, ['score', 'name'])?.('score');
  const items = list && readList(list);
  if (items?.length === 0) {
    return report(node, 'empty-list', '评分至少要有一项', 'a score needs at least one part');
  }
  const parts = items?.map((item) => parsePart(item, scope));
  if (!parts?.every((part) => part !== undefined)) return undefined;
  const scale = Math.max(...parts.map(partScale));
  if (largest(parts, scale) > LARGEST) {
    return report(
      node,
      'score-range',
      '分数太大或小数太多：所有权重 × 分数加起来最多 18 位数字，小数在内',
      'the points are too large or too fine: all weights × points add up to 18 digits at most, decimals included',
    );
  }
  return { definition: { kind: 'score', parts }, type: 'number', scale };
}

/** Scores are stored in 64 bits. */
const LARGEST = 10n ** 18n;

/** What a score can reach at most, in units of 10^-scale, whatever the signs. */
function largest(parts: readonly ScorePart[], scale: number): bigint {
  return parts
    .flatMap(({ weight, steps }) => steps.map(({ points }) => unitsAt(multiply(weight, points), scale)))
    .reduce((sum, units) => sum + (units < 0n ? -units : units), 0n);
}

/** Decimals that a part's weighted points can have. */
function partScale({ weight, steps }: ScorePart): number {
  return weight.scale + Math.max(...steps.map(({ points }) => points.scale));
}

function parsePart(node: Node, scope: MetricScope): ScorePart | undefined {
  const keys = readMapping(node, ['metric', 'weight', 'steps']);
  if (keys === undefined) return undefined;
  const [metricNode, weightNode, stepsNode] = [keys('metric'), keys('weight'), keys('steps')];
  if (metricNode === undefined || stepsNode === undefined) {
    if (metricNode) readNumericMetric(metricNode, scope);
    return report(
      node,
      'score-part',
      '评分项需要 metric 和 steps，如 { metric: spend, steps: [[1000, 1], [5000, 3]] }',
      'a part needs metric and steps, such as { metric: spend, steps: [[1000, 1], [5000, 3]] }',
    );
  }
  const metric = readNumericMetric(metricNode, scope);
  const weight = weightNode ? readNumber(weightNode) : { units: 1n, scale: 0 };
  const money = metric === undefined ? undefined : scope.typeOf(metric);
  const steps = readList(stepsNode)?.map((step) =>
    parseStep(step, money?.type === 'money' ? money.scale : null),
  );
  if (steps?.length === 0) {
    return report(
      stepsNode,
      'empty-list',
      '至少要有一档 [起点, 分数]',
      'at least one [from, points] is needed',
    );
  }
  if (metric === undefined || weight === undefined || !steps?.every((step) => step !== undefined))
    return undefined;
  return rising(stepsNode, steps) ? { metric, weight, steps } : undefined;
}

function parseStep(node: Node, decimals: number | null): ScorePart['steps'][number] | undefined {
  const [atLeast, points, ...more] = readList(node) ?? [];
  if (atLeast === undefined || points === undefined || more.length > 0) {
    return report(node, 'score-step', '每档写成 [起点, 分数]', 'a step is written [from, points]');
  }
  const [from, gives] = [readNumber(atLeast), readNumber(points)];
  if (decimals !== null && from !== undefined && from.scale > decimals)
    return tooManyDecimals(atLeast, decimals);
  return from === undefined || gives === undefined ? undefined : { atLeast: from, points: gives };
}

function rising(node: Node, steps: readonly { atLeast: Decimal }[]): boolean {
  const inOrder = steps.every(({ atLeast }, index) => {
    const before = steps[index - 1];
    return before === undefined || compare(before.atLeast, atLeast) < 0;
  });
  if (inOrder) return true;
  report(
    node,
    'steps-order',
    '各档的起点必须从小到大，不能重复',
    'steps must rise, each from above the one before',
  );
  return false;
}

function compare(a: Decimal, b: Decimal): number {
  const difference = a.units * 10n ** BigInt(b.scale) - b.units * 10n ** BigInt(a.scale);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
