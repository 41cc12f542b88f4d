import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { secretOf, signedHeaders } from '../src/features/webhooks/signature.ts';
import { testFolder } from './support/grade-files.ts';
import { startServer } from './support/serve-process.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

it.each(['docs/api.md', 'docs/api.zh-CN.md'])('R031 %s shows what the API really answers', async (path) => {
  const written = await readFile(join(root, path), 'utf8');
  const blocks = [...written.matchAll(/^```(sh|json|js)\n(.*?)^```$/gms)].map(([, language, code = '']) => ({
    language,
    code,
  }));
  const folder = await testFolder();
  const data = join(folder, 'data');
  const { address, ask } = await startServer(data);
  const lock = JSON.parse(await readFile(join(data, 'lock.json'), 'utf8')) as { server: { token: string } };
  const fields = { orderId: 'no', customerId: 'member', paidAt: 'paid', amount: 'total' };
  const source = { name: 'till', kind: 'generic', settings: { mapping: { what: 'orders', fields } } };
  const added = (await (await ask('POST', '/sources', source)).json()) as { path: string; secret: string };
  const keys = { KEY: lock.server.token, HOOK: `${address}${added.path}`, SECRET: added.secret };
  const env = { PATH: process.env.PATH, TIERBOOK: address, ...keys };
  let ran = 0;
  for (const [index, { language, code }] of blocks.entries()) {
    // Some say where the server is.
    if (language !== 'sh' || code.startsWith('export ')) continue;
    const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', code], {
      env,
      encoding: 'utf8',
    });
    expect(status, stderr + stdout).toBe(0);
    const next = blocks[index + 1];
    if (next?.language === 'json' && stdout !== '') expect(`${stdout}\n`).toBe(next.code);
    ran++;
  }
  expect(ran).toBe(4);
  const pushed = (await (await ask('GET', '/sources')).json()) as { sources: object[] };
  expect(pushed.sources).toMatchObject([{ received: 1, unreadable: 0 }]);
  const script = join(folder, 'verify.mjs');
  await writeFile(script, blocks.find(({ language }) => language === 'js')?.code ?? '');
  const { isFromTierbook } = (await import(/* @vite-ignore */ pathToFileURL(script).href)) as {
    isFromTierbook: (headers: object, body: string, secret: string) => boolean;
  };
  const [old, renewed, other] = [1, 2, 3].map((byte) => secretOf(new Uint8Array(32).fill(byte))) as [
    string,
    string,
    string,
  ];
  const headers = signedHeaders({ id: 'msg_1', body: '{"a":1}' }, [renewed, old], Date.now());
  expect([old, renewed, other].map((secret) => isFromTierbook(headers, '{"a":1}', secret))).toEqual([
    true,
    true,
    false,
  ]);
  expect(isFromTierbook(headers, '{"a": 1}', old)).toBe(false);
  const late = signedHeaders({ id: 'msg_1', body: '{}' }, [old], Date.now() - 600_000);
  expect(isFromTierbook(late, '{}', old)).toBe(false);
});
