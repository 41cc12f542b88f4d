import { extname } from 'node:path';
import Table from 'cli-table3';
import { type Command, Option } from 'commander';
import { day } from '../domain/calendar.ts';
import { formatMoney, minorOfNumber } from '../domain/currency.ts';
import type { Scheme } from '../domain/scheme.ts';
import { type Lang, text } from '../domain/text.ts';
import { checkFormat } from '../features/exports/write-table.ts';
import { loadDocument } from '../features/schemes/load-scheme.ts';
import { bodyOf } from '../http/client/client.ts';
import type { components } from '../http/client/schema.d.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { dayOption } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import { currentScheme } from './published-scheme.ts';
import { saveAnswer } from './save-answer.ts';
import type { Surroundings } from './surroundings.ts';
import { tierTable } from './tier-table.ts';
import { withApi } from './with-api.ts';

type Simulation = components['schemas']['Simulation'];

interface SimulateFlags extends DataFlags {
  readonly asOf?: string;
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
        say(
          '等级会变的客户名单（.csv .xlsx .json）',
          'the customers whose tier would change (.csv .xlsx .json)',
        ),
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (draft: string, flags: SimulateFlags) => await simulateDraft(draft, flags, surroundings));
}

async function simulateDraft(given: string, flags: SimulateFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout, stderr, signal } = surroundings;
  const asOf = flags.asOf === undefined ? {} : { asOf: dayOption('--as-of', flags.asOf) };
  const { scheme: draft, document } = await loadDocument(given);
  const body = { document, ...asOf };
  const out = flags.out === undefined ? null : { path: flags.out, format: listFormat(flags.out) };
  await withApi(flags, surroundings, false, async (api) => {
    const { step, stop } = progressBar(stderr, lang);
    try {
      step(text('试算', 'simulating'));
      const simulation = bodyOf(await api.POST('/api/v1/simulations', { body, signal }));
      if (out !== null) {
        const params = { query: { format: out.format } };
        await saveAnswer(out.path, async () =>
          api.POST('/api/v1/simulations/movers', { body, params, signal, parseAs: 'stream' }),
        );
      }
      stop();
      const words = flags.json
        ? `${JSON.stringify(simulation, null, 2)}\n`
        : simulationWords(simulation, draft, await currentScheme(api), lang);
      stdout.write(words);
      if (out !== null) stderr.write(`${lang === 'zh' ? '名单：' : 'List: '}${out.path}\n`);
    } finally {
      stop();
    }
  });
}

const listFormats = ['csv', 'xlsx', 'json'] as const;

function listFormat(out: string): (typeof listFormats)[number] {
  checkFormat(
    out,
    listFormats.map((format) => `.${format}`),
  );
  return extname(out).slice(1).toLowerCase() as (typeof listFormats)[number];
}

function simulationWords(simulation: Simulation, draft: Scheme, current: Scheme, lang: Lang): string {
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
  return `${table}\n${title}\n${moves}\n${anewWords(simulation, lang)}${sum}\n`;
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
