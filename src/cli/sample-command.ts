import { type Command, Option } from 'commander';
import { addDays, dayOf } from '../domain/calendar.ts';
import { refuse } from '../domain/problem.ts';
import { text } from '../domain/text.ts';
import { sampleBounds } from '../features/sample/sample-options.ts';
import type { SampleResult } from '../features/sample/sample-result.ts';
import { type WrittenSample, writeSample } from '../features/sample/write-sample.ts';
import { bodyOf } from '../http/client/client.ts';
import { databaseOption } from './data-folder-option.ts';
import { followJob } from './follow-job.ts';
import { gradedWords } from './import-words.ts';
import { dayOption, withWholeNumber } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

interface SampleFlags {
  readonly customers: number;
  readonly orders: number;
  readonly seed: number;
  readonly out?: string;
  readonly data?: string;
  readonly database?: string;
  readonly until?: string;
  readonly force?: boolean;
}

/** `tierbook sample`: believable data to play with. */
export function addSampleCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  const command = program
    .command('sample')
    .description(
      say(
        '生成仿真的零售数据（customers.csv 和 orders.csv，或直接存入空的数据文件夹）',
        'make believable retail data to play with (customers.csv and orders.csv, or into an empty data folder)',
      ),
    )
    .usage(say('--out <文件夹> | --data <文件夹> [选项]', '--out <folder> | --data <folder> [options]'))
    .action(async (flags: SampleFlags) => await makeSample(flags, surroundings));
  for (const option of sampleOptions(say)) command.addOption(option);
}

function sampleOptions(say: (zh: string, en: string) => string): Option[] {
  const { customers, orders, seed } = sampleBounds;
  const number = say('<数量>', '<n>');
  return [
    new Option(say('--out <文件夹>', '--out <folder>'), say('写到哪个文件夹', 'the folder to write to')),
    new Option(
      say('--data <文件夹>', '--data <folder>'),
      say('存入哪个空的数据文件夹', 'the empty data folder to fill'),
    ),
    databaseOption(say),
    withWholeNumber(
      new Option(`--customers ${number}`, say('客户数', 'number of customers')),
      customers,
    ).default(1000),
    withWholeNumber(new Option(`--orders ${number}`, say('订单数', 'number of orders')), orders).default(
      10_000,
    ),
    withWholeNumber(
      new Option(
        say('--seed <数字>', '--seed <n>'),
        say('种子：相同种子生成相同数据', 'the same seed gives the same data'),
      ),
      seed,
    ).default(1),
    new Option(
      say('--until <日期>', '--until <day>'),
      say('最后一天（默认昨天）', 'the last day (default: yesterday)'),
    ),
    new Option(
      '--force',
      say('覆盖已有的 customers.csv 和 orders.csv', 'replace customers.csv and orders.csv that are there'),
    ),
  ];
}

async function makeSample(flags: SampleFlags, surroundings: Surroundings): Promise<void> {
  const { out, data } = flags;
  if ((out === undefined) === (data === undefined)) {
    return refuse(
      'no-folder',
      '--out',
      '请指明要写入的文件夹，如 --out 示例数据；或者用 --data 指明要填充的空数据文件夹',
      'name the folder to write to, such as --out sample; or, with --data, the empty data folder to fill',
    );
  }
  if (out !== undefined) await writeFiles(out, flags, surroundings);
  if (data !== undefined) await fillFolder(data, flags, surroundings);
}

async function writeFiles(
  out: string,
  { customers, orders, seed, until: written, force }: SampleFlags,
  { lang, stdout, stderr, signal, now }: Surroundings,
): Promise<void> {
  const until =
    written === undefined ? addDays(dayOf(now, 'Asia/Shanghai'), -1) : dayOption('--until', written);
  const bar = progressBar(stderr, lang);
  try {
    bar.step(text('生成数据', 'making data'));
    const onProgress = (done: number, total: number): void => bar.at(done / Math.max(1, total));
    const keepExisting = force !== true;
    const made = await writeSample({ customers, orders, seed, out, until, keepExisting, signal, onProgress });
    bar.stop();
    stdout.write(lang === 'zh' ? madeInChinese(made) : madeInEnglish(made));
    stdout.write(made.files.map((file) => `  ${file}\n`).join(''));
  } finally {
    bar.stop();
  }
}

async function fillFolder(
  data: string,
  { customers, orders, seed, database, until: written }: SampleFlags,
  surroundings: Surroundings,
): Promise<void> {
  const { lang, stdout, stderr, signal } = surroundings;
  const until = written === undefined ? {} : { until: dayOption('--until', written) };
  await withApi(
    { data, ...(database === undefined ? {} : { database }) },
    surroundings,
    true,
    async (api) => {
      const bar = progressBar(stderr, lang);
      try {
        const body = { customers, orders, seed, ...until };
        const { job } = bodyOf(await api.POST('/api/v1/samples', { body }));
        const made = await followJob<SampleResult>(api, job, bar, signal);
        bar.stop();
        const [people, bought] = [made.customers.outcome?.added ?? 0, made.orders.outcome?.added ?? 0];
        stdout.write(
          lang === 'zh'
            ? `已存入 ${data}：${people} 位客户，${bought} 笔订单\n`
            : `Into ${data}: ${people} customers, ${bought} orders\n`,
        );
        if (made.evaluation !== null) stderr.write(gradedWords(made.evaluation, lang));
      } finally {
        bar.stop();
      }
    },
  );
}

function madeInChinese({ customers, orders, refunds, until }: WrittenSample): string {
  return `${customers} 位客户，${orders} 笔订单（其中退款 ${refunds} 笔），截至 ${until}\n`;
}

function madeInEnglish({ customers, orders, refunds, until }: WrittenSample): string {
  return `${customers} customers, ${orders} orders (${refunds} refunded), until ${until}\n`;
}
