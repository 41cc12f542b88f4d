import type { Scheme } from '../domain/scheme.ts';
import type { Lang } from '../domain/text.ts';
import { tidyingText } from '../domain/tidy/reading.ts';
import { eventMetrics, lookedAtColumns } from '../features/grade/gradable.ts';
import { emptyFields } from '../features/grade/listed-customers.ts';
import type { FileReport, GradeReport } from '../features/grade/report.ts';
import { reasonText } from '../features/imports/rejects.ts';

/** What was read, how it was understood, what was tidied and what was left out; for stderr. */
export function gradeSummary(
  report: GradeReport,
  scheme: Scheme,
  flags: { readonly rejects?: string; readonly amount?: string },
  lang: Lang,
): string {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const lines = report.files.flatMap((file) => fileLines(file, flags.rejects, lang));
  const { multiRow, mode } = report.collapsed;
  if (multiRow > 0) {
    const chosen = flags.amount !== undefined;
    const how =
      mode === 'per-order'
        ? say('金额按整单金额（每行重复同一数）', 'the amount is the order’s total, repeated on each row')
        : say('金额按每行相加', 'the amounts of the rows are added up');
    const other = mode === 'per-order' ? 'per-line' : 'per-order';
    const hint = chosen ? '' : say(`；不对请加 --amount ${other}`, `; if not, add --amount ${other}`);
    lines.push(
      say(`${multiRow} 个订单有多行：${how}${hint}`, `${multiRow} orders have several rows: ${how}${hint}`),
    );
  }
  if (report.repeatedCustomers > 0) {
    lines.push(
      say(
        `${report.repeatedCustomers} 位客户在客户名单里出现多次，以最后一行为准`,
        `${report.repeatedCustomers} customers stand several times in the customer list; the last row counts`,
      ),
    );
  }
  if (report.negativeRows > 0) {
    lines.push(
      say(
        `${report.negativeRows} 行金额为负：整单为负时按 0 元计。若是退货，请放到退款列（refunded），或用 --preset online-retail`,
        `${report.negativeRows} rows have a negative amount; an order below zero counts as 0. If they are returns, give them in a refund column (refunded) or use --preset online-retail`,
      ),
    );
  }
  if (report.beforeAll) {
    lines.push(
      say(
        `${report.asOf} 早于所有订单：客户都按没有订单评级`,
        `${report.asOf} is before every order: customers are graded as having none`,
      ),
    );
  }
  lines.push(...schemeLines(report, scheme, lang));
  return lines.map((line) => `${line}\n`).join('');
}

function schemeLines(report: GradeReport, scheme: Scheme, lang: Lang): string[] {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const lines: string[] = [];
  const events = eventMetrics(scheme);
  if (events.length > 0) {
    lines.push(
      say(
        `互动事件（评价、到店、用量等）目前还不能计算，这些指标按 0 或空计算：${events.join('、')}`,
        `events (reviews, visits, usage …) cannot be computed yet; these metrics count as none: ${events.join(', ')}`,
      ),
    );
  }
  const orders = report.files.filter(({ kind }) => kind === 'orders');
  const has = (column: string): boolean =>
    orders.some(({ staged }) => staged.fields.some(({ name }) => name === column));
  if (!has('order_id')) {
    lines.push(
      say(
        '没有找到订单号列：每一行算一个订单。若一单有多行，请加 --map order_id=列名',
        'no column with the order id was found: every row is an order. If orders have several rows, add --map order_id=COLUMN',
      ),
    );
  }
  const lacking = lookedAtColumns(scheme).filter((column) => !has(column));
  if (lacking.length > 0) {
    lines.push(
      say(
        `标准要看的这些列文件里没有，按空计算：${lacking.join('、')}（可用 --map 指明）`,
        `columns that the standard looks at are not in the files and count as empty: ${lacking.join(', ')} (name them with --map)`,
      ),
    );
  }
  const listed = report.files.find(({ kind }) => kind === 'customers');
  const empty = emptyFields(scheme, new Set(listed?.staged.fields.map(({ name }) => name)));
  if (empty.length > 0) {
    lines.push(
      say(
        `标准用到的客户字段没有数据，按空处理：${empty.join('、')}（可用 --customers 给出）`,
        `customer fields of the standard without data are empty: ${empty.join(', ')} (give them with --customers)`,
      ),
    );
  }
  return lines;
}

function fileLines({ staged, kind, counts }: FileReport, rejects: string | undefined, lang: Lang): string[] {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const { file, fields, tidied, preset } = staged;
  const columns = fields.map(({ name, column }) => `${name} ← ${file.columns[column]}`).join(say('，', ', '));
  const format = [file.encoding, ...(preset ? [preset.name[lang]] : [])].join(say('，', ', '));
  const lines = [
    say(
      `${file.original}（${format}）：读到 ${counts.rows} 行${kind === 'orders' ? '订单' : '客户'}`,
      `${file.original} (${format}): ${counts.rows} ${kind === 'orders' ? 'order' : 'customer'} rows`,
    ),
    `  ${columns}`,
  ];
  if (tidied.size > 0) {
    const parts = [...tidied].map(([note, n]) => `${tidyingText[note][lang]} ${n}`);
    lines.push(say(`  已整理：${parts.join('，')}`, `  tidied: ${parts.join(', ')}`));
  }
  if (counts.rejected > 0) {
    const parts = [...counts.reasons].map(([reason, n]) => `${n} × ${reasonText(reason)[lang]}`);
    const where =
      rejects === undefined
        ? say('（加 --rejects 文件.csv 可看每一行）', ' (add --rejects FILE.csv to see each)')
        : say(`（见 ${rejects}）`, ` (see ${rejects})`);
    lines.push(
      say(`  没有计入 ${counts.rejected} 行${where}：`, `  ${counts.rejected} rows left out${where}:`),
    );
    lines.push(...parts.map((part) => `    ${part}`));
  }
  return lines;
}
