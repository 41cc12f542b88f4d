import { type Command, Option } from 'commander';
import { bodyOf } from '../http/client/client.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { qualityWords } from './quality-words.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

/** `tierbook quality`: how far the data can be trusted, and what is wrong with it. */
export function addQualityCommand(program: Command, surroundings: Surroundings): void {
  const { lang, stdout } = surroundings;
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  program
    .command('quality')
    .description(
      say(
        '数据质量：评分、哪里有问题、怎样改',
        'data quality: the score, what is wrong and what to do about it',
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (flags: DataFlags & { readonly json?: boolean }) => {
      await withApi(flags, surroundings, false, async (api) => {
        const quality = bodyOf(await api.GET('/api/v1/quality'));
        stdout.write(flags.json ? `${JSON.stringify(quality, null, 2)}\n` : qualityWords(quality, lang));
      });
    });
}
