import { sql } from 'kysely';
import { type EmbeddedDatabase, streamChunks } from '../../db/embedded.ts';
import type { Subject } from '../../domain/condition.ts';
import { compileMissing } from '../../domain/describe/missing.ts';
import type { Value } from '../../domain/evaluate/value.ts';
import { decimalText, fraction, fractionText } from '../../domain/exact.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Lang } from '../../domain/text.ts';
import { fieldColumn, type StoredMetric } from '../../sql/evaluation.ts';
import { as, commas } from '../../sql/expression.ts';
import { ruleFields, shownMetrics } from '../../sql/needed.ts';
import type { GradedTable } from '../tiers/grade-all.ts';
import type { OutColumn, OutRow } from './out-table.ts';

type Cell = bigint | string | null;

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
  const columns = [
    sql`external_id`,
    sql`tier`,
    ...stored.map(({ name, type }) =>
      type === 'date' ? as(sql`cast(${sql.ref(name)} as text)`, name) : sql.ref(name),
    ),
    ...fields.map(({ id }) => sql.ref(fieldColumn(id))),
  ];
  const select = sql`select ${commas(columns)} from ${sql.table(table)} join customers using (customer_id) order by customer_id`;
  const fieldReads = new Map(
    fields.map((field, index) => [field.id, fieldReader(field, 2 + stored.length + index)]),
  );
  const missing = scheme.tiers.map((tier) => compileMissing(tier, scheme, lang));
  let row: readonly Cell[] = [];
  const lookup = ({ kind, id }: Subject): Value =>
    (kind === 'metric' ? reads.get(id)?.value : fieldReads.get(id))?.(row) ?? null;
  for await (const chunk of streamChunks(db, select)) {
    const rows: OutRow[] = [];
    for (const cells of chunk.getRows() as Cell[][]) {
      row = cells;
      const tier = Number(cells[1]);
      const next = scheme.tiers[tier + 1];
      const words = next === undefined ? '' : (missing[tier + 1]?.(lookup) ?? '');
      rows.push([
        String(cells[0]),
        scheme.tiers[tier]?.id ?? '',
        ...shown.map((read) => read(cells)),
        next?.id ?? null,
        words === '' ? null : words,
      ]);
    }
    yield rows;
  }
}

interface MetricReader {
  readonly shown: (cells: readonly Cell[]) => string | null;
  readonly value: (cells: readonly Cell[]) => Value;
}

function readersOf(metrics: readonly StoredMetric[]): Map<string, MetricReader> {
  let position = 2;
  const readers = new Map<string, MetricReader>();
  for (const { metric, den } of metrics) {
    const at = position;
    position += den === null ? 1 : 2;
    readers.set(metric.id, den === null ? singleReader(at, metric.scale) : fractionReader(at));
  }
  return readers;
}

/** Money keeps all the currency's decimals, other numbers drop trailing zeros. */
function singleReader(at: number, scale: number): MetricReader {
  const unit = 10n ** BigInt(scale);
  const value = (cells: readonly Cell[]): Value => {
    const cell = cells[at] ?? null;
    return typeof cell === 'bigint' ? fraction(cell, unit) : cell;
  };
  const shown = (cells: readonly Cell[]): string | null => {
    const cell = cells[at] ?? null;
    return typeof cell === 'bigint' ? decimalText({ units: cell, scale }) : cell;
  };
  return { value, shown };
}

function fractionReader(at: number): MetricReader {
  const value = (cells: readonly Cell[]): Value => {
    const [num, den] = [cells[at] ?? null, cells[at + 1] ?? null];
    return typeof num === 'bigint' && typeof den === 'bigint' ? fraction(num, den) : null;
  };
  const shown = (cells: readonly Cell[]): string | null => {
    const read = value(cells);
    return read === null || typeof read === 'string' ? read : fractionText(read, 6);
  };
  return { value, shown };
}

function fieldReader({ type, scale }: Subject, at: number): (cells: readonly Cell[]) => Value {
  if (type !== 'text' && type !== 'sealed' && type !== 'date') return singleReader(at, scale).value;
  return (cells) => textOf(cells[at] ?? null);
}

function textOf(cell: Cell): string | null {
  return cell === null ? null : String(cell);
}
