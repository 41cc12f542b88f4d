import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Outcome, type RunOptions, startTierbook } from './run-tierbook.ts';

/** A server in a process of its own. */
export interface ServedProcess {
  readonly address: string;
  readonly child: ChildProcess;
  readonly outcome: Promise<Outcome>;
  /** Asks as commands on this machine do; urls are below /api/v1. */
  readonly ask: (method: string, url: string, body?: unknown) => Promise<Response>;
}

/** Starts `tierbook serve` on any free port and waits until it answers; it is ended with the test. */
export async function startServer(data: string, options: RunOptions = {}): Promise<ServedProcess> {
  const { child, outcome } = await startTierbook(['serve', '--data', data, '--port', '0'], options);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await outcome;
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve());
    outcome.then(({ code, stderr }) => reject(new Error(`ended with ${code}: ${stderr}`)), reject);
  });
  const lock = JSON.parse(await readFile(join(data, 'lock.json'), 'utf8')) as {
    server: { address: string; token: string };
  };
  const { address, token } = lock.server;
  return {
    address,
    child,
    outcome,
    ask: async (method, url, body) =>
      await fetch(`${address}/api/v1${url}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'accept-language': 'en',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
