import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { refuse } from '../domain/problem.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import type { Surroundings } from './surroundings.ts';

interface MoveFlags extends DataFlags {
  readonly json?: boolean;
}

/** `tierbook move`: a data folder's database into one on PostgreSQL. */
export function addMoveCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  program
    .command('move')
    .description(
      say(
        '把数据文件夹里的数据搬到 PostgreSQL',
        'copy what a data folder keeps into an empty PostgreSQL database',
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (flags: MoveFlags) => await move(flags, surroundings));
}

async function move({ data, database, json }: MoveFlags, surroundings: Surroundings): Promise<void> {
  const { lang, now, databaseUrl, keyFile, stdout } = surroundings;
  const url = database ?? databaseUrl;
  if (url === undefined) {
    refuse(
      'no-database',
      '--database',
      '请用 --database postgres://… 指定一个空的数据库',
      'name an empty database with --database postgres://…',
    );
  }
  const { moveToPostgres } = await import('../features/move/move-to-postgres.ts');
  const moved = await moveToPostgres({ path: data, url, now });
  const key = resolve(keyFile ?? join(data, 'tierbook.key'));
  if (json) {
    stdout.write(`${JSON.stringify({ ...moved, keyFile: key }, null, 2)}\n`);
    return;
  }
  const { tables, rows, customers, orders, ledgerEntries } = moved;
  stdout.write(
    lang === 'zh'
      ? `已复制并核对：${tables} 张表，${rows} 行；${customers} 位客户，${orders} 个订单，${ledgerEntries} 条等级变更记录
原来的数据文件夹没有改动，也不会再跟着更新。请用一个新的文件夹和原来的密钥启动服务器：
  TIERBOOK_KEY_FILE=${key} tierbook serve --data 新文件夹 --database …
确认一切正常后，把密钥另存一份，再删除原来的文件夹。\n`
      : `copied and compared: ${tables} tables, ${rows} rows; ${customers} customers, ${orders} orders, ${ledgerEntries} entries of the tier ledger
The data folder was left as it is and is not kept up any more. Start the server with a new folder and the key of the old one:
  TIERBOOK_KEY_FILE=${key} tierbook serve --data NEWFOLDER --database …
When all is well, keep a copy of the key and remove the old folder.\n`,
  );
}
