import type { Lang } from '../domain/text.ts';
import type { components } from '../http/client/schema.d.ts';
import { denseTable, grouped } from './dense-table.ts';

type Quality = components['schemas']['Quality'];
type Say = (zh: string, en: string) => string;

/** A bar for all of them takes so many columns. */
const BAR = 20;

/** Data quality for people: the score, the checks that somebody fails with bars, what to do first, and how complete fields are. */
export function qualityWords(quality: Quality, lang: Lang): string {
  const say: Say = (zh, en) => (lang === 'zh' ? zh : en);
  const { customers, orders, score, confidence } = quality;
  if (score === null) {
    return say(
      '还没有客户，没有什么可检查的；先导入：tierbook import\n',
      'there are no customers yet, so nothing to check; import some first: tierbook import\n',
    );
  }
  const failing = quality.checks.filter((check) => check.customers > 0);
  const sorted = failing.toSorted((a, b) => b.customers * b.weight - a.customers * a.weight);
  const [first] = sorted;
  const parts = [
    say(
      `数据质量 ${score.toFixed(1)} 分（满分 100；${grouped(customers)} 位客户，${grouped(orders)} 笔订单，${quality.today}）`,
      `Data quality ${score.toFixed(1)} of 100 (${grouped(customers)} customers, ${grouped(orders)} orders, ${quality.today})`,
    ),
    say(
      `可信度：高 ${grouped(confidence.high)} 位，中 ${grouped(confidence.middle)} 位，低 ${grouped(confidence.low)} 位`,
      `Confidence: high ${grouped(confidence.high)}, middle ${grouped(confidence.middle)}, low ${grouped(confidence.low)}`,
    ),
    first === undefined
      ? say('所有检查都通过', 'every check is passed')
      : checkTable(sorted, customers, say, lang),
    ...(first === undefined
      ? []
      : [
          say(
            `先做这一件：${first.title.zh}——${first.mend.zh}`,
            `What helps most: ${first.title.en} – ${first.mend.en}`,
          ),
        ]),
    fieldTable(quality, say, lang),
  ];
  return `${parts.join('\n')}\n`;
}

function checkTable(checks: Quality['checks'], customers: number, say: Say, lang: Lang): string {
  const head = say('问题|客户|占比| |订单', 'What is wrong|Customers|Share| |Orders').split('|');
  const table = denseTable({
    head,
    colAligns: ['left', 'right', 'right', 'left', 'right'],
  });
  for (const check of checks)
    table.push([
      check.title[lang],
      grouped(check.customers),
      percent(check.customers, customers),
      bar(check.customers, customers),
      check.subject === 'orders' ? grouped(check.orders) : '',
    ]);
  return table.toString();
}

function fieldTable({ fields, customers }: Quality, say: Say, lang: Lang): string {
  const table = denseTable({
    head: say('字段|填写|占比| ', 'Field|Filled|Share| ').split('|'),
    colAligns: ['left', 'right', 'right', 'left'],
  });
  for (const { name, filled } of fields.filter((field) => field.filled > 0))
    table.push([name[lang], grouped(filled), percent(filled, customers), bar(filled, customers)]);
  return table.toString();
}

/** Somebody is never nothing: the shortest bar is one column. */
function bar(part: number, whole: number): string {
  const length = part === 0 ? 0 : Math.max(1, Math.round((part / whole) * BAR));
  return '█'.repeat(length).padEnd(BAR);
}

/** Rounded down where it is not everybody, so that 100 % is all of them. */
function percent(part: number, whole: number): string {
  const share = Math.floor((1000 * part) / whole) / 10;
  return share === 0 && part > 0 ? '<0.1%' : `${share.toFixed(1)}%`;
}
