import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { ReadableTable } from '../files/open-table.ts';
import { type FileKind, foldName, nameRank, type OrderColumn, orderColumns } from './column-names.ts';
import { leftColumns, mappable, type Settled, settledColumn } from './mapping.ts';
import { findPreset, type Preset, presets, recognise } from './presets.ts';

/** Which column of a file gives which field: positions in the file's columns. */
export interface Mapping<Field extends string = string> {
  readonly columns: ReadonlyMap<Field, number>;
  readonly preset: Preset | null;
}

/**
 * The columns of an order file, or every reason why it cannot be read as one. Where it has no column of a settled
 * name the known names serve; the fields `settling` are complained of elsewhere.
 */
export function mapOrders(
  table: ReadableTable,
  settled: Settled,
  presetId: string | undefined,
  settling: ReadonlySet<string>,
  leave: readonly string[] = [],
): Mapping<OrderColumn> {
  const mapping = findOrderColumns(table, settled, presetId, leave);
  const problems = missingOrderColumns(mapping.columns, settling).map((field) =>
    missingText[field](table, mapping.columns),
  );
  if (problems.length > 0) throw new InputError(problems);
  return mapping;
}

/** The columns of an order file as far as they are found; those to `leave` are read only as what they are settled for. */
export function findOrderColumns(
  table: ReadableTable,
  settled: Settled,
  presetId: string | undefined,
  leave: readonly string[] = [],
): Mapping<OrderColumn> {
  const preset = choosePreset(table, presetId);
  const left = leftColumns(table.columns, leave);
  const columns = new Map<OrderColumn, number>();
  for (const field of orderColumns) {
    const index =
      settledColumn(table.columns, settled, field) ??
      known(table, 'orders', field, preset, taken(columns, left));
    if (index !== undefined) columns.set(field, index);
  }
  return { columns, preset };
}

/** What an order cannot be without and has no column: a date or amount of any name stands for all of them. */
export function missingOrderColumns(
  columns: ReadonlyMap<OrderColumn, number>,
  settling: ReadonlySet<string>,
): ('customer_id' | 'ordered_at' | 'amount')[] {
  const has = (field: OrderColumn): boolean => columns.has(field) || settling.has(field);
  const missing: ('customer_id' | 'ordered_at' | 'amount')[] = [];
  if (!has('customer_id')) missing.push('customer_id');
  if (!has('ordered_at') && !has('paid_at')) missing.push('ordered_at');
  if (!has('amount') && !(has('quantity') && has('unit_price'))) missing.push('amount');
  return missing;
}

/** A wanted field of a customer list and the names, beside its own, that its column may have. */
export interface WantedField {
  readonly id: string;
  readonly names: readonly string[];
}

/** Where the wanted columns of a customer list are; what `--map` says of fields of orders is left alone. */
export function mapCustomers(
  table: ReadableTable,
  settled: Settled,
  wanted: readonly WantedField[],
  settling: ReadonlySet<string>,
  leave: readonly string[] = [],
): Mapping {
  const { columns } = findCustomerColumns(table, settled, wanted, leave);
  if (!columns.has('customer_id') && !settling.has('customer_id'))
    throw new InputError([noCustomer(table, columns)]);
  return { columns, preset: null };
}

/** The wanted columns of a customer list as far as they are found. */
export function findCustomerColumns(
  table: ReadableTable,
  settled: Settled,
  wanted: readonly WantedField[],
  leave: readonly string[] = [],
): Mapping {
  const columns = new Map<string, number>();
  const left = leftColumns(table.columns, leave);
  for (const { id, names } of wanted) {
    const named = [id, ...names].map(foldName);
    const own = table.columns.findIndex(
      (column, index) => !left.has(index) && named.includes(foldName(column)),
    );
    const index =
      settledColumn(table.columns, settled, id) ??
      (own >= 0 ? own : known(table, 'customers', id, null, taken(columns, left)));
    if (index !== undefined) columns.set(id, index);
  }
  return { columns, preset: null };
}

function choosePreset(table: ReadableTable, id: string | undefined): Preset | null {
  if (id === undefined) return recognise(table.columns, table.sample) ?? null;
  const preset = findPreset(id);
  if (preset !== undefined) return preset;
  const list = presets.map((known) => known.id).join(', ');
  throw new InputError([
    problem(
      'unknown-preset',
      '--preset',
      `没有预设“${id}”。可用：${list}`,
      `there is no preset “${id}”. Known: ${list}`,
    ),
  ]);
}

export function taken(mapped: ReadonlyMap<string, number>, left: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...mapped.values(), ...left]);
}

/** The column whose name is best known for a field, of those that are not used. */
export function known(
  { columns, sample }: ReadableTable,
  kind: FileKind,
  field: string,
  preset: Preset | null,
  used: ReadonlySet<number>,
): number | undefined {
  const preferred = (preset?.columns(columns.length)[field as OrderColumn] ?? []).map(foldName);
  const rank = (name: string): number | undefined => {
    const first = preferred.indexOf(foldName(name));
    if (first >= 0) return first - preferred.length;
    return nameRank(kind, field, name);
  };
  const candidates = columns
    .map((name, index) => ({ index, rank: rank(name) }))
    .filter((candidate): candidate is { index: number; rank: number } => candidate.rank !== undefined)
    .filter(({ index }) => !used.has(index) && !(days.has(field) && isClock(sample, index)))
    .sort((a, b) => a.rank - b.rank);
  return candidates[0]?.index;
}

const days: ReadonlySet<string> = new Set([
  'ordered_at',
  'paid_at',
  'refunded_at',
  'registered_at',
  'at',
  'resolved_at',
]);

/** Tills export day and time as two columns; the time alone says no day. */
function isClock(sample: ReadableTable['sample'], index: number): boolean {
  const cells = sample.map((row) => row[index]?.trim() ?? '').filter((cell) => cell !== '');
  return cells.length > 0 && cells.every((cell) => /^\d{1,2}:\d\d(:\d\d)?$/.test(cell));
}

type Missing = (table: ReadableTable, columns: ReadonlyMap<OrderColumn, number>) => Problem;

const missingText: Readonly<Record<'customer_id' | 'ordered_at' | 'amount', Missing>> = {
  customer_id: noCustomer,
  ordered_at: (table) => {
    const list = table.columns.map(mappable).join(', ');
    return problem(
      'no-date-column',
      table.original,
      `找不到日期列。文件里有：${list}。请指明，如 --map ordered_at=列名`,
      `no column with the order's date. The file has: ${list}. Name it, such as --map ordered_at=COLUMN`,
    );
  },
  amount: (table) => {
    const list = table.columns.map(mappable).join(', ');
    return problem(
      'no-amount-column',
      table.original,
      `找不到金额列（或数量和单价）。文件里有：${list}。请指明，如 --map amount=列名`,
      `no column with the amount (or quantity and unit price). The file has: ${list}. Name it, such as --map amount=COLUMN`,
    );
  },
};

export function noCustomer(
  table: ReadableTable,
  mapped: ReadonlyMap<string, number>,
  whose = { zh: '订单', en: 'orders' },
): Problem {
  const list = table.columns.map(mappable).join(', ');
  const example = mappable(table.columns[wordyColumn(table, mapped)] ?? '列名');
  return problem(
    'no-customer-column',
    table.original,
    `找不到客户（买家）列，无法知道${whose.zh}是谁的。文件里有：${list}。请指明用哪一列认客户，如 --map customer_id=${example}`,
    `no column names the customer (buyer), so nobody knows whose the ${whose.en} are. The file has: ${list}. Say which column tells customers apart, such as --map customer_id=${example}`,
  );
}

/** How columns that tell customers apart are called, also those that only may do. */
const tellsWho =
  /买家|客户|顾客|会员|收货人|收件人|手机|电话|收货地址|昵称|customer|client|buyer|member|e-?mail|phone|user/i;

/** A column nothing else needs whose cells are words, so that it may well tell customers apart. */
function wordyColumn({ columns, sample }: ReadableTable, mapped: ReadonlyMap<string, number>): number {
  const used = new Set(mapped.values());
  const telling = columns.findIndex((name, index) => !used.has(index) && tellsWho.test(name));
  if (telling >= 0) return telling;
  const words = columns.map((_, index) => {
    const cells = sample.map((row) => row[index] ?? '').filter((cell) => /\p{L}{2}/u.test(cell));
    return used.has(index) ? 0 : new Set(cells).size;
  });
  const most = Math.max(...words);
  return most > 0 ? words.indexOf(most) : columns.findIndex((_, index) => !used.has(index));
}
