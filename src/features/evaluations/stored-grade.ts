import type { Grade } from '../../domain/evaluate/evaluate.ts';
import { holds, type Lookup, type Value } from '../../domain/evaluate/value.ts';
import { minorOf } from '../../domain/exact.ts';
import { type Metric, needsEvents } from '../../domain/metric.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { StoredMetric } from '../../sql/stored.ts';

/** Columns of a graded row: whole numbers, days as text, and the text of `holdsSql`. */
export type StoredCells = ReadonlyMap<string, bigint | string | null>;

/** Whether the reference evaluator gives of a metric all that is stored, from the orders and fields of one customer and the models fitted to all. */
export function isStoredAlone({ definition, type }: Metric): boolean {
  switch (definition.kind) {
    case 'measure':
      // A gap between no two days is stored as 0 without a denominator or as nothing; here both are nothing.
      if (definition.take === 'average-gap-days' || type === 'text') return false;
      return !needsEvents(definition) && definition.window.kind !== 'tier-start';
    case 'score':
    case 'tenure':
    case 'refund-rate':
      return true;
    case 'clv':
    case 'p-alive':
      return true;
    case 'rfm':
    case 'top-share':
      return false;
  }
}

/** The columns that a customer's grade fills, with the very numbers that the SQL of a full evaluation stores. */
export function storedGrade(
  scheme: Scheme,
  metrics: readonly StoredMetric[],
  { tier, values }: Grade,
  lookup: Lookup,
): StoredCells {
  const cells = new Map<string, bigint | string | null>([
    ['tier', BigInt(tier)],
    ['computed', BigInt(tier)],
    ['holds', holdsOf(scheme, lookup)],
  ]);
  for (const { metric, value, den } of metrics) {
    const found = values.get(metric.id) ?? null;
    cells.set(value.name, numerator(metric, found));
    if (den !== null) cells.set(den.name, isFraction(found) ? found.den : null);
  }
  return cells;
}

function numerator(metric: Metric, value: Value): bigint | string | null {
  if (value === null) return isPart(metric) ? 0n : null;
  if (!isFraction(value)) return value;
  return metric.type === 'fraction' ? value.num : minorOf(value, metric.scale);
}

/** A part of a whole; of nothing it is stored as 0 without a denominator. */
function isPart({ definition }: Metric): boolean {
  return definition.kind === 'refund-rate' || (definition.kind === 'measure' && definition.take === 'share');
}

function isFraction(value: Value): value is Exclude<Value, string | null> {
  return value !== null && typeof value !== 'string';
}

function holdsOf({ tiers }: Scheme, lookup: Lookup): string {
  const digits = tiers.map(({ when, keep }) => {
    const isHeld = when === null || holds(when, lookup) || (keep !== null && holds(keep, lookup));
    return isHeld ? '1' : '0';
  });
  return digits.join('');
}
