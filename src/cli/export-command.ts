import { type Command, Option } from 'commander';
import { refuse } from '../domain/problem.ts';
import { formatOf } from '../features/exports/export-customers.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { saveAnswer } from './save-answer.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

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
    .addOption(databaseOption(say))
    .action(async (what: string, flags: ExportFlags) => await exportTo(what, flags, surroundings));
}

async function exportTo(what: string, flags: ExportFlags, surroundings: Surroundings): Promise<void> {
  const { lang, signal, stderr } = surroundings;
  if (what !== 'customers') refuseWhat(what);
  const format = formatOf(flags.out);
  await withApi(flags, surroundings, false, async (api) => {
    const ask = () =>
      api.GET('/api/v1/exports/customers', { params: { query: { format } }, parseAs: 'stream', signal });
    const { headers } = await saveAnswer(flags.out, ask);
    const customers = headers.get('tierbook-customers');
    const evaluation = headers.get('tierbook-evaluation');
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
