import type { Scheme } from '../domain/scheme.ts';
import type { Lang } from '../domain/text.ts';
import type { BacktestResult, PeriodResult } from '../features/backtest/backtest-json.ts';
import { denseTable } from './dense-table.ts';

/** The backtest for people: a row for each period, and how to read it. */
export function backtestWords(result: BacktestResult, draft: Scheme, lang: Lang): string {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const { from, to, periods } = result;
  const tiers = draft.tiers.toReversed();
  const top = tiers[0]?.name[lang] ?? '';
  const table = denseTable({
    head: [
      say('截至', 'As of'),
      ...tiers.map(({ name }) => name[lang]),
      ...say('新增|升级|降级', 'New|Up|Down').split('|'),
      say(`${top}倍数`, `${top} ×`),
      say('准确度', 'Accuracy'),
    ],
    colAligns: ['left', ...Array.from({ length: tiers.length + 5 }, () => 'right' as const)],
  });
  for (const period of periods) table.push(row(period));
  const title = say(
    `${draft.name.zh}：${from} 至 ${to} 各期会怎样评级`,
    `${draft.name.en}: how it would have graded from ${from} to ${to}`,
  );
  return `${title}\n${table.toString()}\n${notes(result, top, lang)}`;
}

function row({ day, tiers, moves, next }: PeriodResult): string[] {
  const count = (value: number | undefined): string => value?.toLocaleString('en-US') ?? '–';
  return [
    day,
    ...tiers.toReversed().map(({ customers }) => count(customers)),
    ...[count(moves?.joined), count(moves?.up), count(moves?.down)],
    next?.tiers.at(-1)?.lift?.toFixed(2) ?? '–',
    next?.accuracy?.toFixed(2) ?? '–',
  ];
}

function notes({ lastDay, periods }: BacktestResult, top: string, lang: Lang): string {
  const blank = periods.some(({ next }) => next?.accuracy == null || next.tiers.at(-1)?.lift == null);
  const zh = [
    `${top}倍数：${top}客户在之后三个月的平均消费，是全体平均的几倍。`,
    '准确度：等级的排序对之后三个月消费的预见，1 为完全预见，0 为没有预见，负数为正好相反。',
    '客户从第一笔订单、退款、互动事件或注册之日起计入；晚录入的订单按它所在的日子计入。',
    ...(blank
      ? [`–：之后三个月到 ${lastDay}（最后有订单的一天）还没有过完，或者没有消费，或者当时没有${top}客户。`]
      : []),
  ];
  const en = [
    `${top} ×: what customers of ${top} spent on average in the three months after, over everybody's average.`,
    'Accuracy: how well the order of the tiers foretold that spend; 1 is all of it, 0 nothing, below 0 the opposite.',
    'Customers count from their first order, refund, event or registration; orders recorded late count on the days they bear.',
    ...(blank
      ? [
          `–: by ${lastDay}, the last day with orders, the three months were not over; or nothing was spent, or nobody was ${top}.`,
        ]
      : []),
  ];
  return (lang === 'zh' ? zh : en).map((line) => `  ${line}\n`).join('');
}
