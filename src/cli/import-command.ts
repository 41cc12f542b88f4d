import { type Command, Option } from 'commander';
import { refuse } from '../domain/problem.ts';
import { type FileKind, fileKinds } from '../features/imports/column-names.ts';
import type { ImportResult } from '../features/imports/import-result.ts';
import { parseSettled } from '../features/imports/mapping.ts';
import { withoutBuyerChoices } from '../features/imports/without-buyer.ts';
import { databaseOption, dataOption } from './data-folder-option.ts';
import { readingOptions } from './grade-options.ts';
import { broughtBackWords, importAll } from './import-all.ts';
import { againWords, fileWords, gradedWords, importJson, importWords } from './import-words.ts';
import { withChoices } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import { type ImportFlags, runImport } from './send-import.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

/** `tierbook import`: files into the data folder. */
export function addImportCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  const command = program
    .command('import')
    .description(say('把文件导入数据文件夹', 'import files into the data folder'))
    .usage(say('<文件...> --as <类别> [选项]', '<file...> --as <kind> [options]'))
    .argument(
      say('<文件...>', '<file...>'),
      say(
        'CSV、TSV 或 XLSX；--as all 时是 export all 写出的文件夹',
        'CSV, TSV or XLSX files; with --as all the folder that `export all` wrote',
      ),
    )
    .addOption(
      withChoices(new Option(say('--as <类别>', '--as <kind>'), say('文件里是什么', 'what the files hold')), [
        ...fileKinds,
        'all',
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
  const { as } = flags;
  if (as === 'all') return await importDump(files, flags, surroundings);
  const map = Object.fromEntries(parseSettled(flags.map ?? []));
  await withApi(flags, surroundings, true, async (api) => {
    const bar = progressBar(stderr, lang);
    surroundings.signal.addEventListener('abort', () => stderr.write(againWords(lang)), { once: true });
    try {
      const result = await runImport(api, files, { flags, kind: as, map, bar, surroundings });
      bar.stop();
      stderr.write(fileWords(result, flags, lang));
      stdout.write(flags.json ? importJson(result) : importWords(result, lang));
      if (result.evaluation !== null) stderr.write(gradedWords(result.evaluation, lang));
    } finally {
      bar.stop();
    }
  });
}

/** A full dump into an empty data folder. */
async function importDump(
  folders: readonly string[],
  flags: ImportFlags,
  surroundings: Surroundings,
): Promise<void> {
  const { lang, stdout, stderr, signal } = surroundings;
  const [folder = '', ...more] = folders;
  if (more.length > 0 || flags.dryRun === true) refuseForDump();
  await withApi(flags, surroundings, true, async (api) => {
    const bar = progressBar(stderr, lang);
    try {
      const importList = async (file: string, kind: FileKind): Promise<ImportResult> => {
        const plain = { data: flags.data, as: kind, remembered: false };
        const result = await runImport(api, [file], {
          ...{ flags: plain, kind, map: {}, bar, surroundings, grade: false },
        });
        if (result.files.some(({ rejected }) => rejected > 0)) stderr.write(fileWords(result, {}, lang));
        return result;
      };
      const brought = await importAll(folder, { api, bar, signal, importList });
      bar.stop();
      stdout.write(flags.json ? `${JSON.stringify(brought, null, 2)}\n` : broughtBackWords(brought, lang));
      if (brought.evaluation !== null) stderr.write(gradedWords(brought.evaluation, lang));
    } finally {
      bar.stop();
    }
  });
}

function refuseForDump(): never {
  return refuse(
    'one-folder',
    '--as all',
    '请只给出一个文件夹，不加 --dry-run',
    'give one folder alone, without --dry-run',
  );
}
