import Table from 'cli-table3';
import { day } from '../domain/calendar.ts';
import { formatMoney, minorOfNumber } from '../domain/currency.ts';
import type { Scheme } from '../domain/scheme.ts';
import type { Lang } from '../domain/text.ts';
import type { components } from '../http/client/schema.d.ts';
import { costWords } from './cost-words.ts';
import { tierTable } from './tier-table.ts';

type Simulation = components['schemas']['Simulation'];

/** The draft's tiers, what they cost beside today's, and who goes where, for people. */
export function simulationWords(simulation: Simulation, draft: Scheme, current: Scheme, lang: Lang): string {
  const zh = lang === 'zh';
  const { version } = simulation.current;
  const title = zh
    ? `从现行等级（${current.name.zh}，第 ${version} 版）到草案等级：客户数与销售额`
    : `From the current tiers (${current.name.en}, version ${version}) to the draft's: customers and revenue`;
  const { moved, stayed, up, down } = simulation;
  const direction =
    up === null || down === null ? '' : zh ? `：${up} 升，${down} 降` : `: ${up} up, ${down} down`;
  const sum = zh
    ? `${moved} 位客户的等级会变${direction}；${stayed} 位不变`
    : `${moved} customers would change their tier${direction}; ${stayed} would not`;
  const tiers = simulation.tiers.map((tier) => ({
    ...tier,
    revenue: minorOfNumber(tier.revenue, draft.currency),
  }));
  const table = tierTable({ tiers, asOf: day(simulation.asOf) }, draft, lang);
  const moves = matrix(simulation, draft, current, lang);
  const costs = costWords(simulation, draft, lang);
  return `${table}\n${costs}${title}\n${moves}\n${anewWords(simulation, lang)}${comparedWords(simulation, lang)}${sum}\n`;
}

function anewWords({ current: { gradedAnew } }: Simulation, lang: Lang): string {
  if (gradedAnew === null) return '';
  const words = {
    'other-day': {
      zh: '最近一次评级是另一天的，所以现行标准也按这一天重新算过。',
      en: 'The last evaluation is of another day, so the current standard was graded for this day too.',
    },
    'changed-since': {
      zh: '最近一次评级之后数据有变化，所以现行标准也重新算过。',
      en: 'The data has changed since the last evaluation, so the current standard was graded anew too.',
    },
  };
  return `${words[gradedAnew][lang]}\n`;
}

/** A row per current tier, a column per tier of the draft, the highest first. */
function matrix({ migrations }: Simulation, draft: Scheme, current: Scheme, lang: Lang): string {
  const columns = draft.tiers.toReversed();
  const corner = lang === 'zh' ? '现行 ＼ 草案' : 'current \\ draft';
  const table = new Table({
    head: [corner, ...columns.map(({ name, id }) => `${name[lang]} (${id})`)],
    colAligns: ['left', ...columns.map(() => 'right' as const)],
    style: { head: [], border: [] },
  });
  for (const from of current.tiers.toReversed()) {
    const cells = columns.map(({ id }) => {
      const found = migrations.find((migration) => migration.from === from.id && migration.to === id);
      return found === undefined
        ? '–'
        : `${found.customers.toLocaleString('en-US')}\n${formatMoney(minorOfNumber(found.revenue, draft.currency), draft.currency)}`;
    });
    table.push([`${from.name[lang]} (${from.id})`, ...cells]);
  }
  return table.toString();
}

function comparedWords({ compared }: Simulation, lang: Lang): string {
  const { what, lifecycle } = compared;
  const words =
    what === 'computed'
      ? {
          zh: '两边都只按规则计算，不含升降规则和人工调整。',
          en: 'Both sides are what the rules alone give, without policy and what was set by hand.',
        }
      : lifecycle
        ? {
            zh: '左边是现在显示的等级（含升降规则和人工调整）；右边是发布当天会显示的等级（全部重新评，人工调整照旧，钉住的客户不动）。',
            en: 'From the tiers that are shown now (by policy and by hand) to those on the day of publication: everybody graded anew, what was set by hand on top, so that who is pinned does not move.',
          }
        : {
            zh: '两边都是按规则当天算出的等级，加上当天的人工调整；不含宽限、保级等升降规则。',
            en: 'Both sides are what the rules give that day with what was set by hand that day on top, without grace, validity and the like.',
          };
  return `${words[lang]}\n`;
}
