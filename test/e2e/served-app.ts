import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { testFolder } from '../support/grade-files.ts';
import { makeDatabase } from '../support/postgres-database.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface ServedApp {
  /** The address that makes whoever opens it the owner. */
  readonly ownerLink: string;
}

/** The server as people start it, on a data folder of its own in the engine of this run and a free port; the test's end ends it. */
export async function serveApp(): Promise<ServedApp> {
  const data = join(await testFolder(), 'data');
  const { option, drop } = await makeDatabase();
  const kept = option.databaseUrl === undefined ? [] : ['--database', option.databaseUrl];
  const child = spawn(
    process.execPath,
    [join(root, 'bin/tierbook'), 'serve', '--data', data, '--port', '0', ...kept],
    {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, LANG: 'en_US.UTF-8' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await ended;
    await drop();
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const link = /http:\/\/\S+\/welcome#token=\S+/.exec(line)?.[0];
    if (link !== undefined) return { ownerLink: link };
  }
  throw new Error(`the server ended: ${said}`);
}
