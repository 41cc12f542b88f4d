import { type OrderColumn, orderColumns } from './column-names.ts';
import type { Mapping } from './map-columns.ts';
import type { ValueKind } from './readers.ts';
import type { StagedField } from './staged-file.ts';

/** How the values of each order column are read. */
export const orderKinds: Readonly<Record<OrderColumn, ValueKind>> = {
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
  const fields = orderColumns
    .filter((column) => wanted.has(column) || looked.has(column))
    .flatMap((name): StagedField[] => {
      const column = mapping.columns.get(name);
      return column === undefined ? [] : [{ name, kind: orderKinds[name], column }];
    });
  if (mapping.due !== undefined) fields.push({ name: DUE, kind: 'amount', column: mapping.due });
  return fields;
}

/** What was to be paid for an order, of files whose amounts are net of refunds that no column gives. */
export const DUE = 'due';

/** The times of day that stand in the same cells as an order's days. */
export function timeFields(mapping: Mapping<OrderColumn>): StagedField[] {
  return (['ordered', 'paid'] as const).flatMap((name) => {
    const column = mapping.columns.get(`${name}_at`);
    return column === undefined ? [] : [{ name: `${name}_time`, kind: 'time' as const, column }];
  });
}
