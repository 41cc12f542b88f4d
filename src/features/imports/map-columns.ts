import { InputError, type Problem, problem } from '../../domain/problem.ts';
import { type Text, text } from '../../domain/text.ts';
import type { ReadableTable } from '../files/open-table.ts';
import { columnThatLooks } from './cell-looks.ts';
import { type FileKind, foldName, nameRank, type OrderColumn, orderColumns } from './column-names.ts';
import type { KeptMapping } from './kept-mappings.ts';
import { leftColumns, mappable, namesOf, type Settled, settledColumn } from './mapping.ts';
import type { Preset } from './preset.ts';
import { findPreset, presets, recognise } from './presets.ts';
import { tellingColumn, wordyColumn } from './telling-columns.ts';
import { keepsNobody, type WithoutBuyer } from './without-buyer.ts';

/** Which column of a file gives which field: positions in the file's columns. */
export interface Mapping<Field extends string = string> {
  readonly columns: ReadonlyMap<Field, number>;
  readonly preset: Preset | null;
  /** Whether rows that name no buyer are orders of nobody. */
  readonly keepsNobody?: boolean;
  /** Which column tells what net amounts were before refunds, where none gives these. */
  readonly due?: number | undefined;
  /** The kept mapping by which it is read. */
  readonly kept?: KeptMapping | null;
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
  withoutBuyer: WithoutBuyer | null = 'leave-out',
): Mapping<OrderColumn> {
  const mapping = findOrderColumns(table, settled, presetId, leave, withoutBuyer);
  if (mapping.preset?.holds === 'settlements') throw new InputError([settlementAlone(table, mapping.preset)]);
  const missing = missingOrderColumns(mapping, settling);
  if (missing.length === 0) return mapping;
  if (mapping.preset?.holds === 'customers') throw new InputError([noOrders(table, mapping.preset)]);
  throw new InputError(
    missing.map((field) => {
      if (field !== 'customer_id') return missingText[field](table, mapping.columns);
      if (mapping.preset !== null) return noBuyer(table, mapping.columns, mapping.preset);
      return noCustomer(table, mapping.columns, { ofNobody: withoutBuyer === null });
    }),
  );
}

/** The columns of an order file as far as they are found; those to `leave` are read only as what they are settled for. */
export function findOrderColumns(
  table: ReadableTable,
  settled: Settled,
  presetId: string | undefined,
  leave: readonly string[] = [],
  withoutBuyer: WithoutBuyer | null = 'leave-out',
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
  const keeps = keepsNobody(withoutBuyer, preset, columns.has('customer_id'));
  return { columns, preset, keepsNobody: keeps, due: dueColumn(table, columns, preset, left) };
}

function dueColumn(
  { columns: names }: ReadableTable,
  columns: ReadonlyMap<OrderColumn, number>,
  preset: Preset | null,
  left: ReadonlySet<number>,
): number | undefined {
  const amount = foldName(names[columns.get('amount') ?? -1] ?? '');
  if (columns.has('refunded') || !preset?.netColumns.some((name) => foldName(name) === amount)) return;
  const used = taken(columns, left);
  const due = preset.dueColumns.map(foldName);
  const index = names.findIndex((name, at) => due.includes(foldName(name)) && !used.has(at));
  return index < 0 ? undefined : index;
}

/** What an order cannot be without and has no column: a date or amount of any name stands for all of them. */
export function missingOrderColumns(
  { columns, preset, keepsNobody: keeps = false }: Mapping<OrderColumn>,
  settling: ReadonlySet<string>,
): ('customer_id' | 'ordered_at' | 'amount')[] {
  const has = (field: OrderColumn): boolean => columns.has(field) || settling.has(field);
  // Items take everything else from their order.
  if (preset?.holds === 'items') return [];
  const missing: ('customer_id' | 'ordered_at' | 'amount')[] = [];
  if (!has('customer_id') && !keeps) missing.push('customer_id');
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
  const mapping = findCustomerColumns(table, settled, wanted, leave);
  if (!mapping.columns.has('customer_id') && !settling.has('customer_id'))
    throw new InputError([noCustomer(table, mapping.columns)]);
  return mapping;
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
  const found = recognise(table.columns, table.sample) ?? null;
  const preset = found?.holds === 'customers' ? found : null;
  const presets = preset?.columns(table.columns.length) ?? {};
  for (const { id, names } of wanted) {
    const named = [id, ...names].map(foldName);
    const own = table.columns.findIndex(
      (column, index) => !left.has(index) && named.includes(foldName(column)),
    );
    const index =
      settledColumn(table.columns, settled, id) ??
      (own >= 0 && presets[id] === undefined
        ? own
        : known(table, 'customers', id, preset, taken(columns, left)));
    if (index !== undefined) columns.set(id, index);
  }
  return { columns, preset };
}

/** The preset that is forced, or else the one whose header matches. Throws an InputError where there is none of that name. */
export function choosePreset(table: ReadableTable, id: string | undefined): Preset | null {
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
  const preferred = (preset?.columns(columns.length)[field] ?? []).map(foldName);
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

const missingText: Readonly<Record<'ordered_at' | 'amount', Missing>> = {
  ordered_at: (table, mapped) => {
    const list = namesOf(table.columns);
    const like = columnThatLooks(table, new Set(mapped.values()), 'moment');
    return problem(
      'no-date-column',
      table.original,
      `找不到日期列。文件里有：${list}。请指明，如 --map ordered_at=${mappable(like ?? '列名')}`,
      `no column with the order's date. The file has: ${list}. Name it, such as --map ordered_at=${mappable(like ?? 'COLUMN')}`,
    );
  },
  amount: (table, mapped) => {
    const list = namesOf(table.columns);
    const like = columnThatLooks(table, new Set(mapped.values()), 'amount');
    return problem(
      'no-amount-column',
      table.original,
      `找不到金额列（或数量和单价）。文件里有：${list}。请指明，如 --map amount=${mappable(like ?? '列名')}`,
      `no column with the amount (or quantity and unit price). The file has: ${list}. Name it, such as --map amount=${mappable(like ?? 'COLUMN')}`,
    );
  },
};

interface WhoIsMissing {
  readonly whose?: Text;
  /** Whether they may be kept all the same. */
  readonly ofNobody?: boolean;
}

const orKeep = text(
  '；确实没有买家的订单可以照样保留，不计入任何客户（--without-buyer keep）',
  '; orders that have no buyer can be kept all the same, for nobody (--without-buyer keep)',
);

export function noCustomer(
  table: ReadableTable,
  mapped: ReadonlyMap<string, number>,
  { whose = { zh: '订单', en: 'orders' }, ofNobody = false }: WhoIsMissing = {},
): Problem {
  const list = namesOf(table.columns);
  const example = mappable(table.columns[wordyColumn(table, new Set(mapped.values()))] ?? '列名');
  return problem(
    'no-customer-column',
    table.original,
    `找不到客户（买家）列，无法知道${whose.zh}是谁的。文件里有：${list}。请指明用哪一列认客户，如 --map customer_id=${example}${ofNobody ? orKeep.zh : ''}`,
    `no column names the customer (buyer), so nobody knows whose the ${whose.en} are. The file has: ${list}. Say which column tells customers apart, such as --map customer_id=${example}${ofNobody ? orKeep.en : ''}`,
  );
}

/** A known export that does not say whose its orders are; nothing in it may be taken for that without being told. */
function noBuyer(table: ReadableTable, mapped: ReadonlyMap<string, number>, { name }: Preset): Problem {
  const list = namesOf(table.columns);
  const column = table.columns[tellingColumn(table, new Set(mapped.values()))];
  const [zh, en] =
    column === undefined
      ? [
          '请导出带收货人手机或会员账号的订单，或在文件里加一列客户编号，再用 --map customer_id=列名 指明',
          'Export orders with the receiver’s phone or the member’s account, or add a column of customer ids, then name it with --map customer_id=COLUMN',
        ]
      : [
          `若有一列能把客户区分开，请指明，如 --map customer_id=${mappable(column)}；否则请在文件里加一列客户编号`,
          `If a column tells customers apart, name it, such as --map customer_id=${mappable(column)}; otherwise add a column of customer ids to the file`,
        ];
  return problem(
    'no-customer-column',
    table.original,
    `找不到客户（买家）列：${name.zh}不含买家，不知道订单是谁的就不能计入任何客户的等级（tierbook import 会照样保留）。文件里有：${list}。${zh}`,
    `no column names the customer (buyer): ${name.en} leave the buyer out, and orders of nobody count for no customer; tierbook import keeps them all the same. The file has: ${list}. ${en}`,
  );
}

/** Items are nobody's without the orders they are of. */
export function itemsAlone(table: ReadableTable, { name }: Preset): Problem {
  const list = namesOf(table.columns);
  return problem(
    'items-without-orders',
    table.original,
    `找不到客户（买家）列：这是商品明细（${name.zh}），没有买家、时间和金额；请和同一批订单的订单报表一起给出，会按订单号对上。文件里有：${list}。若它有买家列，请指明：--map customer_id=列名`,
    `no column names the customer (buyer): this is a list of items (${name.en}) without buyer, time and amount; give it together with the list of its orders, and they are joined by the order id. The file has: ${list}. If it has a buyer, name the column: --map customer_id=COLUMN`,
  );
}

/** Its money is that of orders which stand in a list of orders: it would count twice. */
function settlementAlone(table: ReadableTable, { name }: Preset): Problem {
  return problem(
    'file-holds-settlements',
    table.original,
    `这是结算单（${name.zh}），不是订单：当作订单读，营业额会重复计算。请先导入订单（tierbook import 订单文件 --as orders），再作为结算单导入（tierbook import ${table.original} --as settlements），订单报表里没有的退款就会补上`,
    `this is a settlement (${name.en}), not a list of orders: read as orders it would double the turnover. Import the orders first (tierbook import ORDERS --as orders), then this file as what it is (tierbook import ${table.original} --as settlements): refunds that the list of orders lacks are added to them`,
  );
}

function noOrders(table: ReadableTable, { name }: Preset): Problem {
  return problem(
    'file-holds-customers',
    table.original,
    `这是客户名单（${name.zh}），不是订单：请作为客户导入（--as customers）`,
    `this is a list of customers (${name.en}), not of orders: import it as customers (--as customers)`,
  );
}
