import type { Lang } from '../domain/text.ts';
import type { components } from '../http/client/schema.d.ts';

type Effect = Pick<components['schemas']['UndoPreview'], 'goes' | 'back' | 'stays'>;
type What = keyof Effect['goes'];

const kinds: Readonly<Record<What, Readonly<Record<Lang, (n: number) => string>>>> = {
  orders: { zh: (n) => `订单 ${n}`, en: (n) => counted(n, 'order') },
  refunds: { zh: (n) => `退款 ${n}`, en: (n) => counted(n, 'refund') },
  events: { zh: (n) => `互动 ${n}`, en: (n) => counted(n, 'interaction') },
  customers: { zh: (n) => `客户 ${n}`, en: (n) => counted(n, 'customer') },
  fields: { zh: (n) => `自定义字段 ${n}`, en: (n) => counted(n, 'custom field') },
  names: { zh: (n) => `认出客户的编号 ${n}`, en: (n) => counted(n, 'further id') },
};
const kindNames: Readonly<Record<Exclude<What, 'names'>, Readonly<Record<Lang, string>>>> = {
  orders: { zh: '订单', en: 'order' },
  refunds: { zh: '退款', en: 'refund' },
  events: { zh: '互动', en: 'interaction' },
  customers: { zh: '客户', en: 'customer' },
  fields: { zh: '字段', en: 'field' },
};

/** What goes, what is as before and what stays with its reason, a line each, indented; of an undo that is done or still to come. */
export function effectWords({ goes, back, stays }: Effect, lang: Lang, isDone: boolean): string[] {
  const zh = lang === 'zh';
  const lines: string[] = [];
  const gone = listed(goes, lang);
  const before = listed(back, lang);
  if (gone !== '') lines.push(zh ? `去掉：${gone}` : `${isDone ? 'gone' : 'to go'}: ${gone}`);
  if (before !== '') {
    lines.push(zh ? `恢复到导入之前：${before}` : `as before the import${isDone ? '' : ' again'}: ${before}`);
  }
  if (lines.length === 0) lines.push(zh ? '没有可以撤销的内容' : 'nothing of it can be taken back');
  if (stays.count > 0) {
    lines.push(zh ? `留下 ${stays.count} 项：` : `${stays.count} ${isDone ? 'stayed' : 'will stay'}:`);
    for (const { what, name, message } of stays.first) {
      lines.push(`  ${kindNames[what][lang]} ${name}${zh ? '：' : ': '}${message}`);
    }
    const more = stays.count - stays.first.length;
    if (more > 0) lines.push(zh ? `  还有 ${more} 项` : `  and ${more} more`);
  }
  return lines.map((line) => `  ${line}`);
}

function listed(counts: Partial<Record<What, number>>, lang: Lang): string {
  const some = Object.entries(counts).filter(([, n]) => n > 0);
  return some.map(([what, n]) => kinds[what as What][lang](n)).join(lang === 'zh' ? '，' : ', ');
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
