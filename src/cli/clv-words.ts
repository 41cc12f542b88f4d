import { formatMoney, minorOfNumber } from '../domain/currency.ts';
import type { Lang } from '../domain/text.ts';
import type { ClvReport, Unit } from '../features/clv/request.ts';
import { fileLines, many } from '../features/imports/file-words.ts';
import type { Asked } from './clv-json.ts';
import { clvRemarks } from './clv-remarks.ts';
import { denseTable } from './dense-table.ts';
import { rejectsWords } from './grade-summary.ts';
import { repeatedLine, rowsOfOrdersLines, warningLines } from './reading-words.ts';
import { textWidth } from './text-width.ts';

type Say = (zh: string, en: string) => string;

/** What was read, how it was understood and what was left out; for stderr. */
export function clvReadingWords(
  report: ClvReport,
  { rejects, amount }: { readonly rejects?: string; readonly amount?: string },
  lang: Lang,
): string {
  const { files, repeatedFiles, collapsed, unseen, until } = report;
  const say = sayIn(lang);
  const lines = [
    ...files.flatMap((file) => warningLines(file, rejects, lang)),
    ...repeatedFiles.map((repeated) => repeatedLine(repeated, lang)),
    ...files.flatMap((file) => fileLines(file, lang, rejectsWords(rejects, lang))),
    ...rowsOfOrdersLines(collapsed, amount !== undefined, lang),
  ];
  if (unseen.laterOrders > 0) {
    lines.push(
      say(
        `${until} 之后的 ${unseen.laterOrders} 笔订单没有计入`,
        `${many(unseen.laterOrders, 'order')} after ${until} are not counted`,
      ),
    );
  }
  if (report.inFuture) {
    lines.push(
      say(
        `⚠ 最后一笔订单在 ${until}，还没到：日期是不是写错了？要看到今天为止，请加 --until`,
        `⚠ the latest order is of ${until}, which is still to come: is its date a slip? Say --until for another day`,
      ),
    );
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** The result for people: what is to be expected, the model beside the facts, its parameters, and how far to trust it. */
export function clvWords(report: ClvReport, asked: Asked, lang: Lang): string {
  const remarks = clvRemarks(report).map((remark) => `${remark[lang]}\n`);
  const parts = [
    expectations(report, asked, lang),
    checkTable(report, lang),
    parameters(report, asked, lang),
  ];
  return `${[...parts, ...(remarks.length > 0 ? [remarks.join('')] : [])].join('\n')}`;
}

const unitNames: Readonly<Record<Unit, readonly [zh: string, en: string]>> = {
  day: ['天', 'days'],
  week: ['周', 'weeks'],
  month: ['个月', 'months'],
};

function expectations(
  { customers, repeaters, until, totals, newcomer, values, worth }: ClvReport,
  { unit, horizon, currency, discount }: Asked,
  lang: Lang,
): string {
  const say = sayIn(lang);
  const money = (value: number): string => formatMoney(minorOfNumber(value, currency), currency);
  const share = ((100 * repeaters) / customers).toFixed(1);
  const ahead = `${horizon} ${unitNames[unit][lang === 'zh' ? 0 : 1]}`;
  const kind = worth.kind === 'profit' ? say('利润', 'profit') : say('销售额', 'revenue');
  const yearly = `${Number((discount * 100).toFixed(6))}%`;
  const today = discount === 0 ? '' : say(`（每年折现 ${yearly}）`, `, discounted by ${yearly} a year`);
  const title = say(
    `截至 ${until}：${customers} 位客户，其中 ${repeaters} 位（${share}%）在不止一天买过`,
    `Up to ${until}: ${many(customers, 'customer')}, of whom ${repeaters} (${share}%) bought on more than one day`,
  );
  const ofNew = newcomer.purchases.toFixed(2);
  const rows: [string, string][] = [
    [say('复购客户中还会来的', 'repeat customers still alive'), `${Math.round(totals.repeatersAlive)}`],
    [say('预计购买次数', 'purchases expected'), `${Math.round(totals.purchases)}`],
    [say(`每次购买的平均${kind}`, `average ${kind} of a purchase`), money(values.mean)],
    [say(`全体客户的价值（${kind}）`, `value of all customers (${kind})`), `${money(totals.clv)}${today}`],
    [
      say('一位新客户首购之后', 'a new customer, after the first purchase'),
      say(`${ofNew} 次，${money(newcomer.clv)}`, `${ofNew} purchases, ${money(newcomer.clv)}`),
    ],
  ];
  const width = Math.max(...rows.map(([name]) => textWidth(name)));
  const lines = rows.map(([name, value]) => `  ${name}${' '.repeat(width - textWidth(name) + 2)}${value}\n`);
  return `${title}\n${say(`此后 ${ahead}：`, `Within ${ahead} from then:`)}\n${lines.join('')}`;
}

function checkTable({ checks }: ClvReport, lang: Lang): string {
  const say = sayIn(lang);
  const table = denseTable({
    head: [
      say('复购次数', 'Repeat purchases'),
      say('实际客户数', 'Customers'),
      say('模型预计', 'By the model'),
    ],
    colAligns: ['right', 'right', 'right'],
  });
  for (const { purchases, customers, expected } of checks) {
    const last = purchases === checks.length - 1;
    table.push([`${purchases}${last ? '+' : ''}`, String(customers), expected.toFixed(1)]);
  }
  return `${table.toString()}\n`;
}

function parameters({ fitted, values }: ClvReport, { unit }: Asked, lang: Lang): string {
  const say = sayIn(lang);
  const bgNbd = listed(fitted.model, fitted.standardErrors);
  const [zhUnit, enUnit] = unitNames[unit];
  const lines = [
    say(
      `BG/NBD（时间单位：${zhUnit.replace('个', '')}）：${bgNbd}；对数似然 ${fitted.logLikelihood.toFixed(2)}`,
      `BG/NBD (time in ${enUnit}): ${bgNbd}; log-likelihood ${fitted.logLikelihood.toFixed(2)}`,
    ),
  ];
  if (values.kind === 'gamma-gamma') {
    const { model, standardErrors, logLikelihood } = values.fitted;
    const gammaGamma = listed(model, standardErrors);
    lines.push(
      say(
        `Gamma-Gamma：${gammaGamma}；对数似然 ${logLikelihood.toFixed(2)}`,
        `Gamma-Gamma: ${gammaGamma}; log-likelihood ${logLikelihood.toFixed(2)}`,
      ),
    );
  }
  if (lines.some((line) => line.includes('±'))) lines.push(say('± 后是标准误', '± is the standard error'));
  return lines.map((line) => `${line}\n`).join('');
}

/** `r 0.243 ± 0.013, …`: an error has the decimals of its parameter. */
function listed<Name extends string>(
  model: Readonly<Record<Name, number>>,
  errors: Readonly<Record<Name, number>> | null,
): string {
  return (Object.keys(model) as Name[])
    .map((name) => {
      const decimals = model[name] >= 0.1 ? 3 : model[name] >= 0.01 ? 4 : 6;
      const error = errors === null ? '' : ` ± ${errors[name].toFixed(decimals)}`;
      return `${name} ${model[name].toFixed(decimals)}${error}`;
    })
    .join(', ');
}

function sayIn(lang: Lang): Say {
  return (zh, en) => (lang === 'zh' ? zh : en);
}
