import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askPassword } from '../../src/cli/ask-password.ts';
import { openDataFolder } from '../../src/db/data-folder.ts';
import { signIn } from '../../src/features/access/sign-in.ts';
import { codeOf, password } from '../support/accounts.ts';
import { testFolder } from '../support/grade-files.ts';
import { type Outcome, runTierbook } from '../support/run-tierbook.ts';

/** Runs `tierbook user` with a password on standard input. */
async function user(data: string, typed: string, ...args: string[]): Promise<Outcome> {
  const before = ['bash', '-c', 'printf %s "$TYPED" | "$@"', 'bash'];
  return await runTierbook(['user', ...args, '--data', data], { before, env: { TYPED: typed } });
}

async function enters(data: string, name: string, given: string): Promise<string> {
  const folder = await openDataFolder({ path: data, now: Date.now(), create: false });
  try {
    const entering = signIn(folder, { name, password: given, address: '::1', now: Date.now() });
    return await entering.then(
      ({ actor }) => actor.role,
      () => codeOf(entering),
    );
  } finally {
    await folder.close();
  }
}

describe('tierbook user', () => {
  it('adds people who may sign in, gives them new passwords and lists them', async () => {
    const data = join(await testFolder(), 'data');
    const added = await user(data, `${password}\r\nmore`, 'add', '张三', '--role', 'Rep', '--lang', 'zh');
    expect(added).toMatchObject({ code: 0, stdout: '已添加用户 张三（销售）\n', stderr: '' });
    expect(await enters(data, '张三', password)).toBe('rep');
    expect(await user(data, 'another password', 'passwd', '张三')).toMatchObject({ code: 0, stderr: '' });
    expect(await enters(data, '张三', password)).toBe('wrong-name-or-password');
    expect(await enters(data, '张三', 'another password')).toBe('rep');
    const { stdout } = await user(data, '', 'list', '--json');
    expect(JSON.parse(stdout)).toMatchObject([{ id: '1', name: '张三', role: 'rep', disabledAt: null }]);
    expect((await user(data, '', 'list', '--lang', 'zh')).stdout).toContain('│ 张三   │ 销售 │');
  });

  it('says what is wrong in one line, and takes no password as an argument', async () => {
    const data = join(await testFolder(), 'data');
    const add = ['add', 'ada', '--role', 'owner'];
    const said = [
      await user(data, 'short', ...add),
      await user(data, '', ...add),
      await user(data, password, 'add', 'ada'),
      await user(data, password, 'add', 'ada', '--role', 'boss'),
      await user(data, password, ...add, '--password', password),
      await user(data, password, 'passwd', 'ada'),
    ];
    expect(said.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1, 1]);
    const starts = [
      'password: a password has',
      'no password',
      '--role: choose',
      '--role: “boss”',
      '--password is an option of export',
      `${data}: there is no data folder`,
    ];
    for (const [index, start] of starts.entries()) expect(said[index]?.stderr).toContain(start);
    for (const { stderr } of said) expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('a password on a terminal', () => {
  async function type(keys: readonly string[]) {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined });
    const shown = new PassThrough();
    const stderr = shown as unknown as NodeJS.WriteStream;
    const asked = askPassword({ lang: 'en', stderr, signal: new AbortController().signal }, input);
    const code = asked.then(
      (typed) => typed,
      () => codeOf(asked),
    );
    for (const key of keys) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      input.write(key);
    }
    const typed = await code;
    return { typed, shown: String(shown.read()) };
  }

  it('is asked for twice and not shown', async () => {
    const { typed, shown } = await type(['correct 马x', '\x7f', '\r', 'correct 马\r']);
    expect(typed).toBe('correct 马');
    expect(shown).toBe('Password (not shown): \nOnce more: \n');
  });

  it('is refused when the two differ, or none comes', async () => {
    expect((await type(['one password\r', 'other\r'])).typed).toBe('passwords-differ');
    expect((await type(['\r'])).typed).toBe('no-password');
    expect((await type(['abc', '\x04\x15\x04'])).typed).toBe('no-password');
  });
});
