import type { Scheme } from '../domain/scheme.ts';
import type { Lang } from '../domain/text.ts';
import { eventMetrics, lookedAtColumns } from '../features/grade/gradable.ts';
import { emptyFields } from '../features/grade/listed-customers.ts';
import type { GradeReport } from '../features/grade/report.ts';
import { fileLines, many } from '../features/imports/file-words.ts';
import { repeatedLine, rowsOfOrdersLines, warningLines } from './reading-words.ts';

/** What was asked for on the command line, as far as the summary speaks of it. */
interface Flags {
  readonly rejects?: string;
  readonly amount?: string;
}

/**
 * What was read, how it was understood, what was tidied and what was left out; for stderr. Before all of it, a
 * warning about every file that lost most of its rows.
 */
export function gradeSummary(report: GradeReport, scheme: Scheme, flags: Flags, lang: Lang): string {
  const lines = [
    ...report.files.flatMap((file) => warningLines(file, flags.rejects, lang)),
    ...report.repeatedFiles.map((repeated) => repeatedLine(repeated, lang)),
    ...report.files.flatMap((file) => fileLines(file, lang, rejectsWords(flags.rejects, lang))),
    ...orderLines(report, flags, lang),
    ...schemeLines(report, scheme, lang),
    ...report.remarks.map((remark) => `⚠ ${remark[lang]}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function orderLines(report: GradeReport, flags: Flags, lang: Lang): string[] {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const lines = rowsOfOrdersLines(report.collapsed, flags.amount !== undefined, lang);
  const repeated = report.repeatedCustomers;
  if (repeated > 0) {
    lines.push(
      say(
        `${repeated} 位客户在客户名单里出现多次，以最后一行为准`,
        `${repeated} ${repeated === 1 ? 'customer stands' : 'customers stand'} several times in the customer list; the last row counts`,
      ),
    );
  }
  lines.push(...unseenLines(report, lang));
  if (report.beforeAll) {
    lines.push(
      say(
        `${report.asOf} 早于所有订单：客户都按没有订单评级`,
        `${report.asOf} is before every order: customers are graded as having none`,
      ),
    );
  }
  return lines;
}

/** What the files hold and the day does not count; and days and ids that look like slips. */
function unseenLines({ unseen, overRefunded, listed, inFuture, asOf }: GradeReport, lang: Lang): string[] {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const { laterOrders, laterRefunds } = unseen;
  const lines: string[] = [];
  if (inFuture) {
    lines.push(
      say(
        `⚠ 最后一笔订单在 ${asOf}，还没到：日期是不是写错了？评级截至那一天；要截至今天，请加 --as-of`,
        `⚠ the latest order is of ${asOf}, which is still to come: is its date a slip? Customers are graded as of that day; say --as-of for another`,
      ),
    );
  }
  if (laterOrders + laterRefunds > 0) {
    lines.push(
      say(
        `${asOf} 之后的 ${laterOrders} 笔订单、${laterRefunds} 笔退款没有计入；要计入，请用 --as-of 指定更晚的日期`,
        `${many(laterOrders, 'order')} and ${many(laterRefunds, 'refund')} after ${asOf} are not counted; name a later day with --as-of to count them`,
      ),
    );
  }
  if (overRefunded > 0) {
    lines.push(
      say(
        `${overRefunded} 笔订单退款多于付款，按 0 元计；请看看是不是写错了`,
        `${many(overRefunded, 'order')} had more given back than was paid and count as 0; check for slips`,
      ),
    );
  }
  if (listed !== null && listed.listed > 0 && listed.ordering === 0) {
    lines.push(
      say(
        `⚠ 客户名单里的 ${listed.listed} 位客户没有一位下过单：名单和订单用的可能不是同一种客户编号`,
        `⚠ none of the ${many(listed.listed, 'customer')} of the list has an order: the list and the orders may tell customers apart by different ids`,
      ),
    );
  }
  return lines;
}

function schemeLines(report: GradeReport, scheme: Scheme, lang: Lang): string[] {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const lines: string[] = [];
  const events = eventMetrics(scheme);
  if (events.length > 0) {
    lines.push(
      say(
        `grade 不读互动事件（评价、到店、用量等），这些指标按 0 或空计算：${events.join('、')}。要计入，请用 tierbook import --as reviews 等导入数据文件夹`,
        `grade reads no events (reviews, visits, usage …); these metrics count as none: ${events.join(', ')}. To have them counted, import them into a data folder with tierbook import --as reviews and the like`,
      ),
    );
  }
  if (sinceTierStart(scheme).length > 0) {
    lines.push(
      say(
        `grade 不保存等级，“升级以来”按全部历史计算：${sinceTierStart(scheme).join('、')}`,
        `grade keeps no tiers, so “since the tier began” is the whole history here: ${sinceTierStart(scheme).join(', ')}`,
      ),
    );
  }
  const orders = report.files.filter(({ staged }) => staged.kind === 'orders');
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
  const listed = report.files.find(({ staged }) => staged.kind === 'customers');
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

/** Ids of metrics that count from the day the current tier began. */
function sinceTierStart({ metrics }: Scheme): string[] {
  return [...metrics.values()]
    .filter(({ definition }) => definition.kind === 'measure' && definition.window.kind === 'tier-start')
    .map(({ id }) => id);
}

/** Where the rows that were left out are listed. */
export function rejectsWords(rejects: string | undefined, lang: Lang): string {
  if (rejects === undefined) {
    return lang === 'zh' ? '（加 --rejects 文件.csv 可看每一行）' : ' (add --rejects FILE.csv to see each)';
  }
  return lang === 'zh' ? `（见 ${rejects}）` : ` (see ${rejects})`;
}
