import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { build } from './build.mjs';
import { main, root, setup } from './setup.mjs';

const command = [
  'grade',
  'examples/online-retail/orders.csv',
  '--scheme',
  'examples/online-retail/standard.yaml',
];

await main(async () => {
  await setup();
  await build({ ifNeeded: true });
  console.log(`$ bin/tierbook ${command.join(' ')}`);
  const { status } = spawnSync(process.execPath, ['bin/tierbook', ...command], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 2;
  if (status === 0) console.log(speaksChinese() ? nextStepsZh() : nextStepsEn());
});

function nextStepsZh() {
  return `
接下来：
  bin/tierbook grade 你的订单.csv --scheme supermarket --out 等级.xlsx   给自己的客户分级
  --scheme ${templates().join(' | ')}
                                  其他行业的分级标准模板；也可以写自己的 .yaml
  bin/tierbook sample --out 示例   生成一份示例订单，看看需要哪些列
  bin/tierbook --help             全部命令
说明：README.zh-CN.md，文档：docs/`;
}

function nextStepsEn() {
  return `
Where to go on:
  bin/tierbook grade your-orders.csv --scheme supermarket --out tiers.xlsx   grade your own customers
  --scheme ${templates().join(' | ')}
                                  tier standards of other trades; a .yaml of your own works too
  bin/tierbook sample --out demo  writes sample orders: see which columns are needed
  bin/tierbook --help             all commands
Read on: README.md, documentation: docs/`;
}

function templates() {
  return readdirSync(join(root, 'templates')).map((file) => parse(file).name);
}

function speaksChinese({ LC_ALL, LC_MESSAGES, LANG } = process.env) {
  const locale = LC_ALL || LC_MESSAGES || LANG || Intl.DateTimeFormat().resolvedOptions().locale;
  return locale.toLowerCase().startsWith('zh');
}
