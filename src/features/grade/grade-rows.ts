import { sql } from 'kysely';
import { type EmbeddedDatabase, streamChunks } from '../../db/embedded.ts';
import type { Subject } from '../../domain/condition.ts';
import { compileMissing } from '../../domain/describe/missing.ts';
import type { Value } from '../../domain/evaluate/value.ts';
import { decimalText, fraction, fractionText } from '../../domain/exact.ts';
import type { ValueType } from '../../domain/metric.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Lang } from '../../domain/text.ts';
import { as, commas } from '../../sql/expression.ts';
import { ruleFields, shownMetrics } from '../../sql/needed.ts';
import { fieldColumn, type StoredMetric } from '../../sql/stored.ts';
import type { GradedTable } from '../tiers/grade-all.ts';
import type { OutColumn, OutRow } from './out-table.ts';

type Cell = bigint | string | null;
/** A chunk's columns and the position of one row in them. */
type Read<T> = (columns: readonly (readonly Cell[])[], row: number) => T;

/** The columns of the result, one row per customer. */
export function gradeColumns(scheme: Scheme): OutColumn[] {
  const metrics = shownMetrics(scheme).map((id): OutColumn => {
    const type = scheme.metrics.get(id)?.type ?? 'text';
    return { name: id, type: type === 'date' || type === 'text' ? type : 'number' };
  });
  const text = (name: string): OutColumn => ({ name, type: 'text' });
  return [text('customer_id'), text('tier'), ...metrics, text('next_tier'), text('missing')];
}

/** One row per customer, by id in code-point order, as texts in the columns' order. */
export async function* gradeRows(
  db: EmbeddedDatabase,
  { table, metrics }: GradedTable,
  scheme: Scheme,
  lang: Lang,
): AsyncGenerator<readonly OutRow[]> {
  const reads = readersOf(metrics);
  const shown = shownMetrics(scheme).map((id) => reads.get(id)?.shown ?? (() => null));
  const fields = ruleFields(scheme);
  const stored = metrics.flatMap(({ value, den }) => (den === null ? [value] : [value, den]));
  const selected = [
    sql`external_id`,
    sql`tier`,
    ...stored.map(({ name, type }) =>
      type === 'date' ? as(sql`cast(${sql.ref(name)} as text)`, name) : sql.ref(name),
    ),
    ...fields.map(({ id }) => sql.ref(fieldColumn(id))),
  ];
  const select = sql`select ${commas(selected)} from ${sql.table(table)} join customers using (customer_id) order by customer_id`;
  const fieldReads = new Map(
    fields.map((field, index) => [field.id, fieldReader(field, 2 + stored.length + index)]),
  );
  const missing = scheme.tiers.map((tier) => compileMissing(tier, scheme, lang));
  let columns: readonly (readonly Cell[])[] = [];
  let row = 0;
  const lookup = ({ kind, id }: Subject): Value =>
    (kind === 'metric' ? reads.get(id)?.value : fieldReads.get(id))?.(columns, row) ?? null;
  for await (const chunk of streamChunks(db, select)) {
    columns = chunk.getColumns() as Cell[][];
    const rows: OutRow[] = [];
    for (row = 0; row < chunk.rowCount; row++) {
      const tier = Number(columns[1]?.[row]);
      const next = scheme.tiers[tier + 1];
      const words = missing[tier + 1]?.(lookup) ?? '';
      const shownCells = shown.map((read) => read(columns, row));
      const id = String(columns[0]?.[row]);
      rows.push([id, scheme.tiers[tier]?.id ?? '', ...shownCells, next?.id ?? null, words || null]);
    }
    yield rows;
  }
}

interface MetricReader {
  readonly shown: Read<string | null>;
  readonly value: Read<Value>;
}

function readersOf(metrics: readonly StoredMetric[]): Map<string, MetricReader> {
  let position = 2;
  const readers = new Map<string, MetricReader>();
  for (const { metric, den } of metrics) {
    const at = position;
    position += den === null ? 1 : 2;
    readers.set(metric.id, den === null ? singleReader(at, metric.scale, metric.type) : fractionReader(at));
  }
  return readers;
}

/** Money keeps all the currency's decimals, other numbers drop trailing zeros. */
function singleReader(at: number, scale: number, type: ValueType): MetricReader {
  const unit = 10n ** BigInt(scale);
  const value: Read<Value> = (columns, row) => {
    const cell = columns[at]?.[row] ?? null;
    return typeof cell === 'bigint' ? fraction(cell, unit) : cell;
  };
  const shown: Read<string | null> = (columns, row) => {
    const cell = columns[at]?.[row] ?? null;
    if (typeof cell !== 'bigint') return cell;
    return type === 'number' ? fractionText(fraction(cell, unit), 6) : decimalText({ units: cell, scale });
  };
  return { value, shown };
}

function fractionReader(at: number): MetricReader {
  const value: Read<Value> = (columns, row) => {
    const [num, den] = [columns[at]?.[row] ?? null, columns[at + 1]?.[row] ?? null];
    return typeof num === 'bigint' && typeof den === 'bigint' ? fraction(num, den) : null;
  };
  const shown: Read<string | null> = (columns, row) => {
    const read = value(columns, row);
    return read === null || typeof read === 'string' ? read : fractionText(read, 6);
  };
  return { value, shown };
}

function fieldReader({ type, scale }: Subject, at: number): Read<Value> {
  if (type !== 'text' && type !== 'sealed' && type !== 'date') return singleReader(at, scale, type).value;
  return (columns, row) => textOf(columns[at]?.[row] ?? null);
}

function textOf(cell: Cell): string | null {
  return cell === null ? null : String(cell);
}
