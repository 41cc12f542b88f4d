import { builtInIds } from '../../domain/builtin-metrics.ts';
import { customerFields, type Field, type FieldType } from '../../domain/field.ts';
import { customerFieldIds, foldName } from './column-names.ts';
import type { WantedField } from './map-columns.ts';

/** The fields to look for in a customer list: those everybody has and the business's own. */
export function wantedFields(custom: readonly Field[]): WantedField[] {
  return [
    ...customerFieldIds.map((id) => ({ id, names: [] })),
    ...custom.map(({ id, name }) => ({ id, names: [name.zh, name.en] })),
  ];
}

/** Further columns of a customer list, each with the new field it is kept as; those `taken` are something else or nothing. */
export function newFields(
  columns: readonly string[],
  taken: ReadonlySet<number>,
  known: readonly Field[],
): ReadonlyMap<number, Field> {
  const ids = new Set(known.map(({ id }) => id));
  const found = new Map<number, Field>();
  const computed = computedFrom(columns);
  for (const [column, name] of columns.entries()) {
    if (taken.has(column) || nameless.test(name) || column >= computed) continue;
    const field = again(name, known, found) ?? newField(name, ids);
    ids.add(field.id);
    found.set(column, field);
  }
  return found;
}

/** How our own exports of customers end, in any language. */
const ends = [
  ['nexttier', 'missing'],
  ['下一等级', '还差'],
];

/** The first column of what an export of ours has computed, which begins with the tier; none of it is taken back. */
function computedFrom(columns: readonly string[]): number {
  const folded = columns.map(foldName);
  const isOurs = ends.some((end) => end.every((name, at) => folded.at(at - end.length) === name));
  const tier = Math.max(folded.lastIndexOf('tier'), folded.lastIndexOf('等级'));
  return isOurs && tier >= 0 ? tier : columns.length;
}

/** The field that a column of the same name in an earlier file of the import became. */
function again(name: string, known: readonly Field[], found: ReadonlyMap<number, Field>): Field | undefined {
  const here = new Set([...found.values()].map(({ id }) => id));
  return known.find((field) => field.name.zh === name && field.name.en === name && !here.has(field.id));
}

/** How columns without a name in the header are called. */
const nameless = /^(列|column ?)\d+$/;

function newField(name: string, taken: ReadonlySet<string>): Field {
  const { type, sealed } = contactOf(foldName(name)) ?? { type: 'text', sealed: false };
  return { id: freeId(name, taken), name: { zh: name, en: name }, type, choices: [], sealed };
}

/** Names that mean something else in rules, lists and exports, whatever their case. */
const reserved: ReadonlySet<string> = new Set([
  ...['tier', 'next_tier', 'missing', 'customer_id', 'external_id', '__proto__'],
  ...builtInIds,
  ...customerFields.keys(),
]);
const LONGEST_ID = 64;

function freeId(name: string, taken: ReadonlySet<string>): string {
  const written = name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}_-]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  const plain = [...(/^\p{L}/u.test(written) ? written : `_${written}`)].slice(0, LONGEST_ID - 4).join('');
  const isFree = (id: string): boolean => !taken.has(id) && !reserved.has(id.toLowerCase());
  for (let n = 1; ; n++) {
    const id = n === 1 ? plain : `${plain}_${n}`;
    if (isFree(id)) return id;
  }
}

/** Words of contact data, wherever they stand in a name; and of what only sounds like it. */
const phones = /手机|电话|座机|固话|联系方式|mobile|phone|^tel|cellnumber|contactn(o|umber)|whatsapp/;
const emails = /邮箱|邮件|e-?mail/;
const others =
  /地址|住址|address|微信(号码?|名|id|昵称|账号)?\d*$|wechat(id|name|no|number|account)?\d*$|qq(号码?|id|no|number)?\d*$|身份证|证件号|护照|idcard|passport/;
const noContact = /型号|品牌|型|次数|是否|model|brand|count|type/;

/** Contact data is sealed under whatever name it comes. */
export function contactOf(
  folded: string,
): { readonly type: FieldType; readonly sealed: boolean } | undefined {
  if (noContact.test(folded)) return undefined;
  if (phones.test(folded)) return { type: 'phone', sealed: true };
  if (emails.test(folded)) return { type: 'email', sealed: true };
  return others.test(folded) ? { type: 'text', sealed: true } : undefined;
}
