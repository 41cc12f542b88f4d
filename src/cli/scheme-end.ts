import { type Command, Option } from 'commander';
import { refuse } from '../domain/problem.ts';
import { bodyOf } from '../http/client/client.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { dayOption } from './option-values.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

interface EndFlags extends DataFlags {
  readonly lastDay?: string;
  readonly json?: boolean;
}

/** `tierbook scheme end`: calls a planned publication off, or ends a season early. */
export function addEndCommand(scheme: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  scheme
    .command('end')
    .description(
      say('取消计划中的发布，或提前结束活动期', 'call a planned publication off, or end a season early'),
    )
    .argument(
      say('<编号>', '<number>'),
      say('发布的编号，见 scheme list', "the publication's number, as scheme list shows it"),
    )
    .addOption(
      new Option(
        say('--last-day <日期>', '--last-day <day>'),
        say('活动期的最后一天（默认立即结束）', "the season's last day (default: it ends at once)"),
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (number: string, flags: EndFlags) => await end(number, flags, surroundings));
}

async function end(number: string, flags: EndFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  if (!/^\d{1,18}$/.test(number)) {
    refuse(
      'bad-number',
      number,
      '请写发布的编号；用 tierbook scheme list 查看',
      'write the number of the publication, as tierbook scheme list shows it',
    );
  }
  const lastDay = flags.lastDay === undefined ? {} : { lastDay: dayOption('--last-day', flags.lastDay) };
  await withApi(flags, surroundings, false, async (api) => {
    const params = { path: { id: number } };
    const { publications } = bodyOf(
      await api.PUT('/api/v1/publications/{id}/end', { params, body: lastDay }),
    );
    if (flags.json) {
      stdout.write(`${JSON.stringify(publications, null, 2)}\n`);
      return;
    }
    const ended = publications.find(({ id }) => id === number);
    if (ended === undefined) return;
    const name = `${ended.scheme.id}@${ended.scheme.version}`;
    const words =
      ended.state === 'called-off'
        ? { zh: `${name} 已取消，不会执行`, en: `${name} is called off and will not hold` }
        : { zh: `${name} 执行到 ${ended.lastDay} 为止`, en: `${name} holds until ${ended.lastDay}` };
    stdout.write(`${words[lang]}\n`);
  });
}
