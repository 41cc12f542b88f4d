import { type Command, Option } from 'commander';
import { type Day, readDay } from '../domain/calendar.ts';
import { refuse } from '../domain/problem.ts';
import { grade } from '../features/grade/grade.ts';
import { parseSettled } from '../features/imports/mapping.ts';
import { presets } from '../features/imports/presets.ts';
import { loadScheme } from '../features/schemes/load-scheme.ts';
import { templateIds } from '../features/schemes/templates.ts';
import { gradeJson } from './grade-json.ts';
import { gradeSummary } from './grade-summary.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';
import { tierTable } from './tier-table.ts';

interface GradeFlags {
  readonly scheme: string;
  readonly customers?: string;
  readonly asOf?: string;
  readonly map: readonly string[];
  readonly preset?: string;
  readonly out?: string;
  readonly amount?: 'per-order' | 'per-line';
  readonly rejects?: string;
  readonly dates?: 'mdy' | 'dmy';
  readonly json?: boolean;
}

/** `tierbook grade`: the main job in one go, nothing kept. */
export function addGradeCommand(program: Command, surroundings: Surroundings): void {
  const zh = surroundings.lang === 'zh';
  const say = (chinese: string, english: string): string => (zh ? chinese : english);
  const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
  program
    .command('grade')
    .description(say('给订单文件里的每位客户评级', 'grade every customer of your order files'))
    .argument('<orders...>', say('订单文件（CSV、TSV、XLSX）', 'order files (CSV, TSV, XLSX)'))
    .requiredOption(
      '--scheme <file|template>',
      say(
        `等级标准：文件，或模板 ${templateIds.join('、')}`,
        `the tier standard: a file or a template: ${templateIds.join(', ')}`,
      ),
    )
    .option(
      '--customers <file>',
      say('客户名单（没有订单的客户也评级）', 'a customer list; they are graded too'),
    )
    .option(
      '--as-of <day>',
      say('截至哪一天（默认最后一笔订单那天）', 'as of which day (default: the latest order)'),
    )
    .option(
      '--map <field=column,...>',
      say('指明哪一列是什么，如 customer_id=收货地址', 'say which column is what'),
      collect,
      [],
    )
    .addOption(
      new Option('--preset <name>', say('按某个平台的格式读取', 'read as the export of a platform')).choices(
        presets.map(({ id }) => id),
      ),
    )
    .option(
      '--out <file>',
      say('每位客户一行的结果（.csv .xlsx .json）', 'one row per customer (.csv .xlsx .json)'),
    )
    .addOption(
      new Option(
        '--amount <mode>',
        say('一单多行时，金额是整单的还是每行的', 'with several rows per order: whose amount is it'),
      ).choices(['per-order', 'per-line']),
    )
    .option('--rejects <file>', say('读不了的行和原因（CSV）', 'rows that could not be read, and why (CSV)'))
    .addOption(
      new Option(
        '--dates <order>',
        say(
          '3/4/2026 是 3 月 4 日（mdy）还是 4 月 3 日（dmy）',
          'whether 3/4/2026 is March (mdy) or April (dmy)',
        ),
      ).choices(['mdy', 'dmy']),
    )
    .option('--json', say('输出 JSON', 'print JSON'))
    .action(async (orders: string[], flags: GradeFlags) => {
      await gradeFiles(orders, flags, surroundings);
    });
}

async function gradeFiles(
  orders: readonly string[],
  flags: GradeFlags,
  surroundings: Surroundings,
): Promise<void> {
  const { lang, stdout, stderr, signal, now } = surroundings;
  const settled = parseSettled(flags.map);
  const asOf = flags.asOf === undefined ? null : asOfDay(flags.asOf);
  const scheme = await loadScheme(flags.scheme);
  const bar = progressBar(stderr, lang);
  try {
    const report = await grade({
      orders,
      scheme,
      asOf,
      settled,
      lang,
      now,
      signal,
      customers: flags.customers ?? null,
      preset: flags.preset,
      amounts: flags.amount ?? null,
      dayOrder: flags.dates,
      out: flags.out ?? null,
      rejects: flags.rejects ?? null,
      progress: bar,
    });
    bar.stop();
    stderr.write(gradeSummary(report, scheme, flags, lang));
    stdout.write(flags.json ? gradeJson(report, scheme) : tierTable(report, scheme, lang));
    if (flags.out !== undefined)
      stderr.write(lang === 'zh' ? `结果：${flags.out}\n` : `Result: ${flags.out}\n`);
  } finally {
    bar.stop();
  }
}

function asOfDay(written: string): Day {
  const read = readDay(written.trim());
  if (read !== undefined) return read;
  return refuse(
    'not-a-day',
    '--as-of',
    `“${written}”应是日期，如 2026-01-31`,
    `“${written}” should be a day such as 2026-01-31`,
  );
}
