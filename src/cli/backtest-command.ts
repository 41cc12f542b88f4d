import { type Command, Option } from 'commander';
import type { Day } from '../domain/calendar.ts';
import { InputError, type Problem, refuse } from '../domain/problem.ts';
import { everyUnits } from '../features/backtest/backtest-days.ts';
import type { BacktestResult } from '../features/backtest/backtest-json.ts';
import { backtestColumns, backtestRows } from '../features/backtest/out-rows.ts';
import { checkFormat, writeTable } from '../features/exports/write-table.ts';
import { type Output, openOutput } from '../features/files/output.ts';
import { loadDocument } from '../features/schemes/load-scheme.ts';
import { bodyOf } from '../http/client/client.ts';
import { backtestWords } from './backtest-words.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { followJob } from './follow-job.ts';
import { dayOption, withChoices } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

interface BacktestFlags extends DataFlags {
  readonly from?: string;
  readonly to?: string;
  readonly every: (typeof everyUnits)[number];
  readonly out?: string;
  readonly json?: boolean;
}

/** `tierbook backtest`: how a draft would have graded the past. */
export function addBacktestCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  const command = program
    .command('backtest')
    .description(
      say(
        '回测一个草案：过去每个月会怎样评级，等级对下一季度的消费有多准',
        'how a draft would have graded each past month, and how well its tiers foretold the next quarter',
      ),
    )
    .usage(
      say(
        '<文件|模板> --from <日期> --to <日期> [选项]',
        '<file|template> --from <day> --to <day> [options]',
      ),
    )
    .argument(say('<文件|模板>', '<file|template>'), say('草案', 'the draft'))
    .action(async (draft: string, flags: BacktestFlags) => await testDraft(draft, flags, surroundings));
  for (const option of backtestOptions(say)) command.addOption(option);
}

function backtestOptions(say: (zh: string, en: string) => string): Option[] {
  return [
    new Option(say('--from <日期>', '--from <day>'), say('从哪一天开始', 'the first day')),
    new Option(
      say('--to <日期>', '--to <day>'),
      say('到哪一天为止（这一天也评级）', 'the last day, as of which is graded too'),
    ),
    withChoices(
      new Option(
        say('--every <周期>', '--every <period>'),
        say('按每个周期的最后一天评级', 'graded as of the last day of each'),
      ),
      everyUnits,
    ).default('month'),
    new Option(
      say('--out <文件>', '--out <file>'),
      say('每期每个等级一行（.csv .xlsx .json）', 'a row for each period and tier (.csv .xlsx .json)'),
    ),
    dataOption(say),
    databaseOption(say),
    new Option('--json', say('输出 JSON', 'print JSON')),
  ];
}

async function testDraft(given: string, flags: BacktestFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout, stderr, signal } = surroundings;
  const { from, to } = askedDays(flags);
  const { scheme, document } = await loadDocument(given);
  const output = flags.out === undefined ? null : await openTable(flags.out);
  try {
    await withApi(flags, surroundings, false, async (api) => {
      const bar = progressBar(stderr, lang);
      try {
        const body = { document, from, to, every: flags.every };
        const { job } = bodyOf(await api.POST('/api/v1/backtests', { body }));
        const result = await followJob<BacktestResult>(api, job, bar, signal);
        bar.stop();
        if (output !== null) await writeResult(output, result);
        stdout.write(
          flags.json ? `${JSON.stringify(result, null, 2)}\n` : backtestWords(result, scheme, lang),
        );
        if (output !== null) stderr.write(`${lang === 'zh' ? '已写入：' : 'Written: '}${output.path}\n`);
      } finally {
        bar.stop();
      }
    });
  } finally {
    await output?.discard();
  }
}

/** Both days, or everything that is wrong with them. */
function askedDays({ from, to }: BacktestFlags): { readonly from: Day; readonly to: Day } {
  const problems: Problem[] = [];
  const read = (flag: string, written: string | undefined): Day | null => {
    try {
      return written === undefined ? refuseMissing(flag) : dayOption(flag, written);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
      return null;
    }
  };
  const days = { from: read('--from', from), to: read('--to', to) };
  if (days.from === null || days.to === null) throw new InputError(problems);
  return { from: days.from, to: days.to };
}

function refuseMissing(flag: string): never {
  return refuse(
    'no-day',
    flag,
    `请写明日期，如 ${flag} 2025-01-31`,
    `say which day, such as ${flag} 2025-01-31`,
  );
}

async function openTable(out: string): Promise<Output> {
  checkFormat(out, ['.csv', '.xlsx', '.json']);
  return await openOutput(out);
}

async function writeResult(output: Output, result: BacktestResult): Promise<void> {
  const rows = backtestRows(result);
  async function* batches(): AsyncGenerator<typeof rows> {
    yield rows;
  }
  await writeTable(output, backtestColumns(result.currency), batches());
  await output.finish();
}
