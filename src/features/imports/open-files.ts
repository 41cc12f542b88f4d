import { openTable, type ReadableTable } from '../files/open-table.ts';
import { isKnownName, type OrderColumn, orderColumns } from './column-names.ts';
import { type Mapping, mapOrders, type Settled } from './mapping.ts';
import type { ValueKind } from './readers.ts';
import type { StagedField } from './stage.ts';

/** How the values of each order column are read. */
const orderKinds: Readonly<Record<OrderColumn, ValueKind>> = {
  order_id: 'order-id',
  customer_id: 'id',
  ordered_at: 'moment',
  paid_at: 'moment',
  amount: 'amount',
  refunded: 'amount',
  refunded_at: 'moment',
  status: 'status',
  category: 'text',
  product: 'text',
  quantity: 'quantity',
  unit_price: 'price',
  margin: 'amount',
  channel: 'text',
  store: 'text',
  shipping: 'amount',
  tax: 'amount',
  currency: 'currency',
};

const always: readonly OrderColumn[] = [
  'order_id',
  'customer_id',
  'ordered_at',
  'paid_at',
  'refunded',
  'refunded_at',
  'status',
  'channel',
  'currency',
];

/** The fields of an order file to read: those every grading needs and those its scheme looks at. */
export function orderFields(mapping: Mapping<OrderColumn>, looked: ReadonlySet<string>): StagedField[] {
  const amounts: OrderColumn[] = mapping.columns.has('amount') ? ['amount'] : ['quantity', 'unit_price'];
  const wanted = new Set<OrderColumn>([...always, ...amounts]);
  return orderColumns
    .filter((column) => wanted.has(column) || looked.has(column))
    .flatMap((name) => {
      const column = mapping.columns.get(name);
      return column === undefined ? [] : [{ name, kind: orderKinds[name], column }];
    });
}

export interface OpenedOrders {
  readonly table: ReadableTable;
  readonly mapping: Mapping<OrderColumn>;
}

/** Opens an order file and finds its columns. */
export async function openOrders(
  file: string,
  options: {
    readonly scratch: string;
    readonly settled: Settled;
    readonly preset: string | undefined;
    /** Fields of the customers file that may be settled too. */
    readonly customerFields: readonly string[];
    readonly signal: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
  },
): Promise<OpenedOrders> {
  const names = new Set(options.settled.values());
  const table = await openTable(file, {
    scratch: options.scratch,
    recognise: (name) => isKnownName(name) || names.has(name.trim()),
    signal: options.signal,
    ...(options.onProgress ? { onProgress: options.onProgress } : {}),
  });
  return { table, mapping: mapOrders(table, options.settled, options.preset, options.customerFields) };
}
