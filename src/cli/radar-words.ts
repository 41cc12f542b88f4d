import { formatMoney, minorOfNumber } from '../domain/currency.ts';
import type { Lang } from '../domain/text.ts';
import type { components } from '../http/client/schema.d.ts';
import { denseTable } from './dense-table.ts';

type Radar = components['schemas']['Radar'];

/** As many customers are listed. */
const LISTED = 20;

/** The radar for people: what each tier may lose, and the first who fall with what keeps them. */
export function radarWords(radar: Radar, days: number, currency: string, lang: Lang): string {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const { look, tiers, falls, touched, horizons } = radar;
  if (look === null) return `${notLooked(radar, say)}\n`;
  const stale = look.isCurrent ? [] : [staleWords(look, say)];
  if (!look.isSameStandard) return `${stale.join('')}\n`;
  const money = (amount: number): string => formatMoney(minorOfNumber(amount, currency), currency);
  const all = horizons.find((horizon) => horizon.days === days) ?? { customers: 0, spend: 0 };
  const title = say(
    `截至 ${look.asOf}，若不再消费，今后 ${days} 天有 ${all.customers} 位客户降级，他们近 12 个月消费 ${money(all.spend)}`,
    `As of ${look.asOf}: if nothing more is bought, ${all.customers} customers fall within ${days} days; they spent ${money(all.spend)} in the last 12 months`,
  );
  const notes = [
    ...stale,
    ...(touched > 0
      ? [
          say(
            `${touched} 位客户之后有新记录，没有算进来；下次推算时重新计算`,
            `${touched} customers left out, as something of them is new since; the next look tells`,
          ),
        ]
      : []),
    ...(look.isExact
      ? []
      : [say('客户太多，部分日期可能差几天', 'too many customers: some days may be off by a few')]),
    ...(all.customers > Math.min(LISTED, falls.length) && falls.length > 0
      ? [
          say(
            `只列出前 ${Math.min(LISTED, falls.length)} 位；--out 导出全部`,
            `the first ${Math.min(LISTED, falls.length)} are listed; --out writes all`,
          ),
        ]
      : []),
  ];
  const parts = [title];
  if (tiers.length > 0) parts.push(tierTable(radar, money, say, lang), fallTable(radar, money, say, lang));
  return `${[...parts, ...notes].join('\n')}\n`;
}

function notLooked({ isGraded }: Radar, say: Say): string {
  if (!isGraded) return say('还没有评级，无从推算', 'nobody is graded yet: there is nothing to foretell');
  return say(
    '还没有推算过：现在显示的评级不是台账最后一天的。先运行 tierbook evaluate，再运行一次；每日评级之后也会自动推算',
    'not looked ahead yet: the evaluation shown is not of the ledger’s last day. Run `tierbook evaluate`, then this again; each daily run looks ahead too',
  );
}

/** It was tried to look again before. */
function staleWords({ asOf, isSameStandard }: NonNullable<Radar['look']>, say: Say): string {
  return isSameStandard
    ? say(
        `这是 ${asOf} 的推算结果，之后又评过级；运行 tierbook evaluate 后再推算`,
        `this is the look of ${asOf}; customers were evaluated again since. Run \`tierbook evaluate\`, then this again`,
      )
    : say(
        `${asOf} 的推算用的是另一套标准或另一版，不再有意义；运行 tierbook evaluate 后再推算`,
        `the look of ${asOf} was by another standard or version and says nothing any more. Run \`tierbook evaluate\`, then this again`,
      );
}

type Say = (zh: string, en: string) => string;
type Money = (amount: number) => string;

function tierTable({ tiers }: Radar, money: Money, say: Say, lang: Lang): string {
  const head = say('等级|降级客户|近 12 个月消费', 'Tier|Customers falling|Spent in 12 months').split('|');
  const table = denseTable({ head, colAligns: ['left', 'right', 'right'] });
  for (const { tier, customers, spend } of tiers) table.push([tier.name[lang], customers, money(spend)]);
  return table.toString();
}

function fallTable({ falls }: Radar, money: Money, say: Say, lang: Lang): string {
  const head = say(
    '客户|变化|日期|怎样保级|负责人|近 12 个月消费',
    'Customer|Change|Day|What keeps the tier|Owner|Spent',
  ).split('|');
  const table = denseTable({
    head,
    colAligns: ['left', 'left', 'left', 'left', 'left', 'right'],
  });
  for (const { name, externalId, from, to, fallsOn, keepBy, keeps, owner, spend } of falls.slice(0, LISTED)) {
    const kept = keeps[lang] === '' ? '–' : say(`最迟 ${keepBy}：${keeps.zh}`, `${keeps.en} by ${keepBy}`);
    const words = keepBy === null ? say('随人工调整变化', 'set by hand') : kept;
    table.push([
      name ?? externalId,
      `${from.name[lang]} → ${to.name[lang]}`,
      fallsOn,
      words,
      owner ?? '–',
      money(spend),
    ]);
  }
  return table.toString();
}
