import type { Command } from 'commander';
import { Option } from 'commander';
import { InputError, problem } from '../domain/problem.ts';
import { bodyOf } from '../http/client/client.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

interface ReplayFlags extends DataFlags {
  readonly json?: boolean;
}

/** `tierbook replay`: every tier decided again from the register, held against the ledger. */
export function addReplayCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  program
    .command('replay')
    .description(
      say(
        '用订单逐日重新评定，核对等级变更记录',
        'decide every day again from the orders and compare with the tier ledger',
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (flags: ReplayFlags) => await replay(flags, surroundings));
}

async function replay(flags: ReplayFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  await withApi(flags, surroundings, false, async (api) => {
    const found = bodyOf(await api.POST('/api/v1/ledger/replays'));
    const { days, customers, differences, example } = found;
    if (flags.json) stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    else if (days === null) {
      stdout.write(say('还没有等级变更记录\n', 'there is no tier ledger yet\n'));
    } else {
      stdout.write(
        say(
          `${days.from} 至 ${days.to}，${customers} 位客户：${differences} 处不同\n`,
          `${days.from} to ${days.to}, ${customers} customers: ${differences} differences\n`,
        ),
      );
    }
    if (differences === 0) return;
    throw new InputError([
      problem(
        'ledger-differs',
        example === null ? '' : `${example.customer} ${example.day}`,
        '等级变更记录与订单不符；若有晚到的订单，先运行 tierbook evaluate',
        'the ledger says something else than the orders; if some came late, run `tierbook evaluate` first',
      ),
    ]);
  });
}
