import type { SubjectType } from './condition.ts';
import { isEventSource } from './event.ts';
import type { Source } from './metric.ts';
import { type Text, text } from './text.ts';

/** The types a column of the customer table may have. */
export const fieldTypes = [
  'text',
  'number',
  'money',
  'date',
  'choice',
  'multi-choice',
  'yes-no',
  'phone',
  'email',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface Field {
  readonly id: string;
  readonly type: FieldType;
  readonly name: Text;
  /** The allowed values of a choice; empty where anything goes. */
  readonly choices: readonly string[];
  readonly sealed: boolean;
}

function field(id: string, type: FieldType, zh: string, en: string, sealed = false): Field {
  return { id, type, name: text(zh, en), choices: [], sealed };
}

/** Columns every customer has. Sealed ones are contact data: they can be matched whole, not searched. */
export const customerFields: ReadonlyMap<string, Field> = new Map(
  [
    field('name', 'text', '姓名', 'name'),
    field('phone', 'phone', '手机号', 'phone', true),
    field('email', 'email', '电子邮箱', 'e-mail', true),
    field('gender', 'choice', '性别', 'gender'),
    field('birthday', 'date', '生日', 'birthday'),
    field('region', 'text', '地区', 'region'),
    field('address', 'text', '地址', 'address', true),
    field('id_number', 'text', '证件号码', 'id number', true),
    field('occupation', 'text', '职业', 'occupation'),
    field('company', 'text', '单位', 'company'),
    field('source', 'choice', '来源', 'source'),
    field('channel', 'choice', '渠道', 'channel'),
    field('store', 'text', '门店', 'store'),
    field('owner', 'text', '负责人', 'owner'),
    field('referred_by', 'text', '推荐人', 'referred by'),
    field('registered_at', 'date', '注册时间', 'registered at'),
  ].map((entry) => [entry.id, entry]),
);

/** How conditions see a field's values. */
export function subjectType({ type, sealed }: Field): SubjectType {
  if (sealed) return 'sealed';
  return type === 'number' || type === 'money' || type === 'date' ? type : 'text';
}

/** A column of what metrics look at: how conditions see its values, and its name. */
interface SourceField {
  readonly type: SubjectType;
  readonly name: Text;
}

/** An order's, line's or loose refund's own columns, as `where` sees them. */
export const orderFields: ReadonlyMap<string, SourceField> = new Map([
  ['amount', { type: 'money', name: text('金额', 'amount') }],
  ['refunded', { type: 'money', name: text('退款金额', 'refunded amount') }],
  ['shipping', { type: 'money', name: text('运费', 'shipping') }],
  ['tax', { type: 'money', name: text('税费', 'tax') }],
  ['margin', { type: 'money', name: text('毛利', 'margin') }],
  ['quantity', { type: 'number', name: text('数量', 'quantity') }],
  ['category', { type: 'text', name: text('品类', 'category') }],
  ['product', { type: 'text', name: text('商品', 'product') }],
  ['channel', { type: 'text', name: text('渠道', 'channel') }],
  ['store', { type: 'text', name: text('门店', 'store') }],
  ['status', { type: 'text', name: text('订单状态', 'order status') }],
  ['day', { type: 'date', name: text('日期', 'day') }],
  ['ordered_at', { type: 'date', name: text('下单日期', 'order date') }],
  ['paid_at', { type: 'date', name: text('付款日期', 'payment date') }],
  ['refunded_at', { type: 'date', name: text('退款日期', 'refund date') }],
] as const);

/** Columns that a line has for itself; of a whole order they are those of its lines. */
export const lineFields: ReadonlySet<string> = new Set(['category', 'product', 'quantity', 'margin']);

/** The columns of recorded events of any source, as `where` and `what` see them; `at` is the day. */
export const eventFields: ReadonlyMap<string, SourceField> = new Map([
  ['at', { type: 'date', name: text('时间', 'time') }],
  ['kind', { type: 'text', name: text('类型', 'kind') }],
  ['aspect', { type: 'text', name: text('方面', 'aspect') }],
  ['product', { type: 'text', name: text('商品', 'product') }],
  ['rating', { type: 'number', name: text('评分', 'rating') }],
  ['text', { type: 'text', name: text('内容', 'text') }],
  ['measure', { type: 'text', name: text('计量项', 'measure') }],
  ['quantity', { type: 'number', name: text('数量', 'quantity') }],
  ['resolved_at', { type: 'date', name: text('解决时间', 'time of resolution') }],
  ['day', { type: 'date', name: text('日期', 'day') }],
] as const);

/** The columns of referrals: whom the customer brought, and when that one first bought. */
const referralFields: ReadonlyMap<string, SourceField> = new Map([
  ['at', { type: 'date', name: text('时间', 'time') }],
  ['customer', { type: 'text', name: text('被推荐客户', 'referred customer') }],
  ['first_order', { type: 'date', name: text('首次下单日期', 'first order') }],
  ['day', { type: 'date', name: text('日期', 'day') }],
] as const);

/** The columns that metrics over a source may look at. */
export function sourceFields(of: Source): ReadonlyMap<string, SourceField> {
  if (of === 'referrals') return referralFields;
  return isEventSource(of) ? eventFields : orderFields;
}
