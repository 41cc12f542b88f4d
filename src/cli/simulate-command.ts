import Table from 'cli-table3';
import { type Command, Option } from 'commander';
import { formatMoney } from '../domain/currency.ts';
import type { Lang } from '../domain/text.ts';
import { loadScheme } from '../features/schemes/load-scheme.ts';
import { simulate } from '../features/simulations/simulate.ts';
import { type Simulation, simulationJson } from '../features/simulations/simulation.ts';
import { type DataFlags, dataOption, withFolder } from './data-folder-option.ts';
import { dayOption } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';
import { tierTable } from './tier-table.ts';

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
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (draft: string, flags: SimulateFlags) => await simulateDraft(draft, flags, surroundings));
}

async function simulateDraft(given: string, flags: SimulateFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout, stderr, signal } = surroundings;
  const asOf = flags.asOf === undefined ? null : dayOption('--as-of', flags.asOf);
  const draft = await loadScheme(given);
  await withFolder(flags, surroundings, false, async (folder) => {
    const { step, stop } = progressBar(stderr, lang);
    try {
      const request = { draft, asOf, out: flags.out ?? null, lang, signal, step };
      const simulation = await simulate(folder, request);
      stop();
      stdout.write(
        flags.json
          ? `${JSON.stringify(simulationJson(simulation), null, 2)}\n`
          : simulationWords(simulation, lang),
      );
      if (flags.out !== undefined) stderr.write(`${lang === 'zh' ? '名单：' : 'List: '}${flags.out}\n`);
    } finally {
      stop();
    }
  });
}

function simulationWords(simulation: Simulation, lang: Lang): string {
  const { draft, current, moves } = simulation;
  const zh = lang === 'zh';
  const title = zh
    ? `从现行等级（${current.scheme.name.zh}，第 ${current.version} 版）到草案等级：客户数与销售额`
    : `From the current tiers (${current.scheme.name.en}, version ${current.version}) to the draft's: customers and revenue`;
  const { moved, stayed, up, down } = moves;
  const direction =
    up === null || down === null ? '' : zh ? `：${up} 升，${down} 降` : `: ${up} up, ${down} down`;
  const sum = zh
    ? `${moved} 位客户的等级会变${direction}；${stayed} 位不变`
    : `${moved} customers would change their tier${direction}; ${stayed} would not`;
  return `${tierTable(simulation, draft, lang)}\n${title}\n${matrix(simulation, lang)}\n${anewWords(simulation, lang)}${sum}\n`;
}

function anewWords({ anew }: Simulation, lang: Lang): string {
  if (anew === null) return '';
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
  return `${words[anew][lang]}\n`;
}

/** A row per current tier, a column per tier of the draft, the highest first. */
function matrix({ current, draft, migrations }: Simulation, lang: Lang): string {
  const columns = draft.tiers.toReversed();
  const corner = lang === 'zh' ? '现行 ＼ 草案' : 'current \\ draft';
  const table = new Table({
    head: [corner, ...columns.map(({ name, id }) => `${name[lang]} (${id})`)],
    colAligns: ['left', ...columns.map(() => 'right' as const)],
    style: { head: [], border: [] },
  });
  for (const from of current.scheme.tiers.toReversed()) {
    const cells = columns.map(({ id }) => {
      const found = migrations.find((migration) => migration.from === from.id && migration.to === id);
      return found === undefined
        ? '–'
        : `${found.customers.toLocaleString('en-US')}\n${formatMoney(found.revenue, draft.currency)}`;
    });
    table.push([`${from.name[lang]} (${from.id})`, ...cells]);
  }
  return table.toString();
}
