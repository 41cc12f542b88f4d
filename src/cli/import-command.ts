import { type Command, Option } from 'commander';
import { recordedSources } from '../domain/event.ts';
import type { Lang } from '../domain/text.ts';
import type { FileKind } from '../features/imports/column-names.ts';
import type { ImportResult } from '../features/imports/import-result.ts';
import { parseSettled } from '../features/imports/mapping.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { followJob } from './follow-job.ts';
import { type ReadingFlags, readingOptions } from './grade-options.ts';
import { rejectsWords } from './grade-summary.ts';
import { withChoices } from './option-values.ts';
import { type ProgressBar, progressBar } from './progress-bar.ts';
import { saveAnswer } from './save-answer.ts';
import { sendFiles } from './send-files.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

interface ImportFlags extends DataFlags, ReadingFlags {
  readonly as: FileKind;
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
        ...recordedSources,
      ]).makeOptionMandatory(),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
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
  const { lang, stdout, stderr } = surroundings;
  const map = Object.fromEntries(parseSettled(flags.map ?? []));
  await withApi(flags, surroundings, true, async (api) => {
    const bar = progressBar(stderr, lang);
    try {
      const result = await runImport(api, files, { flags, map, bar, surroundings });
      bar.stop();
      stderr.write(fileWords(result, flags.rejects, lang));
      stdout.write(flags.json ? importJson(result) : importWords(result, lang));
      if (result.evaluation !== null) stderr.write(gradedWords(result.evaluation, lang));
    } finally {
      bar.stop();
    }
  });
}

interface Running {
  readonly flags: ImportFlags;
  readonly map: Record<string, string>;
  readonly bar: ProgressBar;
  readonly surroundings: Surroundings;
}

async function runImport(
  api: Api,
  files: readonly string[],
  { flags, map, bar, surroundings: { signal } }: Running,
): Promise<ImportResult> {
  const { preset, amount, dates, rejects } = flags;
  const uploads = await sendFiles(api, files, bar, signal);
  const body = {
    ...{ uploads, kind: flags.as, map, dryRun: flags.dryRun ?? false },
    ...(preset === undefined ? {} : { preset }),
    ...(amount === undefined ? {} : { amount }),
    ...(dates === undefined ? {} : { dates }),
  };
  const { job } = bodyOf(await api.POST('/api/v1/imports', { body }));
  const result = await followJob<ImportResult>(api, job, bar, signal);
  if (rejects !== undefined && result.rejects) {
    const params = { path: { job } };
    await saveAnswer(rejects, async () =>
      api.GET('/api/v1/jobs/{job}/rejects', { params, parseAs: 'stream' }),
    );
  }
  return result;
}

/** What an evaluation after an import came to. */
export function gradedWords(
  { customers, changed }: { readonly customers: number; readonly changed: number },
  lang: Lang,
): string {
  return lang === 'zh'
    ? `已重新评级：${customers} 位客户，其中 ${changed} 位的等级有变化\n`
    : `Graded again: ${customers} customers, ${changed} of them changed their tier\n`;
}

function fileWords({ files, rejects: some }: ImportResult, rejects: string | undefined, lang: Lang): string {
  const lines = files.flatMap(({ said }) => said);
  if (some) lines.push(`  ${rejectsWords(rejects, lang).trim()}`);
  return lines.map((line) => `${line}\n`).join('');
}

function totals({ files }: ImportResult): { read: number; rejected: number } {
  return {
    read: files.reduce((sum, { rows }) => sum + rows, 0),
    rejected: files.reduce((sum, file) => sum + file.rejected, 0),
  };
}

function importWords(result: ImportResult, lang: Lang): string {
  const { read, rejected } = totals(result);
  const { outcome, importId } = result;
  if (outcome === null) {
    return lang === 'zh'
      ? `试运行：读到 ${read} 行，其中 ${rejected} 行不能导入；没有保存任何内容\n`
      : `Dry run: ${read} rows read, ${rejected} of them rejected; nothing was kept\n`;
  }
  const { added, changed, unchanged } = outcome;
  return lang === 'zh'
    ? `导入 ${importId}：读到 ${read} 行；新增 ${added}，更新 ${changed}，已有 ${unchanged}，未导入 ${rejected} 行\n`
    : `Import ${importId}: ${read} rows read; ${added} new, ${changed} updated, ${unchanged} unchanged, ${rejected} rows rejected\n`;
}

function importJson(result: ImportResult): string {
  const { read, rejected } = totals(result);
  const { importId, outcome } = result;
  const id = importId === null ? null : Number(importId);
  return `${JSON.stringify({ id, read, ...outcome, rejected }, null, 2)}\n`;
}
