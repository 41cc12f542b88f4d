import { type Command, Option } from 'commander';
import { isDamaged } from '../db/engine-errors.ts';
import { refuseDamaged } from '../db/folder-problems.ts';
import { InputError, problem } from '../domain/problem.ts';
import type { Lang } from '../domain/text.ts';
import { holds } from '../features/verify/check.ts';
import type { verificationJson } from '../features/verify/verification-json.ts';
import { bodyOf } from '../http/client/client.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

type Verification = ReturnType<typeof verificationJson>;
type Check = Omit<Verification['checks'][number], 'ok'>;

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
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (flags: VerifyFlags) => await verify(flags, surroundings));
}

async function verify(flags: VerifyFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  try {
    await withApi(flags, surroundings, false, async (api) => {
      const found = bodyOf(await api.POST('/api/v1/verifications'));
      stdout.write(flags.json ? `${JSON.stringify(found, null, 2)}\n` : words(found, lang));
      const broken = [...found.tables, ...found.checks].filter((check) => !holds(check));
      if (broken.length > 0) throw new InputError(broken.map((check) => problemOf(check, flags.data)));
    });
  } catch (error) {
    // Where the damage is in what opening or closing needs.
    if (isDamaged(error)) refuseDamaged(flags.data, error);
    throw error;
  }
}

function words({ tables, checks }: Verification, lang: Lang): string {
  const rows = tables.reduce((sum, { looked }) => sum + looked, 0);
  const whole =
    lang === 'zh'
      ? `✓ 每张表的每一列都读得出：${tables.length} 张表，${rows} 行`
      : `✓ every column of every table can be read: ${tables.length} tables, ${rows} rows`;
  const read = tables.every(holds) ? [whole] : tables.map((check) => line(check, lang));
  return [...read, ...checks.map((check) => line(check, lang))].map((text) => `${text}\n`).join('');
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

/** Ids come from files: no control character of theirs reaches the terminal. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '�');
}
