import { createServer, type Server } from 'node:http';
import { isIP } from 'node:net';
import { openDataFolder } from '../db/data-folder.ts';
import { refuse } from '../domain/problem.ts';
import { countOwners } from '../features/access/find-user.ts';
import { createOwnerLink } from '../features/access/owner-link.ts';
import type { PasswordCost } from '../features/access/passwords.ts';
import { newToken } from '../features/access/tokens.ts';
import { openSeal } from '../features/contacts/open-seal.ts';
import { startDailyRuns } from '../features/evaluations/daily-run.ts';
import { endEvaluations } from '../features/evaluations/record-evaluation.ts';
import { finishImports } from '../features/imports/keep-incoming.ts';
import type { App } from './app.ts';
import type { ServedShop } from './served-shop.ts';
import { buildServer } from './server.ts';
import { builtWebApp } from './web-app.ts';

export interface ServeOptions {
  /** The data folder. */
  readonly data: string;
  /** Make the folder if there is none. */
  readonly create: boolean;
  /** It stays: others learn of it, the first owner gets a link, the web app is served. False for a single command. */
  readonly lasting: boolean;
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  /** Further names under which it may be asked. */
  readonly hosts: readonly string[];
  readonly keyFile: string | undefined;
  readonly clock: () => number;
  readonly version: string;
  readonly onFault: ServedShop['onFault'];
  readonly passwordCost?: PasswordCost;
}

export interface RunningServer {
  readonly app: App;
  readonly shop: ServedShop;
  /** Such as `http://127.0.0.1:7070`. */
  readonly address: string;
  /** Makes whoever opens it the owner; null when there is one. */
  readonly ownerLink: string | null;
  /** The host asked for is not listened on before there is an owner. */
  readonly waitsForOwner: boolean;
  readonly close: () => Promise<void>;
}

const LOOPBACK = '127.0.0.1';
/** Of the database's own: it spills to disk beyond it, so that the process as a whole stays below 2 GB. */
const MEMORY_MB = 1200;

/**
 * Opens the data folder, ends what a killed process left half done, and listens. Until there is an owner on loopback
 * alone. Commands on this machine learn the address from the folder's lock.
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { data, clock, create, lasting } = options;
  const folder = await openDataFolder({ path: data, now: clock(), create, memoryLimitMb: MEMORY_MB });
  const ends: (() => Promise<void>)[] = [async () => await folder.close()];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const seal = await openSeal(folder, options.keyFile);
    await finishImports(folder, clock());
    await endEvaluations(folder, clock());
    const shop: ServedShop = {
      ...options,
      folder,
      seal,
      localToken: newToken(),
      webApp: lasting ? builtWebApp() : null,
    };
    const app = await buildServer(shop);
    ends.push(async () => await app.close());
    const reach = await listen(app, shop, options, ends);
    if (lasting) {
      await folder.lock.announce({ address: reach.address, token: shop.localToken });
      ends.push(startDailyRuns(folder, options).stop);
    }
    const link = reach.hasOwner || !lasting ? null : await createOwnerLink(folder, clock());
    const ownerLink = link === null ? null : `${reach.address}/welcome#token=${link.token}`;
    return { app, shop, address: reach.address, ownerLink, waitsForOwner: reach.waits, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Reach {
  readonly address: string;
  readonly hasOwner: boolean;
  readonly waits: boolean;
}

async function listen(
  app: App,
  { folder }: ServedShop,
  { host, port }: ServeOptions,
  ends: (() => Promise<void>)[],
): Promise<Reach> {
  const hasOwner = (await countOwners(folder.database().reader)) > 0;
  const waits = !hasOwner && !isLoopbackHost(host);
  const first = waits ? LOOPBACK : host;
  await app.listen({ host: first, port }).catch((error: unknown) => refuseAddress(error, first, port));
  const at = app.addresses()[0];
  const bound = typeof at === 'object' ? at.port : port;
  if (waits) {
    let second: Server | null = null;
    ends.push(async () => {
      second?.close();
    });
    app.addHook('onResponse', async ({ routeOptions }, { statusCode }) => {
      if (second !== null || routeOptions.url !== '/api/v1/owner' || statusCode !== 201) return;
      second = createServer((request, response) => app.routing(request, response));
      second.on('error', () => undefined).listen(bound, host);
    });
  }
  const shown = first === '0.0.0.0' || first === '::' ? LOOPBACK : first;
  return { address: `http://${isIP(shown) === 6 ? `[${shown}]` : shown}:${bound}`, hasOwner, waits };
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}

function refuseAddress(error: unknown, host: string, port: number): never {
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
