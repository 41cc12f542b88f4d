import { type Command, Option } from 'commander';
import { refuse } from '../domain/problem.ts';
import type { Lang } from '../domain/text.ts';
import { type ExportWhat, exportFormats, exportWhats, formatOf } from '../features/exports/export-what.ts';
import { type CsvEncoding, csvEncodings } from '../features/exports/write-rows.ts';
import { askPassword } from './ask-password.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { exportAll } from './export-all.ts';
import { makeExport } from './make-export.ts';
import { withChoices } from './option-values.ts';
import { progressBar } from './progress-bar.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

interface ExportFlags extends DataFlags {
  readonly out: string;
  readonly filter?: string;
  readonly search?: string;
  readonly sort?: string;
  readonly contact?: boolean;
  readonly encoding?: CsvEncoding;
  readonly password?: boolean;
  /** Where it was given on this command line. */
  readonly lang?: Lang;
}

/** `tierbook export`: what is kept, as a file. */
export function addExportCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  const command = program
    .command('export')
    .description(say('把保存的数据导出成文件', 'write what is kept to a file'))
    .argument(
      say('<内容>', '<what>'),
      say(
        `${exportWhats.join('、')}；all：全部，写到一个文件夹`,
        `${exportWhats.join(', ')}; all: everything, into a folder`,
      ),
    )
    .action(async (what: string, _flags: ExportFlags, on: Command) => {
      await exportTo(what, on.optsWithGlobals<ExportFlags>(), surroundings);
    });
  for (const option of [...exportOptions(say), dataOption(say), databaseOption(say)])
    command.addOption(option);
}

function exportOptions(say: (zh: string, en: string) => string): Option[] {
  const formats = exportFormats.map((format) => `.${format}`).join(' ');
  return [
    new Option(
      say('--out <文件>', '--out <file>'),
      say(`写到哪里（${formats}；all 时是文件夹）`, `where to (${formats}; a folder for all)`),
    ).makeOptionMandatory(),
    new Option(
      say('--filter <规则>', '--filter <rule>'),
      say(
        '只导出符合规则的客户，如 {"metric":"spend","atLeast":1000}',
        'customers of a rule alone, such as {"metric":"spend","atLeast":1000}',
      ),
    ),
    new Option(
      say('--search <文字>', '--search <text>'),
      say('只导出搜索到的客户', 'customers found by a search alone'),
    ),
    new Option(
      say('--sort <字段>', '--sort <field>'),
      say('客户的顺序，降序写成 --sort=-spend', 'the order of customers, --sort=-spend for a falling one'),
    ),
    new Option(
      '--contact',
      say('手机号等联系方式不打码；会记入日志', 'phones and the like in full; it is noted in the log'),
    ),
    withChoices(
      new Option(say('--encoding <编码>', '--encoding <encoding>'), say('CSV 的编码', 'how CSV is written')),
      csvEncodings,
    ),
    new Option(
      '--password',
      say(
        '加密成 ZIP（AES-256）；密码在终端输入或从标准输入给出',
        'lock it in a ZIP (AES-256); the password is asked for or read from standard input',
      ),
    ),
  ];
}

async function exportTo(what: string, flags: ExportFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stderr } = surroundings;
  const { encoding, lang: headers } = flags;
  const known = exportWhats.find((each) => each === what) ?? (what === 'all' ? 'all' : refuseWhat(what));
  const format = known === 'all' ? 'csv' : (formatOf(flags.out) ?? refuseFormat(flags.out));
  const locked = flags.password === true || (known !== 'all' && flags.out.toLowerCase().endsWith('.zip'));
  const filter = flags.filter === undefined ? undefined : readRule(flags.filter);
  // Asked for before the folder is held: meanwhile others may use it.
  const password = locked ? await askPassword(surroundings) : undefined;
  await withApi(flags, surroundings, false, async (api) => {
    const bar = progressBar(stderr, lang);
    try {
      const asking = { api, bar, signal: surroundings.signal };
      const common = {
        ...(encoding === undefined ? {} : { encoding }),
        ...(headers === undefined ? {} : { headers }),
        ...(password === undefined ? {} : { password }),
      };
      if (known === 'all') {
        const written = await exportAll(asking, flags.out, common);
        bar.stop();
        stderr.write(allWords(written, flags.out, lang));
        return;
      }
      const { search, sort, contact } = flags;
      const chosen = {
        ...(filter === undefined ? {} : { filter }),
        ...(search === undefined ? {} : { search }),
        ...(sort === undefined ? {} : { sort }),
        ...(contact === undefined ? {} : { contact }),
      };
      const made = await makeExport(asking, flags.out, { what: known, format, ...common, ...chosen });
      bar.stop();
      stderr.write(madeWords(known, made, flags.out, lang));
    } finally {
      bar.stop();
    }
  });
}

function madeWords(
  what: ExportWhat,
  { rows, evaluation }: { readonly rows: number; readonly evaluation: string | null },
  out: string,
  lang: Lang,
): string {
  const ungraded = what === 'customers' && evaluation === null;
  if (lang === 'zh') {
    const counted = what === 'customers' ? `${rows} 位客户` : `${rows} 行`;
    return `已导出 ${counted}：${out}${ungraded ? '（还没有评级，等级和指标为空）' : ''}\n`;
  }
  const counted = what === 'customers' ? `${rows} customers` : `${rows} rows`;
  return `${counted} exported: ${out}${ungraded ? ' (nobody is graded yet: no tiers and metrics)' : ''}\n`;
}

function allWords(
  written: readonly { readonly file: string; readonly rows: number }[],
  out: string,
  lang: Lang,
): string {
  const lines = written.map(({ file, rows }) => `  ${file}  ${rows}\n`).join('');
  return lang === 'zh'
    ? `已导出到 ${out}（文件、行数）：\n${lines}`
    : `exported to ${out} (file, rows):\n${lines}`;
}

function readRule(written: string): Record<string, unknown> {
  try {
    const rule: unknown = JSON.parse(written);
    if (typeof rule === 'object' && rule !== null && !Array.isArray(rule)) return { ...rule };
  } catch {
    // Said below.
  }
  return refuse(
    'not-json',
    '--filter',
    '筛选条件应是 JSON，如 {"metric":"spend","atLeast":1000}',
    'the filter should be JSON such as {"metric":"spend","atLeast":1000}',
  );
}

function refuseFormat(out: string): never {
  const endings = exportFormats.map((format) => `.${format}`);
  return refuse(
    'unknown-format',
    out,
    `--out 的文件名应以 ${endings.join('、')} 结尾；加密的再加上 .zip`,
    `--out should name a file ending in ${endings.join(', ')}; a locked one in .zip behind that`,
  );
}

function refuseWhat(what: string): never {
  const all = [...exportWhats, 'all'];
  return refuse(
    'unknown-export',
    what,
    `不能导出这个；可导出：${all.join('、')}`,
    `this cannot be exported; what can: ${all.join(', ')}`,
  );
}
