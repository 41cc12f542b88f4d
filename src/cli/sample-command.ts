import { type Command, InvalidArgumentError } from 'commander';
import { addDays, dayOf, readDay } from '../domain/calendar.ts';
import { refuse } from '../domain/problem.ts';
import { text } from '../domain/text.ts';
import { writeSample } from '../features/sample/write-sample.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';

interface SampleFlags {
  readonly customers: number;
  readonly orders: number;
  readonly seed: number;
  readonly out: string;
  readonly until?: string;
}

/** `tierbook sample`: believable data to play with. */
export function addSampleCommand(program: Command, surroundings: Surroundings): void {
  const { lang, stdout, stderr, signal, now } = surroundings;
  const zh = lang === 'zh';
  program
    .command('sample')
    .description(
      zh ? '生成仿真的零售数据（customers.csv 和 orders.csv）' : 'make believable retail data to play with',
    )
    .option('--customers <n>', zh ? '客户数' : 'number of customers', wholeNumber, 1000)
    .option('--orders <n>', zh ? '订单数' : 'number of orders', wholeNumber, 10_000)
    .option(
      '--seed <n>',
      zh ? '种子：相同种子生成相同数据' : 'the same seed gives the same data',
      wholeNumber,
      1,
    )
    .option('--until <day>', zh ? '最后一天（默认昨天）' : 'the last day (default: yesterday)')
    .requiredOption('--out <dir>', zh ? '写到哪个文件夹' : 'the folder to write to')
    .action(async ({ customers, orders, seed, out, until }: SampleFlags) => {
      const last = until === undefined ? addDays(dayOf(now, 'Asia/Shanghai'), -1) : readDay(until);
      if (last === undefined) {
        refuse('not-a-day', '--until', '应是日期，如 2026-01-31', 'should be a day such as 2026-01-31');
      }
      const bar = progressBar(stderr, lang);
      try {
        bar.step(text('生成数据', 'making data'));
        const onProgress = (done: number, total: number): void => bar.at(done / Math.max(1, total));
        const made = await writeSample({ customers, orders, seed, out, until: last, signal, onProgress });
        bar.stop();
        const counts = zh
          ? `${made.customers} 位客户，${made.orders} 笔订单（其中退款 ${made.refunds} 笔），截至 ${made.until}`
          : `${made.customers} customers, ${made.orders} orders (${made.refunds} refunded), until ${made.until}`;
        stdout.write(`${counts}\n${made.files.map((file) => `  ${file}\n`).join('')}`);
      } finally {
        bar.stop();
      }
    });
}

function wholeNumber(written: string): number {
  if (!/^\d{1,10}$/.test(written)) throw new InvalidArgumentError(`'${written}'`);
  return Number(written);
}
