import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import { onTestFinished } from 'vitest';
import type { Role } from '../../src/features/access/roles.ts';
import { newToken } from '../../src/features/access/tokens.ts';
import { openSeal } from '../../src/features/contacts/open-seal.ts';
import { publicReach } from '../../src/features/webhooks/reach.ts';
import type { App } from '../../src/http/app.ts';
import type { ServedShop } from '../../src/http/served-shop.ts';
import { buildServer } from '../../src/http/server.ts';
import { addPerson, cheap, password } from './accounts.ts';
import { openShop, type Shop } from './shop-folder.ts';

/** A shop with its server, asked within the process. */
export interface Served {
  readonly shop: Shop;
  readonly app: App;
  readonly served: ServedShop;
  /** Faults of ours that requests met; a test should find none. */
  readonly faults: unknown[];
}

export async function serveShop(start?: string, given: Partial<ServedShop> = {}): Promise<Served> {
  const shop = await openShop(start);
  const faults: unknown[] = [];
  const served: ServedShop = {
    folder: shop.folder,
    seal: await openSeal(shop.folder, undefined),
    clock: () => shop.clock.now,
    version: 'test',
    localToken: newToken(),
    reach: publicReach(true),
    hosts: [],
    webApp: null,
    lasting: true,
    onFault: (error) => faults.push(error),
    passwordCost: cheap,
    ...given,
  };
  const app = await buildServer(served);
  onTestFinished(async () => await app.close());
  return { shop, app, served, faults };
}

/** Somebody who is signed in, or the command line, as requests come from them. */
export interface Caller {
  readonly get: (url: string) => Promise<LightMyRequestResponse>;
  readonly send: (
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<LightMyRequestResponse>;
}

/** Adds a user and signs in over the API; urls are below /api/v1. */
export async function signInAs({ shop, app }: Served, name: string, role: Role): Promise<Caller> {
  await addPerson(shop, name, role);
  const entered = await app.inject({ method: 'POST', url: '/api/v1/session', payload: { name, password } });
  const cookie = entered.cookies[0];
  const { csrf } = entered.json<{ csrf: string }>();
  return caller(app, { cookie: `${cookie?.name}=${cookie?.value}`, 'x-tierbook-csrf': csrf });
}

/** Comes with the token of the lock file, as commands on the same machine do. */
export function localCaller({ app, served }: Served): Caller {
  return caller(app, { authorization: `Bearer ${served.localToken}` });
}

export function caller(app: App, headers: Record<string, string>): Caller {
  const ask = async (options: InjectOptions) =>
    await app.inject({
      ...options,
      url: `/api/v1${String(options.url)}`,
      headers: { 'accept-language': 'en', ...headers, ...options.headers },
    });
  return {
    get: async (url) => await ask({ method: 'GET', url }),
    send: async (method, url, body, further = {}) =>
      await ask({
        method,
        url,
        headers: further,
        ...(body === undefined ? {} : { payload: body as object }),
      }),
  };
}
