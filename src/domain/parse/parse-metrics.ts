import { builtInIds } from '../builtin-metrics.ts';
import { currencyDecimals } from '../currency.ts';
import { type CountPolicy, type Metric, metricInputs, type ValueType } from '../metric.ts';
import type { MetricScope } from './metric-scope.ts';
import { type Node, readEntries, readIdentifier, report } from './node.ts';
import { metricKind, parseMetric } from './parse-metric.ts';

interface Around {
  readonly currency: string;
  readonly count: CountPolicy;
  readonly builtIn: ReadonlyMap<string, Metric>;
}

/** All metrics of a scheme in their written order. Metrics may refer to later ones, but not in a circle. */
export function parseMetrics(node: Node | undefined, around: Around): Map<string, Metric> {
  const entries = node ? (readEntries(node) ?? []) : [];
  const written = new Map(entries);
  const scope: MetricScope = {
    ...around,
    ids: () => [...written.keys(), ...around.builtIn.keys()],
    typeOf: rememberedTypes(written, around),
  };
  const metrics = new Map<string, Metric>();
  for (const [id, child] of entries) {
    checkId(id, child);
    const metric = parseMetric(id, child, scope);
    if (metric !== undefined) metrics.set(id, metric);
  }
  checkReferences(metrics, written);
  return metrics;
}

/** Columns that a result has beside its metrics. */
const resultColumns: ReadonlySet<string> = new Set(['customer_id', 'tier', 'next_tier', 'missing']);

function checkId(id: string, node: Node): void {
  readIdentifier({ ...node, value: id });
  if (resultColumns.has(id)) {
    report(
      node,
      'reserved-id',
      `“${id}”是结果文件里的列名，请换一个名字`,
      `“${id}” is a column of the result: choose another id`,
    );
  }
  if (!builtInIds.includes(id)) return;
  report(
    node,
    'built-in-id',
    `“${id}”是内置指标，请换一个名字`,
    `“${id}” is a built-in metric: choose another id`,
  );
}

/** Types looked up once: a score may name the same large metric thousands of times. */
function rememberedTypes(
  written: ReadonlyMap<string, Node>,
  { builtIn, currency }: Around,
): MetricScope['typeOf'] {
  const types = new Map<string, ReturnType<MetricScope['typeOf']>>(builtIn);
  return (id) => {
    if (!types.has(id)) types.set(id, writtenType(id, written.get(id), currency));
    return types.get(id);
  };
}

/** The type a metric will have, known from its kind before it is read. */
function writtenType(
  id: string,
  node: Node | undefined,
  currency: string,
): { type: ValueType; scale: number } | undefined {
  const kind = node && metricKind(node);
  if (node === undefined || kind === undefined) return undefined;
  if (kind === 'score') return { type: 'number', scale: 0 };
  if (kind === 'clv') return { type: 'money', scale: currencyDecimals(currency) };
  if (kind === 'top-share-of' || kind === 'p-alive') return { type: 'fraction', scale: 0 };
  const silent: MetricScope = {
    currency,
    count: { statuses: [], amount: 'net', without: [] },
    typeOf: () => undefined,
    ids: () => [],
  };
  return parseMetric(id, { ...node, problems: [] }, silent);
}

const DEEPEST = 32;

/** Reports metrics that refer to each other in a circle, or through too many others. */
function checkReferences(metrics: ReadonlyMap<string, Metric>, written: ReadonlyMap<string, Node>): void {
  const levels = new Map<string, number>();
  const level = (id: string, trail: readonly string[]): number => {
    const [metric, node] = [metrics.get(id), written.get(id)];
    const known = levels.get(id);
    if (metric === undefined || node === undefined) return 0;
    if (known !== undefined) return known;
    if (trail.includes(id)) return reportCircle(node, [...trail.slice(trail.indexOf(id)), id]);
    if (trail.length > DEEPEST) return trail.length;
    const below = metricInputs(metric).map((input) => level(input, [...trail, id]));
    const own = 1 + Math.max(0, ...below);
    const kept = own > DEEPEST ? reportDepth(node) : own;
    levels.set(id, kept);
    return kept;
  };
  for (const id of metrics.keys()) level(id, []);
}

function reportCircle(node: Node, trail: readonly string[]): number {
  const circle = trail.join(' → ');
  report(node, 'metric-circle', `指标互相引用：${circle}`, `metrics refer to each other: ${circle}`);
  return 0;
}

function reportDepth(node: Node): number {
  report(
    node,
    'too-deep',
    `指标引用指标超过 ${DEEPEST} 层`,
    `metrics refer to each other through more than ${DEEPEST} levels`,
  );
  return 0;
}
