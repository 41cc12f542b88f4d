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

/** Further columns of a customer list, each with the new field it is kept as. */
export function newFields(
  columns: readonly string[],
  taken: ReadonlySet<number>,
  known: readonly Field[],
): ReadonlyMap<number, Field> {
  const ids = new Set(known.map(({ id }) => id));
  const found = new Map<number, Field>();
  for (const [column, name] of columns.entries()) {
    if (taken.has(column) || nameless.test(name)) continue;
    const field = newField(name, ids);
    ids.add(field.id);
    found.set(column, field);
  }
  return found;
}

/** How columns without a name in the header are called. */
const nameless = /^(列|column ?)\d+$/;

function newField(name: string, taken: ReadonlySet<string>): Field {
  const { type, sealed } = contactOf(foldName(name)) ?? { type: 'text', sealed: false };
  return { id: freeId(name, taken), name: { zh: name, en: name }, type, choices: [], sealed };
}

const reserved: ReadonlySet<string> = new Set(['tier', 'customer_id', '__proto__']);
const LONGEST_ID = 64;

function freeId(name: string, taken: ReadonlySet<string>): string {
  const written = name
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}_-]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  const plain = [...(/^\p{L}/u.test(written) ? written : `_${written}`)].slice(0, LONGEST_ID - 4).join('');
  const isFree = (id: string): boolean => !taken.has(id) && !reserved.has(id) && !customerFields.has(id);
  for (let n = 1; ; n++) {
    const id = n === 1 ? plain : `${plain}_${n}`;
    if (isFree(id)) return id;
  }
}

/** Contact data is sealed under whatever name it comes. */
function contactOf(folded: string): { readonly type: FieldType; readonly sealed: boolean } | undefined {
  if (/(手机号?码?|电话号?码?|mobile|phone(number)?|tel)\d*$/.test(folded))
    return { type: 'phone', sealed: true };
  if (/(邮箱|邮件|邮箱地址|e?mail(address)?)\d*$/.test(folded)) return { type: 'email', sealed: true };
  if (
    /(地址|住址|微信号?|qq号?|身份证号?码?|证件号?码?|护照号?码?|address|wechat|idcard|passport)\d*$/.test(
      folded,
    )
  ) {
    return { type: 'text', sealed: true };
  }
  return undefined;
}
