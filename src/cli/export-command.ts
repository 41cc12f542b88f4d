import { type Command, Option } from 'commander';
import { refuse } from '../domain/problem.ts';
import { exportCustomers } from '../features/exports/export-customers.ts';
import { type DataFlags, dataOption, withFolder } from './data-folder-option.ts';
import type { Surroundings } from './surroundings.ts';

interface ExportFlags extends DataFlags {
  readonly out: string;
}

/** `tierbook export`: what is kept, as a file. */
export function addExportCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  program
    .command('export')
    .description(
      say('把客户、等级和指标导出成文件', 'write customers with their tiers and metrics to a file'),
    )
    .argument(
      say('<内容>', '<what>'),
      say('customers：所有客户，每位一行', 'customers: everybody, a row per customer'),
    )
    .addOption(
      new Option(
        say('--out <文件>', '--out <file>'),
        say('写到哪里（.csv .xlsx .json .parquet）', 'where to (.csv .xlsx .json .parquet)'),
      ).makeOptionMandatory(),
    )
    .addOption(dataOption(say))
    .action(async (what: string, flags: ExportFlags) => await exportTo(what, flags, surroundings));
}

async function exportTo(what: string, flags: ExportFlags, surroundings: Surroundings): Promise<void> {
  const { lang, signal, stderr } = surroundings;
  if (what !== 'customers') refuseWhat(what);
  await withFolder(flags, surroundings, false, async (folder) => {
    const { customers, evaluation } = await exportCustomers(folder, { out: flags.out, lang, signal });
    const words =
      lang === 'zh'
        ? `已导出 ${customers} 位客户：${flags.out}${evaluation === null ? '（还没有评级，等级和指标为空）' : ''}`
        : `${customers} customers exported: ${flags.out}${evaluation === null ? ' (nobody is graded yet: no tiers and metrics)' : ''}`;
    stderr.write(`${words}\n`);
  });
}

function refuseWhat(what: string): never {
  return refuse(
    'unknown-export',
    what,
    '不能导出这个；可导出：customers',
    'this cannot be exported; what can: customers',
  );
}
