import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { type FileKind, fileKinds } from '../features/imports/column-names.ts';
import type { ImportResult } from '../features/imports/import-result.ts';
import { parseSettled } from '../features/imports/mapping.ts';
import { type WithoutBuyer, withoutBuyerChoices } from '../features/imports/without-buyer.ts';
import { type Api, bodyOf } from '../http/client/client.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { followJob } from './follow-job.ts';
import { type ReadingFlags, readingOptions } from './grade-options.ts';
import { againWords, fileWords, gradedWords, importJson, importWords } from './import-words.ts';
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
  readonly errorFiles?: string;
  readonly withoutBuyer?: WithoutBuyer;
  readonly remembered: boolean;
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
        ...fileKinds,
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
    withChoices(
      new Option(
        say('--without-buyer <方式>', '--without-buyer <mode>'),
        say(
          '没有买家的订单：留存而不计入任何客户（keep），或不导入（leave-out）',
          'orders without a buyer: kept and counted for nobody, or left out',
        ),
      ),
      withoutBuyerChoices,
    ),
    new Option(
      '--no-remembered',
      say(
        '按列名识别，不沿用以前为同样文件指定的列',
        'read columns by their names, not as they were settled for such a file before',
      ),
    ),
    new Option(
      say('--rejects <文件>', '--rejects <file>'),
      say('把没有导入的行及原因写到 CSV', 'write the rows left out, with the reasons, to a CSV'),
    ),
    new Option(
      say('--error-files <文件夹>', '--error-files <folder>'),
      say(
        '把没有导入的行按原来的格式写到文件夹，改好后可单独再导入',
        'write the rows left out in the layout of their file into a folder, to be mended and imported alone',
      ),
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
    surroundings.signal.addEventListener('abort', () => stderr.write(againWords(lang)), { once: true });
    try {
      const result = await runImport(api, files, { flags, map, bar, surroundings });
      bar.stop();
      stderr.write(fileWords(result, flags, lang));
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
  const { preset, amount, dates, withoutBuyer, remembered, rejects, errorFiles } = flags;
  const uploads = await sendFiles(api, files, bar, signal);
  const body = {
    ...{ uploads, kind: flags.as, map, remembered, dryRun: flags.dryRun ?? false },
    ...(preset === undefined ? {} : { preset }),
    reading: readingOf(uploads, flags),
    ...(amount === undefined ? {} : { amount }),
    ...(dates === undefined ? {} : { dates }),
    ...(withoutBuyer === undefined ? {} : { withoutBuyer }),
  };
  const { job } = bodyOf(await api.POST('/api/v1/imports', { body }));
  const result = await followJob<ImportResult>(api, job, bar, signal);
  if (rejects !== undefined && result.rejects) {
    const params = { path: { job } };
    await saveAnswer(rejects, async () =>
      api.GET('/api/v1/jobs/{job}/rejects', { params, parseAs: 'stream' }),
    );
  }
  if (errorFiles !== undefined) await saveErrorFiles(api, job, result, errorFiles);
  return result;
}

async function saveErrorFiles(api: Api, job: string, result: ImportResult, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { position, name } of result.errorFiles) {
    const params = { path: { job, position } };
    await saveAnswer(join(folder, name), async () =>
      api.GET('/api/v1/jobs/{job}/error-files/{position}', { params, parseAs: 'stream' }),
    );
  }
}

/** How each upload was chosen to be read: all alike. */
function readingOf(uploads: readonly string[], { encoding, sheet }: ReadingFlags) {
  const chosen = {
    ...(encoding === undefined ? {} : { encoding }),
    ...(sheet === undefined ? {} : { sheet }),
  };
  return Object.fromEntries(uploads.map((id) => [id, chosen]));
}
