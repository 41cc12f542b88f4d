import { type Command, Option } from 'commander';
import { addDays, dayOf } from '../domain/calendar.ts';
import { refuse } from '../domain/problem.ts';
import { text } from '../domain/text.ts';
import { sampleBounds } from '../features/sample/sample-options.ts';
import { type WrittenSample, writeSample } from '../features/sample/write-sample.ts';
import { dayOption, withWholeNumber } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';

interface SampleFlags {
  readonly customers: number;
  readonly orders: number;
  readonly seed: number;
  readonly out?: string;
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
        '生成仿真的零售数据（customers.csv 和 orders.csv）',
        'make believable retail data to play with (customers.csv and orders.csv)',
      ),
    )
    .usage(say('--out <文件夹> [选项]', '--out <folder> [options]'))
    .action(async (flags: SampleFlags) => await makeSample(flags, surroundings));
  for (const option of sampleOptions(say)) command.addOption(option);
}

function sampleOptions(say: (zh: string, en: string) => string): Option[] {
  const { customers, orders, seed } = sampleBounds;
  const number = say('<数量>', '<n>');
  return [
    new Option(
      say('--out <文件夹>', '--out <folder>'),
      say('写到哪个文件夹（必填）', 'the folder to write to (required)'),
    ),
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
  const { lang, stdout, stderr, signal, now } = surroundings;
  const { customers, orders, seed, out } = flags;
  if (out === undefined) {
    return refuse(
      'no-folder',
      '--out',
      '请指明要写入的文件夹，如 --out 示例数据',
      'name the folder to write to, such as --out sample',
    );
  }
  const until =
    flags.until === undefined ? addDays(dayOf(now, 'Asia/Shanghai'), -1) : dayOption('--until', flags.until);
  const bar = progressBar(stderr, lang);
  try {
    bar.step(text('生成数据', 'making data'));
    const onProgress = (done: number, total: number): void => bar.at(done / Math.max(1, total));
    const keepExisting = flags.force !== true;
    const made = await writeSample({ customers, orders, seed, out, until, keepExisting, signal, onProgress });
    bar.stop();
    stdout.write(lang === 'zh' ? madeInChinese(made) : madeInEnglish(made));
    stdout.write(made.files.map((file) => `  ${file}\n`).join(''));
  } finally {
    bar.stop();
  }
}

function madeInChinese({ customers, orders, refunds, until }: WrittenSample): string {
  return `${customers} 位客户，${orders} 笔订单（其中退款 ${refunds} 笔），截至 ${until}\n`;
}

function madeInEnglish({ customers, orders, refunds, until }: WrittenSample): string {
  return `${customers} customers, ${orders} orders (${refunds} refunded), until ${until}\n`;
}
