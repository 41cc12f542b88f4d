import Table from 'cli-table3';
import type { Lang } from '../domain/text.ts';
import type { components } from '../http/client/schema.d.ts';

type History = components['schemas']['ChallengeHistory'];
type Day = History['days'][number];

const SHOWN = 14;

/** How a challenge goes, for people: the last days, how far both standards agree, and who foretold better. */
export function challengeWords({ challenge, days, toForetell }: History, lang: Lang): string {
  const zh = lang === 'zh';
  const { scheme, version, startedAt, startedBy, endedAt, outcome } = challenge;
  const name = `${scheme.name[lang]} (${version === null ? scheme.id : `${scheme.id}@${version}`})`;
  const began = zh
    ? `影子评级：${name}，${startedAt.slice(0, 10)} 由 ${startedBy} 开始`
    : `Graded in shadow: ${name}, begun ${startedAt.slice(0, 10)} by ${startedBy}`;
  const over = { ended: zh ? '已结束' : 'ended', promoted: zh ? '已发布为正式标准' : 'published' };
  const state = endedAt === null || outcome === null ? '' : zh ? `，${over[outcome]}` : `, ${over[outcome]}`;
  const remark = zh
    ? '两边都只按规则计算，不含升降规则和人工调整；显示的等级不受影响。'
    : 'Both by their rules alone, without policy and what was set by hand; what is shown is not touched.';
  if (days.length === 0) {
    return `${began}${state}\n${zh ? '还没有评过级。' : 'Nobody was evaluated since.'}\n`;
  }
  const more =
    toForetell === 0
      ? ''
      : zh
        ? `已有 ${toForetell} 个日子满三个月：用 --foretell 看谁看得准。\n`
        : `A quarter has passed since ${toForetell} of these days: see who foretold better with --foretell.\n`;
  return `${began}${state}\n${dayTable(days.slice(-SHOWN), lang)}\n${foretoldWords(days, lang)}${more}${remark}\n`;
}

function dayTable(days: readonly Day[], lang: Lang): string {
  const zh = lang === 'zh';
  const table = new Table({
    head: zh
      ? ['日期', '现行标准', '挑战标准', '等级不同']
      : ['Day', 'In force', 'Challenger', 'Different tier'],
    colAligns: ['left', 'left', 'left', 'right'],
    style: { head: [], border: [] },
  });
  const sizes = (tiers: Day['champion']): string =>
    tiers
      .toReversed()
      .map(({ name, customers }) => `${name[lang]} ${customers.toLocaleString('en-US')}`)
      .join(' · ');
  for (const { day, state, message, champion, challenger, moved } of days) {
    const failed = zh ? '失败' : 'failed';
    if (state === 'failed') table.push([day, failed, message?.[lang] ?? '', '–']);
    else table.push([day, sizes(champion), sizes(challenger), moved?.toLocaleString('en-US') ?? '–']);
  }
  return table.toString();
}

function foretoldWords(days: readonly Day[], lang: Lang): string {
  const zh = lang === 'zh';
  const share = (accuracy: number | null): string =>
    accuracy === null ? '–' : `${(accuracy * 100).toFixed(0)}%`;
  return days
    .flatMap(({ day, foretold }) => (foretold === null ? [] : [{ day, ...foretold }]))
    .map(({ day, champion, challenger }) =>
      zh
        ? `${day} 的等级对之后三个月消费的准确度：现行 ${share(champion.accuracy)}，挑战 ${share(challenger.accuracy)}\n`
        : `How well the tiers of ${day} foretold the next three months: in force ${share(champion.accuracy)}, challenger ${share(challenger.accuracy)}\n`,
    )
    .join('');
}
