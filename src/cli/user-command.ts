import Table from 'cli-table3';
import { type Command, Option } from 'commander';
import { InputError, refuse } from '../domain/problem.ts';
import { checkCredentials } from '../features/access/add-user.ts';
import { type Role, roles } from '../features/access/roles.ts';
import { nameKey, nameProblems } from '../features/access/user-name.ts';
import { bodyOf } from '../http/client/client.ts';
import { askPassword } from './ask-password.ts';
import { type DataFlags, databaseOption, dataOption } from './data-folder-option.ts';
import { withChoices } from './option-values.ts';
import type { Surroundings } from './surroundings.ts';
import { withApi } from './with-api.ts';

interface AddFlags extends DataFlags {
  readonly role?: Role;
}

interface ListFlags extends DataFlags {
  readonly json?: boolean;
}

/** `tierbook user add|passwd|list`: who may sign in. */
export function addUserCommand(program: Command, surroundings: Surroundings): void {
  const say = (zh: string, en: string): string => (surroundings.lang === 'zh' ? zh : en);
  const user = program.command('user').helpCommand(false).description(say('用户账号', 'accounts'));
  const name = say('<用户名>', '<name>');
  user
    .command('add')
    .usage(say('<用户名> --role <角色> [选项]', '<name> --role <role> [options]'))
    .description(
      say(
        '添加用户；密码在终端输入，或从标准输入读一行',
        'add a user; the password is asked for, or read as one line of standard input',
      ),
    )
    .argument(
      name,
      say(
        '销售的名字与客户的负责人一致时，才看得到自己的客户',
        "a rep's name as the customers' owner has it: a rep sees these customers",
      ),
    )
    .addOption(
      withChoices(
        new Option(
          say('--role <角色>', '--role <role>'),
          say(
            'owner 店主、manager 销售经理、rep 销售（只看自己的客户）、viewer 只读（不含联系方式）',
            'owner, manager, rep (sees own customers only) or viewer (reads, no contact data)',
          ),
        ),
        roles,
      ),
    )
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .action(async (given: string, flags: AddFlags) => await add(given, flags, surroundings));
  user
    .command('passwd')
    .description(
      say(
        '给用户换新密码，其登录随即失效',
        'give a user a new password; it ends wherever the user is signed in',
      ),
    )
    .argument(name)
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .action(async (given: string, flags: DataFlags) => await passwd(given, flags, surroundings));
  user
    .command('list')
    .description(say('列出用户', 'list the users'))
    .addOption(dataOption(say))
    .addOption(databaseOption(say))
    .addOption(new Option('--json', say('输出 JSON', 'print JSON')))
    .action(async (flags: ListFlags) => await list(flags, surroundings));
}

async function add(name: string, flags: AddFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  const problems = nameProblems(name);
  if (problems.length > 0) throw new InputError(problems);
  const role = flags.role ?? refuseNoRole();
  // Asked for before the folder is held: meanwhile others may use it.
  const password = await askPassword(surroundings);
  checkCredentials({ name, password });
  await withApi(flags, surroundings, true, async (api) => {
    const added = bodyOf(await api.POST('/api/v1/users', { body: { name, password, role } }));
    const words = {
      zh: `已添加用户 ${added.name}（${roleWords[added.role].zh}）`,
      en: `Added ${added.name} (${roleWords[added.role].en})`,
    };
    stdout.write(`${words[lang]}\n`);
  });
}

function refuseNoRole(): never {
  const list = roles.join(', ');
  return refuse('no-role', '--role', `请选择角色：${list}`, `choose a role: ${list}`);
}

async function passwd(name: string, flags: DataFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  const password = await askPassword(surroundings);
  await withApi(flags, surroundings, false, async (api) => {
    const { users } = bodyOf(await api.GET('/api/v1/users'));
    const { id } = users.find((user) => nameKey(user.name) === nameKey(name)) ?? refuseUnknown(name);
    await api.PUT('/api/v1/users/{id}/password', { params: { path: { id } }, body: { password } });
    stdout.write(lang === 'zh' ? '密码已更换\n' : 'The password was changed\n');
  });
}

function refuseUnknown(name: string): never {
  return refuse(
    'unknown-user',
    name,
    '没有这个用户；tierbook user list 列出全部',
    'there is no such user; `tierbook user list` shows all',
  );
}

const roleWords: Readonly<Record<Role, { readonly zh: string; readonly en: string }>> = {
  owner: { zh: '店主', en: 'owner' },
  manager: { zh: '销售经理', en: 'manager' },
  rep: { zh: '销售', en: 'rep' },
  viewer: { zh: '只读', en: 'viewer' },
};

async function list(flags: ListFlags, surroundings: Surroundings): Promise<void> {
  const { lang, stdout } = surroundings;
  await withApi(flags, surroundings, false, async (api) => {
    const { users } = bodyOf(await api.GET('/api/v1/users'));
    if (flags.json) {
      stdout.write(`${JSON.stringify(users, null, 2)}\n`);
      return;
    }
    const zh = lang === 'zh';
    const table = new Table({
      head: zh ? ['用户名', '角色', '添加时间（UTC）', ''] : ['name', 'role', 'added (UTC)', ''],
      style: { head: [], border: [] },
    });
    const minutes = 'YYYY-MM-DD HH:MM'.length;
    for (const { name, role, createdAt, disabledAt } of users) {
      const since = disabledAt?.slice(0, minutes).replace('T', ' ');
      const state = zh ? `${since} 停用` : `disabled ${since}`;
      table.push([
        name,
        roleWords[role][lang],
        createdAt.slice(0, minutes).replace('T', ' '),
        disabledAt === null ? '' : state,
      ]);
    }
    stdout.write(`${table.toString()}\n`);
  });
}
