import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { serve } from '../../src/http/serve.ts';
import { cheap, password } from '../support/accounts.ts';

it('S01 nobody but this machine reaches a server without an owner, whatever it is asked to listen on', async () => {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-owner-'));
  const data = join(place, 'data');
  const faults: unknown[] = [];
  const server = await serve({
    data,
    create: true,
    lasting: true,
    host: '0.0.0.0',
    port: 0,
    hosts: [],
    keyFile: undefined,
    clock: Date.now,
    version: 'test',
    onFault: (error) => faults.push(error),
    passwordCost: cheap,
  });
  onTestFinished(async () => {
    await server.close();
    await rm(place, { recursive: true });
  });
  // Another address of this machine than the one that waits for the owner.
  const elsewhere = server.address.replace('127.0.0.1', '127.0.0.2');
  const ask = async (): Promise<number> => {
    const answer = await fetch(`${elsewhere}/api/v1/session`, { headers: { connection: 'close' } });
    return answer.status;
  };
  expect(server.waitsForOwner).toBe(true);
  await expect(ask()).rejects.toThrow('fetch failed');
  const token = server.ownerLink?.split('token=')[1];
  const claimed = await fetch(`${server.address}/api/v1/owner`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ token, name: 'ada', password }),
  });
  expect(claimed.status).toBe(201);
  await expect.poll(async () => await ask().catch(() => 0), { timeout: 120_000 }).toBe(200);
  const lock = JSON.parse(await readFile(join(data, 'lock.json'), 'utf8')) as { server: { address: string } };
  expect((await fetch(`${lock.server.address}/healthz`)).status).toBe(200);
  expect(faults).toEqual([]);
});
