import { doubtText } from '../../domain/doubts.ts';
import { type Lang, type Text, text } from '../../domain/text.ts';
import { tidyingText } from '../../domain/tidy/reading.ts';
import type { FileReport } from '../grade/report.ts';
import type { DoubtedRows } from './collapse.ts';
import { columnMeasure } from './incoming-events.ts';
import { fileKindWords } from './kind-words.ts';
import { isNet } from './load-orders.ts';
import { DUE } from './order-fields.ts';
import { type Finding, findingText, type RowCounts } from './rejects.ts';
import type { RowReason } from './row-reasons.ts';
import { columnName, type StagedFile } from './staged-file.ts';

/** What is to be said of one file: its columns, what was tidied, what was left out; `where` names the list of rows. */
export function fileLines({ staged, counts }: FileReport, lang: Lang, where = ''): string[] {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const { file, fields, tidied, preset } = staged;
  const read = fields.filter(({ kind }) => kind !== 'time');
  const columns = read.map(({ name, column }) => `${name} ← ${file.columns[column]}`).join(say('，', ', '));
  const json = file.format === 'json' ? ['JSON'] : [];
  const format = [...json, file.encoding, ...(preset ? [preset.name[lang]] : [])].join(say('，', ', '));
  const lines = [
    say(
      `${file.original}（${format}）：读到 ${counts.rows} 行${fileKindWords[staged.kind].row.zh}`,
      `${file.original} (${format}): ${many(counts.rows, fileKindWords[staged.kind].row.en)}`,
    ),
    `  ${columns}`,
    ...keptLines(staged, lang),
    ...eventLines(staged, lang),
    ...settlementLines(counts, lang),
    ...fileNotes({ staged, counts }, lang).map((note) => `  ${note}`),
  ];
  if (tidied.size > 0) {
    const parts = [...tidied].map(([note, n]) => `${tidyingText[note][lang]} ${n}`);
    lines.push(say(`  已整理：${parts.join('，')}`, `  tidied: ${parts.join(', ')}`));
  }
  if (counts.rejected > 0) {
    const several = rowsOf(counts.findings) > counts.rejected;
    const twice = say('，一行有几个问题的，每个都数一次', '; a row with several faults counts under each');
    const end = `${where}${several ? twice : ''}`;
    lines.push(
      say(`  没有计入 ${counts.rejected} 行${end}：`, `  ${many(counts.rejected, 'row')} left out${end}:`),
      ...counts.findings.map((finding) => findingLine(finding, lang)),
    );
  }
  const blank = rowsOf(counts.blanked);
  if (blank > 0) {
    lines.push(
      say(
        `  ${blank} 格读不懂，按空白处理，客户照常评级${where}：`,
        `  ${many(blank, 'cell')} left blank, ${blank === 1 ? 'its customer is' : 'their customers are'} graded${where}:`,
      ),
      ...counts.blanked.map((finding) => findingLine(finding, lang)),
    );
  }
  return [...lines, ...counts.doubted.map((each) => `  ${doubtedText(each)[lang]}`)];
}

/** How many rows of orders are left out that would be kept if orders without a buyer were. */
export function unknownBuyers({ staged, counts }: FileReport): number {
  if (staged.kind !== 'orders' || staged.preset?.holds === 'items') return 0;
  const names = new Set<RowReason>(['no-customer', 'masked', 'placeholder']);
  return rowsOf(
    counts.findings.filter(({ reason, field }) => field?.name === 'customer_id' && names.has(reason)),
  );
}

/** What is to be known of a file's rows though nothing is wrong with them, each on a line. */
export function fileNotes({ staged, counts }: FileReport, lang: Lang): string[] {
  return [...totalNotes(counts), ...dueNotes(staged, counts), ...blankNotes(counts)].map(
    (note) => note[lang],
  );
}

function totalNotes({ totals }: RowCounts): Text[] {
  if (totals === 0) return [];
  return [text(`略过 ${totals} 行合计`, `${many(totals, 'total row')} left out`)];
}

function blankNotes({ blankColumns = [] }: RowCounts): Text[] {
  if (blankColumns.length === 0) return [];
  const shown = blankColumns.slice(0, MOST_COLUMNS).map(shownText);
  const more = blankColumns.length > shown.length ? ' …' : '';
  return [
    text(
      `整列没有值，已有的不动：${shown.map((name) => `“${name}”`).join('、')}${more}`,
      `columns without any value, which take nothing away: ${shown.map((name) => `“${name}”`).join(', ')}${more}`,
    ),
  ];
}

const MOST_COLUMNS = 12;

/** Where amounts are net of refunds and no column gives these, a settlement must not take them off once more. */
function dueNotes(staged: StagedFile, { lacking }: RowCounts): Text[] {
  const amount = columnName(staged, 'amount');
  if (lacking !== undefined) {
    const due = columnName(staged, DUE);
    if (lacking === 0) return [];
    return [
      text(
        `没有退款金额列：${lacking} 行的“${due}”多于“${amount}”，差额按已退款计；若那是优惠，请不要读“${due}”列`,
        `no column of refunds: ${many(lacking, 'row')} with more “${due}” than “${amount}”; the difference counts as given back. If it is a discount, do not let “${due}” be read`,
      ),
    ];
  }
  if (!isNet(staged) || columnName(staged, 'refunded') !== undefined) return [];
  return [
    text(
      `⚠ “${amount}”已扣除退款，而文件里看不出退了多少：再导入结算单会重复扣减，请导出带退款金额或总金额的报表`,
      `⚠ “${amount}” is net of refunds, and nothing in the file tells how much was given back: a settlement would take it off once more. Export the list with 退款金额 or 总金额`,
    ),
  ];
}

/** By which earlier choice its columns are read. */
function keptLines({ kept }: StagedFile, lang: Lang): string[] {
  if (kept === null) return [];
  const [file, day] = [shownText(kept.file), kept.at.slice(0, 10)];
  return [
    lang === 'zh'
      ? `  列的对应沿用 ${day} 为“${file}”指定的（--no-remembered 则按列名重新识别）`
      : `  columns as settled for “${file}” on ${day} (--no-remembered reads them by their names)`,
  ];
}

/** What the quantities of a file of usage are taken to measure, if only the name of their column says so; reviews without ratings. */
function eventLines(staged: StagedFile, lang: Lang): string[] {
  if (staged.kind === 'reviews' && !staged.fields.some(({ name }) => name === 'rating')) {
    const [zh, en] = [
      '没有找到评分列；若有，请用 --map rating=列名 指明',
      'no column with ratings was found; if there is one, add --map rating=COLUMN',
    ];
    return [`  ${lang === 'zh' ? zh : en}`];
  }
  const measure = columnMeasure(staged);
  if (measure === null) return [];
  return [lang === 'zh' ? `  计量项：${measure}（列名）` : `  measure: ${measure} (by the column’s name)`];
}

/** How much of a settlement was of no concern. */
function settlementLines({ passedOver }: RowCounts, lang: Lang): string[] {
  if (passedOver === undefined) return [];
  return [
    lang === 'zh'
      ? `  只看退款：其中 ${passedOver} 行是付款、费用等，不影响订单`
      : `  only refunds are of concern: ${many(passedOver, 'row')} of payments, fees and the like change no order`,
  ];
}

/** `2 × column “Paid”: not a number … (such as “free”)`. */
function findingLine(finding: Finding, lang: Lang): string {
  return `    ${finding.rows} × ${findingWords(finding, lang)}`;
}

export function findingWords(finding: Finding, lang: Lang): string {
  const [column, example, reason] = [
    shownText(finding.column),
    shownText(finding.example),
    findingText(finding)[lang],
  ];
  if (lang === 'zh') {
    return `${column === '' ? '' : `“${column}”列：`}${reason}${example === '' ? '' : `（如“${example}”）`}`;
  }
  return `${column === '' ? '' : `column “${column}”: `}${reason}${example === '' ? '' : ` (such as “${example}”)`}`;
}

const MOST_CHARACTERS = 40;

/** A text of the file on a line of ours: nothing that moves a terminal's cursor, and not endless. */
export function shownText(text: string): string {
  const characters = Array.from(text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim());
  return characters.length <= MOST_CHARACTERS
    ? characters.join('')
    : `${characters.slice(0, MOST_CHARACTERS).join('')}…`;
}

function rowsOf(findings: readonly Finding[]): number {
  return findings.reduce((total, { rows }) => total + rows, 0);
}

/** Rows that were kept and are hardly meant. */
export function doubtedText({ doubt, rows }: DoubtedRows): Text {
  const { zh, en } = doubtText(doubt);
  return text(`⚠ ${rows} 行${zh}`, `⚠ ${many(rows, 'row')}: ${en}`);
}

/** `1 row`, `2 rows`. */
export function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
