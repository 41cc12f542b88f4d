import type { Lang } from '../domain/text.ts';
import type { FileReport, RepeatedFile } from '../features/grade/report.ts';
import type { Collapsed } from '../features/imports/collapse.ts';
import { findingWords, many, shownText } from '../features/imports/file-words.ts';
import { fileKindWords } from '../features/imports/kind-words.ts';
import { orderRemarks } from '../features/imports/order-remarks.ts';
import type { Finding } from '../features/imports/rejects.ts';

export function repeatedLine({ file, first }: RepeatedFile, lang: Lang): string {
  if (file === first) {
    return lang === 'zh'
      ? `${file} 给了不止一次，只读一次`
      : `${file} was given more than once; it is read only once`;
  }
  return lang === 'zh'
    ? `${file} 和 ${first} 是同一个文件，只读一次`
    : `${file} is the same file as ${first}; it is read only once`;
}

/** What is to be said of how orders were made of rows, and what to say if that is wrong; `chosen`: it was said. */
export function rowsOfOrdersLines(collapsed: Collapsed, chosen: boolean, lang: Lang): string[] {
  const remarks = orderRemarks(collapsed).map((remark) => remark[lang]);
  if (collapsed.multiRow === 0 || chosen) return remarks;
  const other = collapsed.mode === 'per-order' ? 'per-line' : 'per-order';
  const hint = lang === 'zh' ? `；不对请加 --amount ${other}` : `; if not, add --amount ${other}`;
  const [first = '', ...rest] = remarks;
  return [first + hint, ...rest];
}

/** Of a file that lost more than half of its rows: how many, why, and what to do. */
export function warningLines(
  { staged, counts }: FileReport,
  rejects: string | undefined,
  lang: Lang,
): string[] {
  const { rows, rejected } = counts;
  const most = counts.findings[0];
  if (most === undefined || 2 * rejected <= rows) return [];
  const name = staged.file.original;
  const share = `${((rejected * 100) / rows).toFixed(1)}%`;
  if (lang === 'zh') {
    const kind = fileKindWords[staged.kind].row.zh;
    const lost =
      rejected === rows
        ? `${rows} 行${kind}全部没有计入`
        : `${rows} 行${kind}里有 ${rejected} 行（${share}）没有计入`;
    const list =
      rejects === undefined ? '加 --rejects 文件.csv 可看每一行的原因' : `每一行的原因见 ${rejects}`;
    const why = `最主要的原因（${most.rows} 行）：${findingWords(most, lang)}`;
    return [`⚠ 警告：${name} 的 ${lost}，结果不可靠。${why}。${remedy(most, lang)}${list}。`];
  }
  const kind = fileKindWords[staged.kind].row.en;
  const lost =
    rejected === rows
      ? `${rows === 1 ? `the only ${kind} was` : `all ${many(rows, kind)} were`} left out`
      : `${rejected} of ${many(rows, kind)} (${share}) were left out`;
  const list =
    rejects === undefined
      ? 'Add --rejects FILE.csv to see every row’s reason'
      : `Every row’s reason is in ${rejects}`;
  const why = `The commonest reason (${many(most.rows, 'row')}): ${findingWords(most, lang)}`;
  return [`⚠ WARNING: ${name}: ${lost}; do not rely on the result. ${why}. ${remedy(most, lang)}${list}.`];
}

/** What to do about the commonest reason: a column taken for another is likely where so many values are wrong. */
function remedy({ field, reason, column }: Finding, lang: Lang): string {
  const [zh, en] = ['请更正文件后再试。', 'Correct the file and try again. '];
  if (field === null || reason === 'other-customer') return lang === 'zh' ? zh : en;
  return lang === 'zh'
    ? `如果不该用“${shownText(column)}”这一列，请用 --map ${field.name}=列名 指明；否则${zh}`
    : `If “${shownText(column)}” is the wrong column, name the right one with --map ${field.name}=COLUMN; else correct the file and try again. `;
}
