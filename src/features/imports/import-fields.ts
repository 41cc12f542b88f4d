import { isRecordedSource } from '../../domain/event.ts';
import { customerFields, eventFields, type Field, orderFields } from '../../domain/field.ts';
import { type Text, text } from '../../domain/text.ts';
import { customerFieldIds, type FileKind, type OrderColumn, orderColumns } from './column-names.ts';
import { type EventColumn, eventColumns } from './event-names.ts';
import { neededOf } from './map-events.ts';
import { type SettlementColumn, settlementColumns } from './settlement-names.ts';

/** A field that a column of a file may be read as. */
export interface ImportField {
  readonly id: string;
  readonly name: Text;
  /** Rows without it cannot be kept. */
  readonly needed: boolean;
}

const ofOrders: Readonly<Partial<Record<OrderColumn, Text>>> = {
  order_id: text('订单编号', 'order id'),
  unit_price: text('单价', 'unit price'),
  currency: text('币种', 'currency'),
  ordered_at: text('下单时间', 'order time'),
  paid_at: text('付款时间', 'payment time'),
  refunded_at: text('退款时间', 'refund time'),
};
const customerId = text('客户编号', 'customer id');
const points = text('积分', 'points');

const ofSettlements: Readonly<Record<SettlementColumn, Text>> = {
  order_id: text('订单编号', 'order id'),
  refund_id: text('退款编号', 'refund id'),
  at: text('退款时间', 'refund time'),
  kind: text('业务类型（哪些行是退款）', 'kind of row (which are refunds)'),
  remark: text('备注（哪些行是退款）', 'remark (which rows are refunds)'),
  direction: text('收支方向', 'money in or out'),
  refunded: text('退款金额', 'refunded amount'),
  amount: text('金额', 'amount'),
  status: text('退款状态', 'status of the refund'),
};

/** Who and when first; the order in which columns are looked for is another. */
const eventOrder: readonly EventColumn[] = [
  'customer_id',
  'at',
  ...eventColumns.filter((id) => id !== 'customer_id' && id !== 'at' && id !== 'resolved_at'),
  'resolved_at',
];

/** What the columns of a file of this kind may be read as. */
export function importFields(kind: FileKind, custom: readonly Field[]): ImportField[] {
  if (kind === 'customers') {
    const known = customerFieldIds.map((id) => ({
      id,
      name: customerFields.get(id)?.name ?? customerId,
      needed: id === 'customer_id',
    }));
    return [...known, ...custom.map(({ id, name }) => ({ id, name, needed: false }))];
  }
  if (isRecordedSource(kind)) {
    return eventOrder.map((id) => ({
      id,
      name: kind === 'points' && id === 'quantity' ? points : (eventFields.get(id)?.name ?? customerId),
      needed: neededOf(kind).some((needed) => needed === id),
    }));
  }
  if (kind === 'settlements') {
    const always = new Set(['order_id', 'refunded']);
    return settlementColumns.map((id) => ({ id, name: ofSettlements[id], needed: always.has(id) }));
  }
  const needed: ReadonlySet<string> = new Set(['customer_id', 'ordered_at', 'amount']);
  return orderColumns.map((id) => ({
    id,
    name: ofOrders[id] ?? orderFields.get(id)?.name ?? customerId,
    needed: needed.has(id),
  }));
}
