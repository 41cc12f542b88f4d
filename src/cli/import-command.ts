import { type Command, Option } from 'commander';
import type { Lang } from '../domain/text.ts';
import { commandLine } from '../features/access/actor.ts';
import { authorName } from '../features/access/author-name.ts';
import type { Evaluation } from '../features/evaluations/evaluate-all.ts';
import { importAndGrade } from '../features/imports/import-and-grade.ts';
import type { ImportReport } from '../features/imports/import-request.ts';
import { parseSettled } from '../features/imports/mapping.ts';
import { type DataFlags, dataOption, withFolder } from './data-folder-option.ts';
import { readingOptions } from './grade-options.ts';
import { fileLines } from './grade-summary.ts';
import { withChoices } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';

interface ImportFlags extends DataFlags {
  readonly as: 'orders' | 'customers';
  readonly map?: readonly string[];
  readonly preset?: string;
  readonly amount?: 'per-order' | 'per-line';
  readonly dates?: 'mdy' | 'dmy';
  readonly dryRun?: boolean;
  readonly rejects?: string;
  readonly json?: boolean;
}

/** `tierbook import`: files into the data folder. */
export function addImportCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  const command = program
    .command('import')
    .description(say('把文件导入数据文件夹', 'import files into the data folder'))
    .usage(say('<文件...> --as <类别> [选项]', '<file...> --as <kind> [options]'))
    .argument(say('<文件...>', '<file...>'), say('CSV、TSV 或 XLSX', 'CSV, TSV or XLSX files'))
    .addOption(
      withChoices(new Option(say('--as <类别>', '--as <kind>'), say('文件里是什么', 'what the files hold')), [
        'orders',
        'customers',
      ]).makeOptionMandatory(),
    )
    .addOption(dataOption(say))
    .action(async (files: string[], flags: ImportFlags) => await importInto(files, flags, surroundings));
  for (const option of [...readingOptions(say), ...importOptions(say)]) command.addOption(option);
}

function importOptions(say: (zh: string, en: string) => string): Option[] {
  return [
    new Option('--dry-run', say('只检查，不保存', 'read and count, keep nothing')),
    new Option(
      say('--rejects <文件>', '--rejects <file>'),
      say('把没有导入的行及原因写到 CSV', 'write the rows left out, with the reasons, to a CSV'),
    ),
    new Option('--json', say('输出 JSON', 'print JSON')),
  ];
}

async function importInto(
  files: readonly string[],
  flags: ImportFlags,
  surroundings: Surroundings,
): Promise<void> {
  const { lang, stdout, stderr, signal, clock } = surroundings;
  const settled = parseSettled(flags.map ?? []);
  await withFolder(flags, surroundings, true, async (folder, seal) => {
    const bar = progressBar(stderr, lang);
    try {
      const { report, evaluation } = await importAndGrade(folder, {
        kind: flags.as,
        files: files.map((file) => ({ path: file, name: file })),
        settled,
        lang,
        clock,
        signal,
        seal,
        dayOrder: flags.dates,
        preset: flags.preset,
        amounts: flags.amount ?? null,
        dryRun: flags.dryRun ?? false,
        rejects: flags.rejects ?? null,
        author: authorName(commandLine),
        progress: bar,
      });
      bar.stop();
      const lines = report.files.flatMap((file) => fileLines(file, flags.rejects, lang));
      stderr.write(lines.map((line) => `${line}\n`).join(''));
      stdout.write(flags.json ? importJson(report) : importWords(report, lang));
      if (evaluation !== null) stderr.write(gradedWords(evaluation, lang));
    } finally {
      bar.stop();
    }
  });
}

/** What an evaluation after an import came to. */
export function gradedWords({ customers, changed }: Evaluation, lang: Lang): string {
  return lang === 'zh'
    ? `已重新评级：${customers} 位客户，其中 ${changed} 位的等级有变化\n`
    : `Graded again: ${customers} customers, ${changed} of them changed their tier\n`;
}

function totals({ files }: ImportReport): { read: number; rejected: number } {
  const read = files.reduce((sum, { counts }) => sum + counts.rows, 0);
  return { read, rejected: files.reduce((sum, { counts }) => sum + counts.rejected, 0) };
}

function importWords(report: ImportReport, lang: Lang): string {
  const { read, rejected } = totals(report);
  const { outcome, id } = report;
  if (outcome === null) {
    return lang === 'zh'
      ? `试运行：读到 ${read} 行，其中 ${rejected} 行不能导入；没有保存任何内容\n`
      : `Dry run: ${read} rows read, ${rejected} of them rejected; nothing was kept\n`;
  }
  const { added, changed, unchanged } = outcome;
  return lang === 'zh'
    ? `导入 ${id}：读到 ${read} 行；新增 ${added}，更新 ${changed}，已有 ${unchanged}，未导入 ${rejected} 行\n`
    : `Import ${id}: ${read} rows read; ${added} new, ${changed} updated, ${unchanged} unchanged, ${rejected} rows rejected\n`;
}

function importJson(report: ImportReport): string {
  const { read, rejected } = totals(report);
  const { id, outcome } = report;
  return `${JSON.stringify({ id: id === null ? null : Number(id), read, ...outcome, rejected }, null, 2)}\n`;
}
