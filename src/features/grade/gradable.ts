import { subjectsOf } from '../../domain/condition.ts';
import { type MetricDefinition, needsEvents } from '../../domain/metric.ts';
import type { Scheme } from '../../domain/scheme.ts';

/** Metrics of a scheme that look at events, which order files do not hold. */
export function eventMetrics(scheme: Scheme): string[] {
  return [...scheme.metrics.values()].filter(({ definition }) => needsEvents(definition)).map(({ id }) => id);
}

/** Columns of orders that the scheme's metrics look at. */
function lookedAtOrders(scheme: Scheme): ReadonlySet<string> {
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

/** Columns of orders that are read: also what they may tell and need not. */
export function readOfOrders(scheme: Scheme): ReadonlySet<string> {
  const values = [...scheme.metrics.values()].some(({ definition }) => definition.kind === 'clv');
  return new Set([...lookedAtOrders(scheme), ...(values ? ['margin'] : [])]);
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
