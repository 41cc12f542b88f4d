import { join } from 'node:path';
import { formatMoney, minorOfNumber } from '../domain/currency.ts';
import type { Lang } from '../domain/text.ts';
import { many, shownText } from '../features/imports/file-words.ts';
import type { EffectResult, ImportResult } from '../features/imports/import-result.ts';
import { rejectsWords } from './grade-summary.ts';

/** What an evaluation after an import came to. */
export function gradedWords(
  { customers, changed }: { readonly customers: number; readonly changed: number },
  lang: Lang,
): string {
  return lang === 'zh'
    ? `已重新评级：${customers} 位客户，其中 ${changed} 位的等级有变化\n`
    : `Graded again: ${customers} customers, ${changed} of them changed their tier\n`;
}

/** What is to be said of the files; `rejects` and `errorFiles` are where the rows left out are listed and written. */
export function fileWords(
  { files, rejects: some, errorFiles: written, remarks }: ImportResult,
  { rejects, errorFiles: folder }: { readonly rejects?: string; readonly errorFiles?: string },
  lang: Lang,
): string {
  const lines = files.flatMap(({ said }) => said);
  if (some) lines.push(`  ${rejectsWords(rejects, lang).trim()}`);
  if (folder !== undefined) {
    for (const { name, rows } of written) {
      lines.push(
        lang === 'zh'
          ? `  没有导入的行，改好后可单独再导入：${join(folder, name)}（${rows} 行）`
          : `  rows left out, to be mended and imported alone: ${join(folder, name)} (${rows} rows)`,
      );
    }
  }
  return [...lines, ...remarks].map((line) => `${line}\n`).join('');
}

/** How to go on with an import that somebody ended. */
export function againWords(lang: Lang): string {
  return lang === 'zh'
    ? '\n正在停止。没有存完的再运行同一条命令即可：已有的不会重复。\n'
    : '\nStopping. Run the same command again for what was not kept: what is there already stays as it is.\n';
}

function totals({ files }: ImportResult): { read: number; rejected: number } {
  return {
    read: files.reduce((sum, { rows }) => sum + rows, 0),
    rejected: files.reduce((sum, file) => sum + file.rejected, 0),
  };
}

/** What an import came to, or a dry run would. */
export function importWords(result: ImportResult, lang: Lang): string {
  const { read, rejected } = totals(result);
  const { outcome, effect, importId, repeated, unattributed } = result;
  const counted = outcome ?? effect?.outcome ?? { added: 0, changed: 0, unchanged: 0 };
  const { added, changed, unchanged } = counted;
  const counts =
    lang === 'zh'
      ? `新增 ${added}，更新 ${changed}，不变 ${unchanged}，文件内重复 ${repeated}，未导入 ${rejected} 行`
      : `${added} new, ${changed} updated, ${unchanged} unchanged, ${repeated} repeated within the files, ${rejected} rows rejected`;
  if (effect === null) {
    const done =
      lang === 'zh'
        ? `导入 ${importId}：读到 ${read} 行；${counts}`
        : `Import ${importId}: ${read} rows read; ${counts}`;
    return [
      done,
      ...settledLines(result, lang),
      ...nobodyLines(unattributed, lang),
      ...buyerLines(result, lang),
      ...lossLines(result, lang),
    ]
      .map((line) => `${line}\n`)
      .join('');
  }
  const title =
    lang === 'zh'
      ? `试运行，没有保存任何内容：读到 ${read} 行；会${counts}`
      : `Dry run, nothing was kept: ${read} rows read; ${counts}`;
  return [
    title,
    ...settledLines(result, lang),
    ...nobodyLines(unattributed, lang),
    ...buyerLines(result, lang),
    ...lossLines(result, lang),
    ...effectLines(effect, lang),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

/** Of settlements: the counts beside it are of orders. */
function settledLines({ settled, files, repeated }: ImportResult, lang: Lang): string[] {
  if (settled === undefined) return [];
  const told = files.reduce((sum, { accepted, passedOver }) => sum + accepted - passedOver, 0) - repeated;
  return [
    lang === 'zh'
      ? `  退款 ${told} 笔，其中以前没有计入过的 ${settled} 笔；上面更新和不变的是订单`
      : `  ${many(told, 'refund')}, ${settled} of them not counted before; updated and unchanged above are orders`,
  ];
}

function nobodyLines(unattributed: number, lang: Lang): string[] {
  if (unattributed === 0) return [];
  return [
    lang === 'zh'
      ? `  ${unattributed} 笔订单没有买家：照样保留，不计入任何客户的等级`
      : `  ${many(unattributed, 'order')} without a buyer: kept, graded for nobody`,
  ];
}

/** How rows can be kept of which nobody knows who bought. */
function buyerLines({ files }: ImportResult, lang: Lang): string[] {
  const rows = files.reduce((sum, file) => sum + file.unknownBuyers, 0);
  if (rows === 0) return [];
  return [
    lang === 'zh'
      ? `  其中 ${rows} 行只是不知道是谁买的：加 --without-buyer keep 可照样保留，不计入任何客户；或用 --map customer_id=列名 改用别的列认客户`
      : `  ${many(rows, 'row')} of them only ${rows === 1 ? 'lacks' : 'lack'} who bought: --without-buyer keep keeps such orders for nobody; or tell customers apart by another column with --map customer_id=COLUMN`,
  ];
}

/** What customers lose; of a dry run what they would lose. */
function lossLines({ losses, effect }: ImportResult, lang: Lang): string[] {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const list = (count: 'taken' | 'masked'): string =>
    losses
      .filter((lost) => lost[count] > 0)
      .map((lost) => `${shownText(lost.column)} ${lost[count]}`)
      .join(say('，', ', '));
  const [taken, masked] = [list('taken'), list('masked')];
  const would = effect !== null;
  return [
    ...(taken === ''
      ? []
      : [
          say(
            `  空白格${would ? '会' : '已'}去掉已有的值：${taken}。不想去掉的列请不要读，或把格子填上`,
            `  blank cells ${would ? 'would take' : 'took'} kept values away: ${taken}. Leave a column out of the file, or fill the cells, to keep them`,
          ),
        ]),
    ...(masked === ''
      ? []
      : [
          say(
            `  ⚠ 打码的值和已有的完整值对不上，${would ? '会替换' : '已替换'}它：${masked}。请核对`,
            `  ⚠ masked values that do not fit those known in full ${would ? 'would replace' : 'replaced'} them: ${masked}. Please check`,
          ),
        ]),
  ];
}

function effectLines({ newCustomers, days, money, currency }: EffectResult, lang: Lang): string[] {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const shown = (major: number): string => formatMoney(minorOfNumber(major, currency), currency);
  const lines = [say(`  会新建的客户：${newCustomers}`, `  customers not known yet: ${newCustomers}`)];
  if (days !== null) {
    lines.push(say(`  日期：${days.first} 至 ${days.last}`, `  days: ${days.first} to ${days.last}`));
  }
  if (money !== null) {
    const { orders, refunds, before, after } = money;
    lines.push(
      say(
        `  文件里的金额（${currency}）：订单 ${shown(orders)}，退款 ${shown(refunds)}`,
        `  in the files (${currency}): orders ${shown(orders)}, refunds ${shown(refunds)}`,
      ),
      say(
        `  全店净额（订单减退款）：现在 ${shown(before)}，导入后 ${shown(after)}`,
        `  the whole register, orders less refunds: ${shown(before)} now, ${shown(after)} after the import`,
      ),
    );
  }
  return lines;
}

/** The same for programs; of a dry run also why rows are left out and what was tidied. */
export function importJson(result: ImportResult): string {
  const { read, rejected } = totals(result);
  const { importId, outcome, effect, repeated, unattributed, settled, losses, files } = result;
  const id = importId === null ? null : Number(importId);
  const counts = { ...(outcome ?? effect?.outcome), repeated, rejected, unattributed, settled };
  const counted = { id, read, ...counts, ...(losses.length > 0 ? { losses } : {}) };
  if (effect === null) return `${JSON.stringify(counted, null, 2)}\n`;
  const { newCustomers, days, currency, money } = effect;
  const told = files.map(({ name, reasons, firstRejected, tidied }) => {
    return { name, reasons, firstRejected, tidied };
  });
  return `${JSON.stringify({ ...counted, newCustomers, days, currency, money, files: told }, null, 2)}\n`;
}
