import { type Command, Option } from 'commander';
import { horizons } from '../features/radar/read-radar.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import type { components } from '../http/client/schema.d.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { followJob } from './follow-job.ts';
import { listEndings, listFormat } from './list-format.ts';
import { withChoices } from './option-values.ts';
import { type ProgressBar, progressBar } from './progress-bar.ts';
import { radarWords } from './radar-words.ts';
import { saveAnswer } from './save-answer.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

const written = ['30', '60', '90'] as const;

interface RadarFlags extends DataFlags {
  readonly days: (typeof written)[number];
  readonly json?: boolean;
  readonly out?: string;
}

/** `tierbook radar`: who falls soon if nothing more is bought, and what keeps them. */
export function addRadarCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  program
    .command('radar')
    .description(
      say(
        '降级雷达：若不再消费谁会降级、哪一天、怎样保级',
        'who falls soon if nothing more is bought, when, and what keeps the tier',
      ),
    )
    .addOption(
      withChoices(
        new Option(say('--days <天数>', '--days <number>'), say('今后多少天', 'how many days ahead')),
        [...written],
      ).default('90'),
    )
    .addOption(
      new Option(
        say('--out <文件>', '--out <file>'),
        say(
          `所有会降级的客户，每位一行（${listEndings}）`,
          `everybody who falls, a row each (${listEndings})`,
        ),
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (flags: RadarFlags) => await showRadar(flags, surroundings));
}

async function showRadar(flags: RadarFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout, stderr, signal } = surroundings;
  const { days, out } = flags;
  const format = out === undefined ? 'csv' : listFormat(out);
  await withApi(flags, surroundings, false, async (api) => {
    const bar = progressBar(stderr, lang);
    try {
      const radar = await readRadar(api, days, bar, signal);
      bar.stop();
      const { currency } = bodyOf(await api.GET('/api/v1/business'));
      const said = horizons.find((horizon) => String(horizon) === days) ?? 90;
      stdout.write(
        flags.json ? `${JSON.stringify(radar, null, 2)}\n` : radarWords(radar, said, currency, lang),
      );
      if (out === undefined) return;
      const query = { days, format };
      await saveAnswer(
        out,
        async () => await api.GET('/api/v1/radar/file', { params: { query }, parseAs: 'stream', signal }),
      );
      stderr.write(`${lang === 'zh' ? '已写入：' : 'Written: '}${out}\n`);
    } finally {
      bar.stop();
    }
  });
}

/** The radar of the evaluation that is shown: it is looked ahead first, unless that was done and nothing was recorded or set by hand since. */
async function readRadar(
  api: Api,
  days: RadarFlags['days'],
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<components['schemas']['Radar']> {
  const ask = async () => bodyOf(await api.GET('/api/v1/radar', { params: { query: { days, limit: 200 } } }));
  const known = await ask();
  if (known.look?.isCurrent && known.touched === 0) return known;
  const { job } = bodyOf(await api.POST('/api/v1/radar/looks'));
  await followJob(api, job, bar, signal);
  return await ask();
}
