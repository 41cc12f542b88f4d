import Table from 'cli-table3';
import { formatMoney, minorOfNumber } from '../domain/currency.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { Lang } from '../domain/text.ts';
import type { components } from '../http/client/schema.d.ts';

type Simulation = components['schemas']['Simulation'];
type Tier = Simulation['tiers'][number];

/** What benefits cost a month now and by the draft, tier by tier, and what is left out; nothing where no tier has a cost. */
export function costWords({ before, tiers, costs }: Simulation, { currency }: Scheme, lang: Lang): string {
  if (costs.before.perMonth === null && costs.after.perMonth === null) return unpricedWords(costs, lang);
  const zh = lang === 'zh';
  const money = (amount: number | null | undefined): string =>
    amount === null || amount === undefined ? '–' : formatMoney(minorOfNumber(amount, currency), currency);
  const table = new Table({
    head: zh
      ? ['等级', '现在的客户', '权益成本/月', '草案的客户', '权益成本/月']
      : ['Tier', 'Customers now', 'Benefits a month', 'By the draft', 'Benefits a month'],
    colAligns: ['left', 'right', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  });
  const count = (tier: Tier | undefined): string => tier?.customers.toLocaleString('en-US') ?? '–';
  const gone = before.filter(({ id }) => !tiers.some((tier) => tier.id === id));
  for (const { id, name } of [...tiers.toReversed(), ...gone.toReversed()]) {
    const [now, then] = [before, tiers].map((side) => side.find((tier) => tier.id === id));
    table.push([`${name[lang]} (${id})`, count(now), money(now?.cost), count(then), money(then?.cost)]);
  }
  table.push([zh ? '合计' : 'Total', '', money(costs.before.perMonth), '', money(costs.after.perMonth)]);
  const title = zh
    ? '权益成本（按最近十二个月的订单和消费估计）'
    : 'What benefits cost (by the orders and spend of the last twelve months)';
  return `${title}\n${table.toString()}\n${unpricedWords(costs, lang)}\n`;
}

function unpricedWords({ before, after }: Simulation['costs'], lang: Lang): string {
  const zh = lang === 'zh';
  const named = (why: 'no-cost' | 'uses-unknown'): string[] => [
    ...new Set(
      [...before.unpriced, ...after.unpriced].filter((one) => one.why === why).map(({ name }) => name[lang]),
    ),
  ];
  const [free, unknown] = [named('no-cost'), named('uses-unknown')];
  const said = [
    ...(free.length === 0
      ? []
      : [
          zh
            ? `没有写成本，未计入：${free.join('、')}`
            : `Left out, as no cost is written: ${free.join(', ')}`,
        ]),
    ...(unknown.length === 0
      ? []
      : [
          zh
            ? `按次计而不知道会用几次，未计入：${unknown.join('、')}`
            : `Left out, as nobody knows how often it is used: ${unknown.join(', ')}`,
        ]),
  ];
  return said.map((line) => `${line}\n`).join('');
}
