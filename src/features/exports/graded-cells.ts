import { sql } from 'kysely';
import type { Subject } from '../../domain/condition.ts';
import { compileMissing } from '../../domain/describe/missing.ts';
import type { Value } from '../../domain/evaluate/value.ts';
import { decimalText, fraction, fractionText } from '../../domain/exact.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Lang } from '../../domain/text.ts';
import type { Expression } from '../../sql/expression.ts';
import { ruleFields } from '../../sql/needed.ts';
import type { StoredMetric } from '../../sql/stored.ts';
import { keptFields } from '../evaluations/kept-tables.ts';
import { customValue } from '../register/custom-value.ts';
import type { GradedTable } from '../tiers/grade-all.ts';

/** A row as the engine streams it. */
export type StreamedRow = readonly unknown[];

/** How rows of a graded table, joined to `customers`, become cells. */
export interface GradedCells {
  /** What to select, beginning at the position that was asked for. */
  readonly select: readonly Expression[];
  /** Position in the scheme's tiers; null for somebody not graded. */
  readonly tier: (row: StreamedRow) => number | null;
  readonly metric: (row: StreamedRow, id: string) => string | null;
  /** The tier above and what is missing until it, in words. */
  readonly ahead: (row: StreamedRow) => readonly [next: string | null, missing: string | null];
}

interface Source {
  readonly alias: string;
  readonly graded: GradedTable;
  readonly scheme: Scheme;
  readonly lang: Lang;
  /** Where in a row the selected columns begin. */
  readonly at: number;
}

export function gradedCells({ alias, graded, scheme, lang, at }: Source): GradedCells {
  const fields = ruleFields(scheme);
  const stored = graded.metrics.flatMap(({ value, den }) => (den === null ? [value] : [value, den]));
  const metrics = new Map(placed(graded.metrics, at + 1).map((metric) => [metric.stored.metric.id, metric]));
  const fieldAt = new Map(fields.map(({ id }, index) => [id, at + 1 + stored.length + index]));
  const missing = scheme.tiers.map((tier) => compileMissing(tier, scheme, lang));
  const tier = (row: StreamedRow): number | null => (typeof row[at] === 'bigint' ? Number(row[at]) : null);
  const lookup = (row: StreamedRow, { kind, id, type, scale }: Subject): Value => {
    if (kind === 'metric') return metricValue(row, metrics.get(id));
    const cell = row[fieldAt.get(id) ?? -1] ?? null;
    if (cell === null) return null;
    return typeof cell === 'bigint' && type !== 'text' ? fraction(cell, 10n ** BigInt(scale)) : String(cell);
  };
  return {
    select: [
      sql.ref(`${alias}.tier`),
      ...stored.map(({ name, type }) => asText(sql.ref(`${alias}.${name}`), type)),
      ...fields.map(fieldSource),
    ],
    tier,
    metric: (row, id) => metricText(row, metrics.get(id)),
    ahead: (row) => {
      const held = tier(row);
      if (held === null) return [null, null];
      const words = missing[held + 1]?.((subject) => lookup(row, subject)) ?? '';
      return [scheme.tiers[held + 1]?.id ?? null, words || null];
    },
  };
}

interface Placed {
  readonly stored: StoredMetric;
  readonly at: number;
}

function placed(metrics: readonly StoredMetric[], from: number): Placed[] {
  let next = from;
  return metrics.map((stored) => {
    const at = next;
    next += stored.den === null ? 1 : 2;
    return { stored, at };
  });
}

function asText(column: Expression, type: string): Expression {
  return type === 'date' ? sql`cast(${column} as text)` : column;
}

function fieldSource(field: Subject): Expression {
  const column = keptFields[field.id];
  const value =
    column === undefined ? customValue(sql`customers.custom`, field) : sql.ref(`customers.${column}`);
  return asText(value, field.type);
}

function metricValue(row: StreamedRow, metric: Placed | undefined): Value {
  if (metric === undefined) return null;
  const { stored, at } = metric;
  const cell = row[at];
  const divisor = stored.den === null ? 10n ** BigInt(stored.metric.scale) : row[at + 1];
  if (typeof cell === 'bigint' && typeof divisor === 'bigint') return fraction(cell, divisor);
  return typeof cell === 'string' ? cell : null;
}

/** Money keeps all the currency's decimals, other numbers drop trailing zeros. */
function metricText(row: StreamedRow, metric: Placed | undefined): string | null {
  const value = metricValue(row, metric);
  if (metric === undefined || value === null || typeof value === 'string') return value as string | null;
  const { metric: of, den } = metric.stored;
  const cell = row[metric.at];
  const isWhole = den === null && of.type !== 'number' && typeof cell === 'bigint';
  return isWhole ? decimalText({ units: cell, scale: of.scale }) : fractionText(value, 6);
}
