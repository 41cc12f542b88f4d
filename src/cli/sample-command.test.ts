import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runHere, testFolder } from '../../test/support/grade-files.ts';

const few = ['sample', '--customers', '2', '--orders', '3', '--until', '2025年6月30日'];

it('R031 makes data until a day, however it is written, and says where it is', async () => {
  const out = join(await testFolder(), 'sample');
  const { code, stdout } = await runHere([...few, '--out', out], 'zh');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^2 位客户，3 笔订单.*截至 2025-06-30\n/);
  expect(stdout).toContain(`  ${join(out, 'orders.csv')}\n`);
});

it.each([
  ['zh', '：已有这个文件：请换一个文件夹；要覆盖它，请加 --force\n'],
  ['en', ': this file is there already: choose another folder, or add --force to replace it\n'],
] as const)('R031 replaces files only by --force: %s', async (lang, words) => {
  const out = await testFolder();
  const files = ['customers.csv', 'orders.csv'].map((name) => join(out, name));
  const read = () => Promise.all(files.map((file) => readFile(file, 'utf8')));
  await runHere([...few, '--out', out], lang);
  const before = await read();
  const again = await runHere([...few, '--seed', '2', '--out', out], lang);
  expect(again).toEqual({ code: 1, stdout: '', stderr: files.map((file) => `${file}${words}`).join('') });
  expect(await read()).toEqual(before);
  expect((await runHere([...few, '--seed', '2', '--force', '--out', out], lang)).code).toBe(0);
  expect(await read()).not.toEqual(before);
});

it('R031 fills an empty data folder, and no other', async () => {
  const data = join(await testFolder(), 'data');
  const filled = await runHere([...few, '--data', data]);
  expect(filled).toMatchObject({ code: 0, stdout: `Into ${data}: 2 customers, 3 orders\n` });
  const again = await runHere([...few, '--data', data]);
  expect([again.code, again.stderr]).toEqual([1, expect.stringMatching(/use an empty data folder/)]);
  expect((await runHere([...few, '--data', data, '--out', data])).code).toBe(1);
});
