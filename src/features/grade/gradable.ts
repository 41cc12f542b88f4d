import { subjectsOf } from '../../domain/condition.ts';
import { type MetricDefinition, needsEvents } from '../../domain/metric.ts';
import { InputError, problem } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';

/** Refuses a scheme with metrics that are part of the language but cannot be computed yet. */
export function checkGradable(scheme: Scheme): void {
  const problems = [...scheme.metrics.values()]
    .filter(({ definition }) => definition.kind === 'clv' || definition.kind === 'p-alive')
    .map(({ id, definition }) =>
      problem(
        'not-computed',
        `metrics.${id}`,
        `${definition.kind} 目前还不能计算，请先去掉这个指标`,
        `${definition.kind} cannot be computed yet: leave this metric out for now`,
      ),
    );
  if (problems.length > 0) throw new InputError(problems);
}

/** Metrics of a scheme that look at events, which order files do not hold. */
export function eventMetrics(scheme: Scheme): string[] {
  return [...scheme.metrics.values()].filter(({ definition }) => needsEvents(definition)).map(({ id }) => id);
}

/** Columns of orders that the scheme's metrics look at. */
export function lookedAtOrders(scheme: Scheme): ReadonlySet<string> {
  const looked = new Set<string>();
  const look = (definition: MetricDefinition): void => {
    if ('count' in definition) for (const part of definition.count.without) looked.add(part);
    if (definition.kind !== 'measure' || needsEvents(definition)) return;
    if (definition.what !== null) looked.add(definition.what);
    if (definition.where !== null) for (const { id } of subjectsOf(definition.where)) looked.add(id);
  };
  const used = new Set(
    [...scheme.tiers.flatMap(({ when, keep }) => [when, keep])]
      .flatMap((rule) => (rule ? subjectsOf(rule) : []))
      .map(({ id }) => id),
  );
  const inputs = new Set(
    [...scheme.metrics.values()].flatMap(({ definition }) =>
      definition.kind === 'score'
        ? definition.parts.map((part) => part.metric)
        : definition.kind === 'top-share'
          ? [definition.of]
          : [],
    ),
  );
  for (const { id, builtIn, definition } of scheme.metrics.values()) {
    if (!builtIn || used.has(id) || inputs.has(id)) look(definition);
  }
  return looked;
}

/** Columns that an order file has to have for the scheme's metrics to say anything. */
export function lookedAtColumns(scheme: Scheme): string[] {
  const columns: ReadonlySet<string> = new Set([
    'category',
    'product',
    'quantity',
    'margin',
    'channel',
    'store',
    'shipping',
    'tax',
  ]);
  return [...lookedAtOrders(scheme)].filter((column) => columns.has(column));
}
