import { createServer, type Server } from 'node:http';
import { isIP } from 'node:net';
import { refuse } from '../domain/problem.ts';
import type { App } from './app.ts';

export interface Place {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

const LOOPBACK = '127.0.0.1';

export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

/** Listens and gives the address, such as `http://127.0.0.1:7070`. Throws an InputError for a place that cannot be had. */
export async function listen(app: App, { host, port }: Place): Promise<string> {
  await app.listen({ host, port }).catch((error: unknown) => refusePlace(error, host, port));
  return addressOf(host, portOf(app.server));
}

export interface Move {
  /** Where to listen once there is an owner. */
  readonly place: Place;
  readonly onMoved: (address: string) => Promise<void>;
  /** The place cannot be had; loopback is listened on again. */
  readonly onFailed: (error: unknown) => void;
}

/**
 * Listens on loopback alone until somebody has become the owner, and then where it was asked to. To be called before
 * the app listens. Gives the address on loopback, and what closes it.
 */
export async function listenForOwner(
  app: App,
  { place: { host, port }, onMoved, onFailed }: Move,
): Promise<{ readonly address: string; readonly close: () => Promise<void> }> {
  const waiting = createServer((request, response) => app.routing(request, response));
  let moving: Promise<void> | null = null;
  const move = async (): Promise<void> => {
    const bound = portOf(waiting);
    // The connections there go on; new ones find the other place, of which loopback may be a part.
    waiting.close();
    try {
      await onMoved(await listen(app, { host, port: bound }));
    } catch (error) {
      await listenOn(waiting, bound);
      onFailed(error);
    }
  };
  app.addHook('onResponse', async ({ routeOptions }, { statusCode }) => {
    if (routeOptions.url === '/api/v1/owner' && statusCode === 201) moving ??= move();
  });
  await app.ready();
  await listenOn(waiting, port).catch((error: unknown) => refusePlace(error, LOOPBACK, port));
  return {
    address: addressOf(LOOPBACK, portOf(waiting)),
    close: async () => {
      await moving;
      waiting.close();
      waiting.closeAllConnections();
    },
  };
}

async function listenOn(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const at = server.address();
  if (typeof at !== 'object' || at === null) throw new Error('the server is not listening');
  return at.port;
}

function addressOf(host: string, port: number): string {
  const shown = host === '0.0.0.0' || host === '::' ? LOOPBACK : host;
  return `http://${isIP(shown) === 6 ? `[${shown}]` : shown}:${port}`;
}

function refusePlace(error: unknown, host: string, port: number): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE') {
    return refuse(
      'port-in-use',
      `${host}:${port}`,
      '端口已被别的程序占用；请用 --port 换一个，或先结束那个程序',
      'the port is in use by another program; choose another with --port or end that program',
    );
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EINVAL') {
    return refuse(
      'address-unusable',
      `${host}:${port}`,
      `不能在这个地址上监听（${code}）；请检查 --host 和 --port（1024 以下的端口需要权限）`,
      `this address cannot be listened on (${code}); check --host and --port (ports below 1024 need rights)`,
    );
  }
  throw error;
}
