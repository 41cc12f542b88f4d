import type { Metric } from '../domain/metric.ts';
import { namePart } from './expression.ts';

/** A column of a table that evaluations make. */
export interface StoredColumn {
  readonly name: string;
  readonly type: 'bigint' | 'date' | 'text' | 'timestamp';
  /** Never empty. */
  readonly required?: true;
}

/** A metric as it is stored: one column, or two for a fraction. */
export interface StoredMetric {
  readonly metric: Metric;
  readonly value: StoredColumn;
  readonly den: StoredColumn | null;
}

/** The column of the customers table that holds a field. */
export function fieldColumn(id: string): string {
  return `field_${namePart(id)}`;
}

/** How a metric is stored under a name. */
export function storedMetric(metric: Metric, name: string): StoredMetric {
  const type = metric.type === 'date' || metric.type === 'text' ? metric.type : 'bigint';
  const den = metric.type === 'fraction' ? ({ name: `${name}_den`, type: 'bigint' } as const) : null;
  return { metric, value: { name, type }, den };
}

/** The columns of a metric: one, or numerator and denominator. */
export function storedColumns({ value, den }: StoredMetric): StoredColumn[] {
  return den === null ? [value] : [value, den];
}
