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
  settled: {
    zh: (n) => `结算单里的退款 ${n}`,
    en: (n) => `${counted(n, 'refund')} that the settlement told of`,
  },
};
const kindNames: Readonly<Record<Exclude<What, 'settled'>, Readonly<Record<Lang, string>>>> = {
  orders: { zh: '订单', en: 'order' },
  refunds: { zh: '退款', en: 'refund' },
  events: { zh: '互动', en: 'interaction' },
  customers: { zh: '客户', en: 'customer' },
  fields: { zh: '字段', en: 'field' },
  names: { zh: '编号', en: 'id' },
};

/** What goes, what is as before and what stays with its reason, a line each, indented; of an undo of an import that is done or still to come. */
export function effectWords(
  id: string,
  { goes, back, stays }: Effect,
  lang: Lang,
  isDone: boolean,
): string[] {
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
    lines.push(...laterWords(id, stays.laterImports, lang, isDone));
  }
  return lines.map((line) => `  ${line}`);
}

/** Which imports are to be taken back before the rest can go, and how it goes then. */
function laterWords(id: string, later: readonly string[], lang: Lang, isDone: boolean): string[] {
  const zh = lang === 'zh';
  const again = `tierbook undo-import ${id}`;
  const ids = later.join(zh ? '、' : ', ');
  const imports = later.length === 1 ? `import ${ids}` : `imports ${ids}`;
  if (later.length === 0) {
    if (!isDone) return [];
    return [zh ? `留下的以后可以再撤销：${again}` : `what stayed can be taken back later: ${again}`];
  }
  if (isDone) {
    return [
      zh
        ? `其中有后来的导入 ${ids} 又改过的：撤销导入 ${ids} 之后，再运行 ${again}`
        : `${imports} changed some of it again: take ${later.length === 1 ? 'it' : 'them'} back, then run ${again} once more`,
    ];
  }
  return [
    zh
      ? `其中有后来的导入 ${ids} 又改过的：先撤销导入 ${ids}，再撤销这一次；或者现在撤销，那之后再撤销一次`
      : `${imports} changed some of it again: take ${later.length === 1 ? 'it' : 'them'} back first, then this one; or take this one back now, and once more after that`,
  ];
}

function listed(counts: Partial<Record<What, number>>, lang: Lang): string {
  const some = Object.entries(counts).filter(([, n]) => n > 0);
  return some.map(([what, n]) => kinds[what as What][lang](n)).join(lang === 'zh' ? '，' : ', ');
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}
