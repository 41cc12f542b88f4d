import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { ReadableTable } from '../files/open-table.ts';
import { choosePreset, known, type Mapping, taken } from './map-columns.ts';
import { leftColumns, namesOf, type Settled, settledColumn } from './mapping.ts';
import { type SettlementColumn, settlementColumns } from './settlement-names.ts';

/** The columns of a settlement, or every reason why it cannot be read as one. */
export function mapSettlement(
  table: ReadableTable,
  settled: Settled,
  presetId: string | undefined,
  settling: ReadonlySet<string>,
  leave: readonly string[] = [],
): Mapping<SettlementColumn> {
  const mapping = findSettlementColumns(table, settled, presetId, leave);
  const problems = missingSettlementColumns(mapping.columns)
    .filter((field) => !settling.has(field))
    .map((field) => missing[field](table));
  if (problems.length > 0) throw new InputError(problems);
  return mapping;
}

/** The columns of such a file as far as they are found. */
export function findSettlementColumns(
  table: ReadableTable,
  settled: Settled,
  presetId: string | undefined,
  leave: readonly string[] = [],
): Mapping<SettlementColumn> {
  const found = choosePreset(table, presetId);
  const preset = found?.holds === 'settlements' ? found : null;
  const left = leftColumns(table.columns, leave);
  const columns = new Map<SettlementColumn, number>();
  for (const field of settlementColumns) {
    // What refunds give back stands in one column or the other.
    if (field === 'amount' && columns.has('refunded')) continue;
    const index =
      settledColumn(table.columns, settled, field) ??
      known(table, 'settlements', field, preset, taken(columns, left));
    if (index !== undefined) columns.set(field, index);
  }
  return { columns, preset };
}

/** What a settlement cannot be without and has no column: which order, and how much was given back for it, by itself or as rows that say they are refunds. */
export function missingSettlementColumns(
  columns: ReadonlyMap<SettlementColumn, number>,
): ('order_id' | 'refunded')[] {
  const tells = columns.has('amount') && (columns.has('kind') || columns.has('remark'));
  return [
    ...(columns.has('order_id') ? [] : (['order_id'] as const)),
    ...(columns.has('refunded') || tells ? [] : (['refunded'] as const)),
  ];
}

const missing = {
  order_id: (table: ReadableTable): Problem => {
    const list = namesOf(table.columns);
    return problem(
      'no-order-column',
      table.original,
      `找不到订单号列。文件里有：${list}。请指明，如 --map order_id=列名`,
      `no column with the order’s number. The file has: ${list}. Name it, such as --map order_id=COLUMN`,
    );
  },
  refunded: (table: ReadableTable): Problem => {
    const list = namesOf(table.columns);
    return problem(
      'no-refund-column',
      table.original,
      `找不到退款：既没有退款金额列，也没有说明哪些行是退款的列和它们的金额列。文件里有：${list}。请指明，如 --map refunded=列名，或 --map kind=列名,amount=列名`,
      `nothing tells refunds: neither a column of refunded amounts, nor one that says which rows are refunds with one of their amounts. The file has: ${list}. Name them, such as --map refunded=COLUMN, or --map kind=COLUMN,amount=COLUMN`,
    );
  },
};
