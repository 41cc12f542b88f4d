import { execFile } from 'node:child_process';
import { access, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, it } from 'vitest';
import { testFolder } from '../../test/support/grade-files.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

let packed: readonly string[];
beforeAll(async () => {
  const options = { cwd: root, maxBuffer: 1e8 };
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], options);
  const [{ files }] = JSON.parse(stdout) as [{ files: readonly { path: string }[] }];
  packed = files.map(({ path }) => path);
});

it('packs what users need', async () => {
  for (const file of ['NOTICE', 'LICENSE', 'CHANGELOG.md', 'README.zh-CN.md', 'bin/tierbook']) {
    expect(packed).toContain(file);
  }
  expect(packed).toContain('templates/supermarket.yaml');
  expect(packed).toContain('docs/scheme-format.zh-CN.md');
});

it('packs of the built files only the command line and the web app, and no source', async () => {
  // Whether it has been built is another matter.
  const built = packed.filter((file) => file.startsWith('dist/') && !file.startsWith('dist/web/'));
  const parts = (file: string): boolean => /^dist\/parts\/[\w-]+\.mjs$/.test(file);
  expect(built.filter((file) => file !== 'dist/tierbook.mjs' && !parts(file))).toEqual([]);
  expect(packed.filter((file) => /^(?:src|test|bench|scripts|node_modules)\//.test(file))).toEqual([]);
});

it('packs every part that the command line is made of', async ({ skip }) => {
  const entry = await readFile(join(root, 'dist/tierbook.mjs'), 'utf8').catch(() => skip('not built'));
  const named = [...entry.matchAll(/["']\.\/(parts\/[\w-]+\.mjs)["']/g)].map(([, part]) => `dist/${part}`);
  expect(named.length).toBeGreaterThan(0);
  for (const part of named) expect(packed).toContain(part);
});

it('packs whatever the packed pages link to', async () => {
  for (const page of packed.filter((file) => file.endsWith('.md'))) {
    const written = await readFile(join(root, page), 'utf8');
    for (const [, link = ''] of written.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      if (/^https?:/.test(link)) continue;
      const target = normalize(join(dirname(page), link));
      const there = packed.some((file) => file === target || file.startsWith(`${target}/`));
      expect(there, `${page} → ${link}`).toBe(true);
    }
  }
});

it('runs only on a Node.js it can run on, and says so where it is installed', async () => {
  const place = await testFolder();
  await mkdir(join(place, 'dist'));
  await writeFile(join(place, 'dist/tierbook.mjs'), 'console.log("runs");');
  await cp(join(root, 'bin'), join(place, 'bin'), { recursive: true });
  const needing = async (node: string): Promise<unknown> => {
    await writeFile(join(place, 'package.json'), JSON.stringify({ type: 'module', engines: { node } }));
    return await run(process.execPath, [join(place, 'bin/tierbook')]).catch((error: unknown) => error);
  };
  const { engines } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  expect(await needing(engines.node)).toMatchObject({ stdout: 'runs\n' });
  const refused = await needing('>=99.5');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused).toMatchObject({ stderr: expect.stringMatching(/需要 Node\.js 99\.5.*\n.*99\.5 or newer/) });
  await expect(access(join(place, 'src'))).rejects.toThrow('ENOENT');
});
