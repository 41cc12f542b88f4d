import type { Command } from 'commander';
import { refuse } from '../domain/problem.ts';
import { grade } from '../features/grade/grade.ts';
import { parseSettled } from '../features/imports/mapping.ts';
import { loadScheme } from '../features/schemes/load-scheme.ts';
import { templateIds } from '../features/schemes/templates.ts';
import { gradeJson } from './grade-json.ts';
import { gradeOptions, type ReadingFlags, type ResultFlags } from './grade-options.ts';
import { gradeSummary } from './grade-summary.ts';
import { dayOption } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';
import { tierTable } from './tier-table.ts';

interface GradeFlags extends ReadingFlags, ResultFlags {
  readonly scheme?: string;
  readonly customers?: string;
  readonly asOf?: string;
}

/** `tierbook grade`: the main job in one go, nothing kept. */
export function addGradeCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  const command = program
    .command('grade')
    .description(say('给订单文件里的每位客户评级', 'grade every customer of your order files'))
    .usage(say('<订单文件...> --scheme <文件|模板> [选项]', '<orders...> --scheme <file|template> [options]'))
    .argument(say('<订单文件...>', '<orders...>'), say('CSV、TSV 或 XLSX', 'order files (CSV, TSV, XLSX)'))
    .action(async (orders: string[], flags: GradeFlags) => {
      await gradeFiles(orders, flags, surroundings);
    });
  for (const option of gradeOptions(say)) command.addOption(option);
}

async function gradeFiles(
  orders: readonly string[],
  flags: GradeFlags,
  surroundings: Surroundings,
): Promise<void> {
  const { lang, stdout, stderr, signal, now } = surroundings;
  if (flags.scheme === undefined) return refuseNoScheme();
  const settled = parseSettled(flags.map ?? []);
  const asOf = flags.asOf === undefined ? null : dayOption('--as-of', flags.asOf, flags.dates);
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
      encoding: flags.encoding,
      sheet: flags.sheet,
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

function refuseNoScheme(): never {
  const list = templateIds.join(', ');
  return refuse(
    'no-scheme',
    '--scheme',
    `缺少等级标准：请写 --scheme 加上自己的文件或模板。模板：${list}`,
    `the tier standard is missing: write --scheme and your file or a template. Templates: ${list}`,
  );
}
