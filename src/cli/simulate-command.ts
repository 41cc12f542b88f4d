import { type Command, Option } from 'commander';
import { text } from '../domain/text.ts';
import { loadDocument } from '../features/schemes/load-scheme.ts';
import { comparisons } from '../features/simulations/beside.ts';
import { moverSorts } from '../features/simulations/chosen-movers.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import type { components } from '../http/client/schema.d.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { followJob } from './follow-job.ts';
import { listEndings, listFormat } from './list-format.ts';
import { dayOption, withChoices } from './option-values.ts';
import { type ProgressBar, progressBar } from './progress-bar.ts';
import { currentScheme } from './published-scheme.ts';
import { saveAnswer } from './save-answer.ts';
import { simulationWords } from './simulation-words.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

type Simulation = components['schemas']['Simulation'];

interface SimulateFlags extends DataFlags {
  readonly asOf?: string;
  readonly compare: (typeof comparisons)[number];
  readonly owner?: string;
  readonly store?: string;
  readonly source?: string;
  readonly sort: (typeof moverSorts)[number];
  readonly out?: string;
  readonly json?: boolean;
}

/** `tierbook simulate`: what a draft would do to everybody. */
export function addSimulateCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  program
    .command('simulate')
    .description(say('试算一个草案会让谁升级、谁降级', 'what a draft standard would do to everybody'))
    .argument(say('<文件|模板>', '<file|template>'), say('草案', 'the draft'))
    .addOption(
      new Option(
        say('--as-of <日期>', '--as-of <day>'),
        say('截至哪一天（默认最近一次评级那天）', 'as of which day (default: that of the last evaluation)'),
      ),
    )
    .addOption(
      new Option(
        say('--out <文件>', '--out <file>'),
        say(`等级会变的客户名单（${listEndings}）`, `the customers whose tier would change (${listEndings})`),
      ),
    )
    .addOption(
      withChoices(
        new Option(
          say('--compare <什么>', '--compare <what>'),
          say(
            '比较显示的等级（含升降规则和人工调整），还是只按规则算出的等级',
            'the tiers that are shown (by policy and by hand), or those that the rules alone give',
          ),
        ),
        comparisons,
      ).default('shown'),
    )
    .addOption(
      new Option(
        say('--owner <负责人>', '--owner <name>'),
        say('名单只要这位负责人的', 'list his customers alone'),
      ),
    )
    .addOption(
      new Option(
        say('--store <门店>', '--store <name>'),
        say('名单只要这家门店的', 'list those of this store alone'),
      ),
    )
    .addOption(
      new Option(
        say('--source <来源>', '--source <name>'),
        say('名单只要这个来源的', 'list those of this source alone'),
      ),
    )
    .addOption(
      withChoices(
        new Option(say('--sort <什么>', '--sort <what>'), say('名单的排序', 'what the list is sorted by')),
        moverSorts,
      ).default('spend'),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (draft: string, flags: SimulateFlags) => await simulateDraft(draft, flags, surroundings));
}

async function simulateDraft(given: string, flags: SimulateFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout, stderr, signal } = surroundings;
  const { compare, owner, store, source, sort } = flags;
  const asOf = flags.asOf === undefined ? {} : { asOf: dayOption('--as-of', flags.asOf) };
  const { scheme: draft, document } = await loadDocument(given);
  const body = { document, compare, ...asOf };
  const out = flags.out === undefined ? null : { path: flags.out, format: listFormat(flags.out) };
  await withApi(flags, surroundings, false, async (api) => {
    const bar = progressBar(stderr, lang);
    try {
      bar.step(text('试算', 'simulating'));
      const simulation = await simulated(api, body, bar, signal);
      if (out !== null) {
        const chosen = Object.fromEntries(
          Object.entries({ owner, store, source, sort }).filter(([, value]) => value !== undefined),
        );
        const params = { query: { format: out.format } };
        await saveAnswer(out.path, async () =>
          api.POST('/api/v1/simulations/movers', {
            body: { ...body, ...chosen, sort },
            params,
            signal,
            parseAs: 'stream',
          }),
        );
      }
      bar.stop();
      const words = flags.json
        ? `${JSON.stringify(simulation, null, 2)}\n`
        : simulationWords(simulation, draft, await currentScheme(api), lang);
      stdout.write(words);
      if (out !== null) stderr.write(`${lang === 'zh' ? '名单：' : 'List: '}${out.path}\n`);
    } finally {
      bar.stop();
    }
  });
}

/** What has to be computed first is a job, whose progress is shown. */
async function simulated(
  api: Api,
  body: { readonly document: unknown; readonly compare: SimulateFlags['compare']; readonly asOf?: string },
  bar: ProgressBar,
  signal: AbortSignal,
): Promise<Simulation> {
  const answer = bodyOf(await api.POST('/api/v1/simulations', { body: { ...body, wait: false }, signal }));
  if (!('job' in answer)) return answer;
  await followJob(api, answer.job, bar, signal);
  const done = bodyOf(await api.POST('/api/v1/simulations', { body: { ...body, wait: true }, signal }));
  if ('job' in done) throw new Error('the simulation did not wait');
  return done;
}
