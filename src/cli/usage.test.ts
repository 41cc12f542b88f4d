import { describe, expect, it } from 'vitest';
import { runHere } from '../../test/support/grade-files.ts';

const given = ['grade', 'orders.csv', '--scheme', 'hotel'];

const presets =
  'taobao, online-retail, cdnow, tierbook, tierbook-refunds, hishop, qianniu-items, taobao-items, jd, pinduoduo, douyin, youzan-orders, youzan-items, youzan-customers, shopify-orders, shopify-customers, stripe, square, woocommerce, tiktok-shop, wechat-pay, wechat-pay-funds, alipay-trades, alipay-account, pinduoduo-account, douyin-account';

/** What a command line that cannot be meant is answered, in one line each. */
async function answers(args: readonly string[]): Promise<{ readonly zh: string; readonly en: string }> {
  const [zh, en] = await Promise.all([runHere(args, 'zh'), runHere(args, 'en')]);
  for (const { code, stdout, stderr } of [zh, en]) {
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).not.toMatch(/error:|undefined|NaN|\[object/);
  }
  expect(
    zh.stderr
      .split('\n')
      .slice(0, -1)
      .every((line) => /\p{Script=Han}/u.test(line)),
  ).toBe(true);
  return { zh: zh.stderr, en: en.stderr };
}

describe('a mistyped command line is answered with what was meant (R031)', () => {
  it.each([
    ['a command', ['grad'], /“grad”，是不是“grade”/, /“grad”; did you mean “grade”/],
    ['a command like none', ['zzz'], /可用：grade、sample/, /Known: grade, sample/],
    ['a command to help with', ['help', 'smple'], /是不是“sample”/, /did you mean “sample”/],
    ['files without a command', ['orders.csv'], /tierbook grade orders\.csv/, /tierbook grade orders\.csv/],
    ['a word too many', ['sample', 'x', 'y', '--out', 'z'], /多写了“x” “y”/, /no use for “x” “y”/],
    ['an option', [...given, '--schme', 'x'], /没有选项 --schme，是不是 --scheme/, /did you mean --scheme/],
    [
      'an option with its value',
      [...given, '--oute=x'],
      /没有选项 --oute，是不是 --out？/,
      /did you mean --out\?/,
    ],
    ['an option with one hyphen', ['grade', 'a', '-scheme', 'x'], /是不是 --scheme/, /did you mean --scheme/],
    ['a small letter', ['-v'], /是不是 -V/, /did you mean -V/],
    ['an option like none', [...given, '--colour'], /没有选项 --colour。/, /no option --colour\./],
    ['an option before its command', ['--json'], /--json 是 grade 的选项/, /--json is an option of grade/],
    [
      'an option without its value',
      [...given, '--out'],
      /--out 后面缺少 <文件>/,
      /--out needs a value, <file>/,
    ],
    ['no files', ['grade', '--json'], /缺少订单文件.*orders\.csv/, /Order files are missing.*orders\.csv/],
    ['no standard', ['grade', 'orders.csv'], /--scheme.*supermarket/, /--scheme.*supermarket/],
    ['no standard but a slip', ['grade', 'a', '--schem', 'x'], /是不是 --scheme/, /did you mean --scheme/],
    ['no folder', ['sample'], /--out：请指明/, /--out: name the folder/],
  ] as const)('%s', async (_, args, zh, en) => {
    const said = await answers(args);
    expect(said.zh).toMatch(zh);
    expect(said.en).toMatch(en);
  });

  it.each([
    ['—scheme', '--scheme'],
    ['——scheme', '--scheme'],
    ['–scheme', '--scheme'],
    ['－－scheme', '--scheme'],
    ['—as-of=2026-01-01', '--as-of'],
  ])('%s, as word processors and chats write it', async (written, meant) => {
    const said = await answers(['grade', 'orders.csv', written, 'hotel']);
    expect(said.zh).toBe(`${written}：选项前面要用两个英文减号：${meant}\n`);
    expect(said.en).toBe(`${written}: options begin with two plain hyphens: ${meant}\n`);
  });

  it('a file whose name only begins like that is a file', async () => {
    expect((await answers(['grade', '—scheme2.csv', '--scheme', 'hotel'])).en).toMatch(/no such file/);
    expect((await answers(['grade', '--scheme', 'hotel', '--', '—scheme'])).en).toMatch(/no such file/);
  });
});

describe('a value that cannot be used is named, with those that can (R031)', () => {
  it.each([
    ['--preset', 'amazon', presets],
    ['--amount', 'both', 'per-order, per-line'],
    ['--dates', 'ymd', 'mdy, dmy'],
    ['--lang', 'fr', 'zh, en'],
    ['--preset', "it's", presets],
    ['--preset', '', presets],
  ])('%s %j', async (option, value, choices) => {
    const said = await answers([...given, option, value]);
    expect(said.zh).toBe(`${option}：“${value}”不可用。可选：${choices}\n`);
    expect(said.en).toBe(`${option}: “${value}” cannot be used. Choose from: ${choices}\n`);
  });

  it('with the one that was meant', async () => {
    const said = await answers([...given, '--preset', 'taobo']);
    expect(said.zh).toContain('是不是“taobao”？');
    expect(said.en).toContain('did you mean “taobao”?');
  });

  it('capitals do not matter', async () => {
    expect((await runHere([...given, '--amount', 'Per-Line', '--lang', 'ZH'], 'en')).stderr).toMatch(
      /找不到/,
    );
  });

  it.each([
    [['--orders', '10万'], /“10万”应是 0 到 1000000000 的整数：请写 100000$/m],
    [['--orders', '1,000'], /“1,000”应是 0 到 1000000000 的整数：请写 1000$/m],
    [['--orders', '-5'], /“-5”应是 0 到 1000000000 的整数$/m],
    [['--orders', '2000000000'], /“2000000000”应是 0 到 1000000000 的整数$/m],
    [['--customers', '0'], /“0”应是 1 到 100000000 的整数$/m],
    [['--customers', '1.5'], /“1.5”应是 1 到 100000000 的整数$/m],
    [['--seed', 'x'], /“x”应是 0 到 9007199254740991 的整数$/m],
    [['--until', 'soon'], /“soon”应是日期/],
    [['--until', '1999/1/1'], /2000 到 2099/],
  ] as const)('sample %j', async (args, zh) => {
    const said = await answers(['sample', '--out', '/nowhere', ...args]);
    expect(said.zh).toMatch(zh);
    expect(said.zh.startsWith(`${args[0]}：`)).toBe(true);
    expect(said.en.startsWith(`${args[0]}: `)).toBe(true);
  });
});
