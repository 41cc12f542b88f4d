import { type Command, Option } from 'commander';
import { bodyOf } from '../http/client/client.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { findCustomer } from './find-customer.ts';
import { dayOption } from './option-values.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

interface ExplainFlags extends DataFlags {
  readonly asOf?: string;
  readonly json?: boolean;
}

/** `tierbook explain`: why a customer has the tier. */
export function addExplainCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  program
    .command('explain')
    .description(say('说明一位客户为什么是这个等级', 'say why a customer has the tier'))
    .argument(say('<客户编号>', '<customer>'), say('客户在文件里的编号', "the customer's id as in the files"))
    .addOption(
      new Option(
        say('--as-of <日期>', '--as-of <day>'),
        say('截至哪一天（默认最近一次评级那天）', 'as of which day (default: that of the last evaluation)'),
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (customer: string, flags: ExplainFlags) => {
      await explain(customer, flags, surroundings);
    });
}

async function explain(customer: string, flags: ExplainFlags, surroundings: Surroundings): Promise<void> {
  const asOf = flags.asOf === undefined ? {} : { asOf: dayOption('--as-of', flags.asOf) };
  await withApi(flags, surroundings, false, async (api) => {
    const params = { path: { id: await findCustomer(api, customer) }, query: asOf };
    const text = flags.json
      ? JSON.stringify(bodyOf(await api.GET('/api/v1/customers/{id}/proof', { params })), null, 2)
      : bodyOf(await api.GET('/api/v1/customers/{id}/proof/words', { params }))
          .lines.map(printable)
          .join('\n');
    surroundings.stdout.write(`${text}\n`);
  });
}

/** Ids and names come from files: no control character of theirs reaches the terminal. */
function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, '�');
}
