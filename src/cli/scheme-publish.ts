import { type Command, Option } from 'commander';
import { type Lang, text } from '../domain/text.ts';
import { type Holders, holderChoices } from '../features/schemes/standing.ts';
import { bodyOf } from '../http/client/client.ts';
import { anyScheme } from './any-scheme.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { dayOption, withChoices } from './option-values.ts';
import { tellEffect } from './scheme-effect.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

interface PublishFlags extends DataFlags {
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly holders?: Holders;
  readonly returnHolders?: Holders;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

type Say = (zh: string, en: string) => string;

/** `tierbook scheme publish`: puts a standard in force, at once or later, for good or for a season. */
export function addPublishCommand(scheme: Command, surroundings: Surroundings): void {
  const say: Say = (zh, en) => (surroundings.lang === 'zh' ? zh : en);
  const publishing = scheme
    .command('publish')
    .description(
      say(
        '发布等级标准，此后按它评级；写 id@2 可恢复以前的版本',
        'publish a standard; customers are graded by it from now on. id@2 goes back to an earlier version',
      ),
    )
    .argument(say('<文件|模板|id@版本>', '<file|template|id@version>'))
    .action(async (given: string, flags: PublishFlags) => await publish(given, flags, surroundings));
  for (const option of publishOptions(say)) publishing.addOption(option);
}

function publishOptions(say: Say): Option[] {
  const day = say('<日期>', '<day>');
  const choice = say('<方式>', '<choice>');
  return [
    new Option(
      `--starts-on ${day}`,
      say('从哪一天起执行（默认今天）', 'the first day on which it holds (default: today)'),
    ),
    new Option(
      `--ends-on ${day}`,
      say(
        '活动期的最后一天，之后自动恢复原标准',
        'the last day of a season, after which the standard before returns by itself',
      ),
    ),
    withChoices(
      new Option(
        `--holders ${choice}`,
        say('按新标准不够格的客户怎么办', 'what becomes of those who would lose their tier'),
      ),
      holderChoices,
    ),
    withChoices(
      new Option(
        `--return-holders ${choice}`,
        say('活动期结束时不够格的客户怎么办', 'the same when the season is over'),
      ),
      holderChoices,
    ),
    new Option(
      '--dry-run',
      say('只看有什么变化，不发布', 'only tell what would change, and publish nothing'),
    ),
    dataOption(say),
    databaseOption(say),
    new Option('--json', say('输出 JSON', 'print JSON')),
  ];
}

async function publish(given: string, flags: PublishFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout, stderr } = surroundings;
  const { holders, returnHolders } = flags;
  const days = {
    ...(flags.startsOn === undefined ? {} : { startsOn: dayOption('--starts-on', flags.startsOn) }),
    ...(flags.endsOn === undefined ? {} : { endsOn: dayOption('--ends-on', flags.endsOn) }),
  };
  const chosen = {
    ...(holders === undefined ? {} : { holders }),
    ...(returnHolders === undefined ? {} : { returnHolders }),
  };
  const standard = await anyScheme(given);
  await withApi(flags, surroundings, !flags.dryRun, async (api) => {
    if (flags.dryRun) return await tellEffect(api, standard, flags.json ?? false, surroundings);
    const done = bodyOf(await api.POST('/api/v1/schemes', { body: { ...standard, ...days, ...chosen } }));
    stdout.write(flags.json ? `${JSON.stringify(done, null, 2)}\n` : `${publishedWords(done, lang)}\n`);
    const isNow = done.isNew && flags.startsOn === undefined && done.inForceFrom === done.startsOn;
    if (isNow && !flags.json) stderr.write(`${nextStep[lang]}\n`);
  });
}

const nextStep = text(
  '现在就给所有客户按它评级：tierbook evaluate（不运行的话，等每天的自动评级）',
  'To grade everybody by it now: tierbook evaluate (otherwise the daily run does)',
);

interface Done {
  readonly id: string;
  readonly version: number;
  readonly isNew: boolean;
  readonly publication: string | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly inForceFrom: string;
}

function publishedWords({ id, version, isNew, publication, ...days }: Done, lang: Lang): string {
  const { startsOn, endsOn, inForceFrom } = days;
  const zh = lang === 'zh';
  if (!isNew) {
    return zh ? `${id} 没有变化，仍是第 ${version} 版` : `${id} is unchanged: version ${version}`;
  }
  const head = zh ? `已发布 ${id} 第 ${version} 版` : `Published ${id}, version ${version}`;
  const term = zh ? `，自 ${startsOn} 起执行` : `, from ${startsOn} on`;
  const number = zh ? `（发布编号 ${publication}）` : ` (publication ${publication})`;
  if (endsOn !== null) {
    return zh
      ? `${head}，${startsOn} 至 ${endsOn} 执行，之后恢复原标准${number}`
      : `${head}, from ${startsOn} to ${endsOn}; then the standard before returns${number}`;
  }
  if (inForceFrom === startsOn) return `${head}${term}${number}`;
  return zh
    ? `${head}；现在是活动期，自 ${inForceFrom} 起执行${number}`
    : `${head}; there is a season then, so it holds from ${inForceFrom} on${number}`;
}
