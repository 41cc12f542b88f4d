import { type Command, Option } from 'commander';
import type { DataFolder } from '../db/data-folder.ts';
import { refuseDamaged } from '../db/data-folder.ts';
import { isDamaged } from '../db/engine-errors.ts';
import { InputError, problem } from '../domain/problem.ts';
import type { Lang } from '../domain/text.ts';
import type { Seal } from '../features/contacts/seal.ts';
import { type Check, holds } from '../features/verify/check.ts';
import { type Verification, verifyFolder } from '../features/verify/verify-folder.ts';
import { type DataFlags, dataOption, withFolder } from './data-folder-option.ts';
import type { Surroundings } from './surroundings.ts';

interface VerifyFlags extends DataFlags {
  readonly json?: boolean;
}

/** `tierbook verify`: whether a data folder is sound. */
export function addVerifyCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  program
    .command('verify')
    .description(say('检查数据文件夹是否完好', 'check that the data folder is sound'))
    .addOption(dataOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (flags: VerifyFlags) => await verify(flags, surroundings));
}

async function verify(flags: VerifyFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  const work = async (folder: DataFolder, seal: Seal): Promise<void> => {
    const found = await verifyFolder(folder, seal);
    stdout.write(flags.json ? `${JSON.stringify(verificationJson(found), null, 2)}\n` : words(found, lang));
    const broken = [...found.tables, ...found.rules].filter((check) => !holds(check));
    if (broken.length > 0) throw new InputError(broken.map((check) => problemOf(check, flags.data)));
  };
  try {
    await withFolder(flags, surroundings, false, work);
  } catch (error) {
    // Where the damage is in what opening or closing needs.
    if (isDamaged(error)) refuseDamaged(flags.data, error);
    throw error;
  }
}

function words({ tables, rules }: Verification, lang: Lang): string {
  const rows = tables.reduce((sum, { looked }) => sum + looked, 0);
  const whole =
    lang === 'zh'
      ? `✓ 每张表的每一列都读得出：${tables.length} 张表，${rows} 行`
      : `✓ every column of every table can be read: ${tables.length} tables, ${rows} rows`;
  const read = tables.every(holds) ? [whole] : tables.map((check) => line(check, lang));
  return [...read, ...rules.map((check) => line(check, lang))].map((text) => `${text}\n`).join('');
}

function line(check: Check, lang: Lang): string {
  return `${holds(check) ? '✓' : '✗'} ${check.says[lang]}${lang === 'zh' ? '：' : ': '}${counts(check, lang)}`;
}

function counts({ looked, wrong, example, failure, of }: Check, lang: Lang): string {
  const zh = lang === 'zh';
  if (failure !== null) return `${zh ? '读不出：' : 'cannot be read: '}${printable(failure)}`;
  if (wrong === 0) return `${looked} ${of[lang]}`;
  const such = example === null ? '' : `${zh ? '，例如 ' : ', such as '}${printable(example)}`;
  return zh
    ? `${looked} ${of.zh}中有 ${wrong} 个不对${such}`
    : `${wrong} of ${looked} ${of.en} are wrong${such}`;
}

function problemOf(check: Check, folder: string): ReturnType<typeof problem> {
  return problem(
    check.id,
    folder,
    `不成立：${check.says.zh}（${counts(check, 'zh')}）。请从备份恢复这个数据文件夹`,
    `does not hold: ${check.says.en} (${counts(check, 'en')}). Restore this data folder from a backup`,
  );
}

function verificationJson({ tables, rules }: Verification): object {
  const shown = ({ id, looked, wrong, example, failure }: Check) => ({ id, looked, wrong, example, failure });
  return {
    ok: [...tables, ...rules].every(holds),
    tables: tables.map((check) => ({ table: check.id.slice('read-'.length), ...shown(check) })),
    checks: rules.map((check) => ({ ok: holds(check), ...shown(check) })),
  };
}

/** Ids come from files: no control character of theirs reaches the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '�');
}
