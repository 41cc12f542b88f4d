import { InputError, type Problem, problem } from '../../domain/problem.ts';
import type { ReadableTable } from '../files/open-table.ts';
import { type FileKind, foldName, nameRank, type OrderColumn, orderColumns } from './column-names.ts';
import { findPreset, type Preset, presets, recognise } from './presets.ts';

/** Which column of a file gives which field: positions in the file's columns. */
export interface Mapping<Field extends string = string> {
  readonly columns: ReadonlyMap<Field, number>;
  readonly preset: Preset | null;
}

/** What the user settled with `--map field=column`. */
export type Settled = ReadonlyMap<string, string>;

/** Reads `customer_id=收货地址,amount=总金额`, as often as given. */
export function parseSettled(written: readonly string[]): Settled {
  const settled = new Map<string, string>();
  for (const pair of written.flatMap((text) => text.split(',')).filter((text) => text.trim() !== '')) {
    const split = pair.indexOf('=');
    if (split <= 0 || split === pair.length - 1) {
      throw new InputError([
        problem(
          'map-form',
          '--map',
          `“${pair}”应写成 字段=列名，如 customer_id=买家会员名`,
          `“${pair}” should be written field=column, such as customer_id=Buyer`,
        ),
      ]);
    }
    settled.set(pair.slice(0, split).trim(), pair.slice(split + 1).trim());
  }
  return settled;
}

/** The columns of an order file, or every reason why it cannot be read as one. */
export function mapOrders(
  table: ReadableTable,
  settled: Settled,
  presetId: string | undefined,
  customerFields: readonly string[] = [],
): Mapping<OrderColumn> {
  const preset = choosePreset(table, presetId);
  const problems: Problem[] = [];
  const columns = new Map<OrderColumn, number>();
  checkFields(settled, [...orderColumns, ...customerFields], problems);
  for (const field of orderColumns) {
    const index =
      settledColumn(table, settled, field, problems) ?? known(table, 'orders', field, preset, columns);
    if (index !== undefined) columns.set(field, index);
  }
  problems.push(...missingOrderColumns(table, columns));
  if (problems.length > 0) throw new InputError(problems);
  return { columns, preset };
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
): Mapping {
  const problems: Problem[] = [];
  const columns = new Map<string, number>();
  for (const { id, names } of wanted) {
    const named = [id, ...names].map(foldName);
    const own = table.columns.findIndex((column) => named.includes(foldName(column)));
    const index =
      settledColumn(table, settled, id, id === 'customer_id' ? [] : problems) ??
      (own >= 0 ? own : known(table, 'customers', id, null, columns));
    if (index !== undefined) columns.set(id, index);
  }
  if (!columns.has('customer_id')) problems.push(noCustomer(table, columns));
  if (problems.length > 0) throw new InputError(problems);
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

function checkFields(settled: Settled, fields: readonly string[], problems: Problem[]): void {
  const list = fields.join(', ');
  for (const field of settled.keys()) {
    if (fields.includes(field)) continue;
    problems.push(
      problem(
        'map-field',
        '--map',
        `没有字段“${field}”。可用：${list}`,
        `there is no field “${field}”. Known: ${list}`,
      ),
    );
  }
}

function settledColumn(
  { columns, original }: ReadableTable,
  settled: Settled,
  field: string,
  problems: Problem[],
): number | undefined {
  const name = settled.get(field);
  if (name === undefined) return undefined;
  const exact = columns.indexOf(name);
  const index = exact >= 0 ? exact : columns.findIndex((column) => foldName(column) === foldName(name));
  if (index >= 0) return index;
  const list = columns.join(', ');
  problems.push(
    problem(
      'map-column',
      original,
      `没有“${name}”这一列。文件里有：${list}`,
      `there is no column “${name}”. The file has: ${list}`,
    ),
  );
  return undefined;
}

/** The column whose name is best known for a field, unless another field has it already. */
function known(
  { columns }: ReadableTable,
  kind: FileKind,
  field: string,
  preset: Preset | null,
  taken: ReadonlyMap<string, number>,
): number | undefined {
  const preferred = (preset?.columns(columns.length)[field as OrderColumn] ?? []).map(foldName);
  const rank = (name: string): number | undefined => {
    const first = preferred.indexOf(foldName(name));
    if (first >= 0) return first - preferred.length;
    return nameRank(kind, field, name);
  };
  const used = new Set(taken.values());
  const candidates = columns
    .map((name, index) => ({ index, rank: rank(name) }))
    .filter((candidate): candidate is { index: number; rank: number } => candidate.rank !== undefined)
    .filter(({ index }) => !used.has(index))
    .sort((a, b) => a.rank - b.rank);
  return candidates[0]?.index;
}

function missingOrderColumns(table: ReadableTable, columns: ReadonlyMap<OrderColumn, number>): Problem[] {
  const problems: Problem[] = [];
  const list = table.columns.join(', ');
  if (!columns.has('customer_id')) problems.push(noCustomer(table, columns));
  if (!columns.has('ordered_at') && !columns.has('paid_at')) {
    problems.push(
      problem(
        'no-date-column',
        table.original,
        `找不到日期列。文件里有：${list}。请指明，如 --map ordered_at=列名`,
        `no column with the order's date. The file has: ${list}. Name it, such as --map ordered_at=COLUMN`,
      ),
    );
  }
  if (!columns.has('amount') && !(columns.has('quantity') && columns.has('unit_price'))) {
    problems.push(
      problem(
        'no-amount-column',
        table.original,
        `找不到金额列（或数量和单价）。文件里有：${list}。请指明，如 --map amount=列名`,
        `no column with the amount (or quantity and unit price). The file has: ${list}. Name it, such as --map amount=COLUMN`,
      ),
    );
  }
  return problems;
}

function noCustomer(table: ReadableTable, mapped: ReadonlyMap<string, number>): Problem {
  const list = table.columns.join(', ');
  const example = table.columns[wordyColumn(table, mapped)] ?? '列名';
  return problem(
    'no-customer-column',
    table.original,
    `找不到客户（买家）列，无法知道订单是谁的。文件里有：${list}。请指明用哪一列认客户，如 --map customer_id=${example}`,
    `no column names the customer (buyer), so nobody knows whose the orders are. The file has: ${list}. Say which column tells customers apart, such as --map customer_id=${example}`,
  );
}

/** A column nothing else needs whose cells are words, so that it may well tell customers apart. */
function wordyColumn({ columns, sample }: ReadableTable, mapped: ReadonlyMap<string, number>): number {
  const used = new Set(mapped.values());
  const words = columns.map((_, index) => {
    const cells = sample.map((row) => row[index] ?? '').filter((cell) => /\p{L}{2}/u.test(cell));
    return used.has(index) ? 0 : new Set(cells).size;
  });
  const most = Math.max(...words);
  return most > 0 ? words.indexOf(most) : columns.findIndex((_, index) => !used.has(index));
}
