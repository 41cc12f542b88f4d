import { fork } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { cp, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../src/http/serve.ts';

const MARK = '--serve';

/** The product's server in a process of its own. */
export interface ServerProcess {
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: <T>(path: string, body: unknown) => Promise<T>;
  /** Gives the upload's id. */
  readonly upload: (file: string, name?: string) => Promise<string>;
  /** Time of all cores that the server has taken so far; milliseconds. */
  readonly cpuMs: () => Promise<number>;
  /** The most memory the server has taken so far. */
  readonly peakRssMb: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

interface Said {
  readonly address: string;
  readonly token: string;
  readonly cpuMs: number;
  readonly peakRssMb: number;
}

/** Where a server keeps its data. */
interface Kept {
  readonly data: string;
  readonly databaseUrl?: string;
}

export async function startServer(data: string, databaseUrl?: string): Promise<ServerProcess> {
  const args = [MARK, data, ...(databaseUrl === undefined ? [] : [databaseUrl])];
  const child = fork(fileURLToPath(import.meta.url), args);
  const hear = (): Promise<Said> =>
    new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`the server ended with ${code}`));
      child.once('exit', ended);
      child.once('message', (said: Said) => {
        child.off('exit', ended);
        resolve(said);
      });
    });
  const { address, token } = await hear();
  const send = async <T>(path: string, init: RequestInit): Promise<T> => {
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    const response = await fetch(`${address}/api/v1${path}`, { ...init, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  };
  return {
    get: async (path) => await send(path, {}),
    post: async (path, body) =>
      await send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    upload: async (file, name = 'orders.csv') => {
      const { id } = await send<{ id: string }>(`/uploads?name=${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: await openAsBlob(file),
      });
      return id;
    },
    cpuMs: async () => {
      child.send('used');
      return (await hear()).cpuMs;
    },
    peakRssMb: async () => {
      child.send('used');
      return (await hear()).peakRssMb;
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Whether this process was started as the server; then it serves until it is told to end. */
export async function serveIfAsked(): Promise<boolean> {
  const [mark, data, databaseUrl] = process.argv.slice(2);
  if (mark !== MARK || data === undefined) return false;
  const { address, shop, close } = await serve({
    data,
    databaseUrl,
    create: true,
    lasting: false,
    host: '127.0.0.1',
    port: 0,
    hosts: [],
    keyFile: undefined,
    clock: Date.now,
    version: 'bench',
    onFault: (error, request) => console.error(request, error),
  });
  const say = (): void => {
    const { user, system } = process.cpuUsage();
    const peakRssMb = process.resourceUsage().maxRSS / 1024;
    process.send?.({ address, token: shop.localToken, cpuMs: (user + system) / 1000, peakRssMb });
  };
  process.on('message', say);
  process.once('SIGTERM', () => void close().then(() => process.exit()));
  process.once('disconnect', () => void close().then(() => process.exit()));
  say();
  return true;
}

/** The sample's orders in a data folder, graded by the template sales-levels; made once and copied from then on. */
export async function copyOfKept(sample: string, to: string): Promise<void> {
  const made = join(sample, 'kept');
  const exists = await stat(made).catch(() => null);
  if (exists === null) await makeKept(sample, made);
  await cp(made, to, { recursive: true });
}

async function makeKept(sample: string, made: string): Promise<void> {
  const unfinished = `${made}-${process.pid}`;
  await importKept(sample, { data: unfinished });
  await rename(unfinished, made);
}

/** Keeps the sample's orders in a new data folder, and publishes sales-levels. */
export async function importKept(sample: string, { data, databaseUrl }: Kept): Promise<void> {
  const server = await startServer(data, databaseUrl);
  try {
    await server.post('/schemes', { template: 'sales-levels' });
    const uploads = [await server.upload(join(sample, 'orders.csv'))];
    const { job } = await server.post<{ job: string }>('/imports', { uploads, kind: 'orders' });
    for (let state = 'running'; state !== 'done'; ) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      const found = await server.get<{ state: string; problems: unknown }>(`/jobs/${job}`);
      if (found.state === 'failed') throw new Error(JSON.stringify(found.problems));
      state = found.state;
    }
  } finally {
    await server.stop();
  }
}
