import { openDataFolder } from '../db/data-folder.ts';
import { countOwners } from '../features/access/find-user.ts';
import { createOwnerLink } from '../features/access/owner-link.ts';
import type { PasswordCost } from '../features/access/passwords.ts';
import { newToken } from '../features/access/tokens.ts';
import { openSeal } from '../features/contacts/open-seal.ts';
import { startDailyRuns } from '../features/evaluations/daily-run.ts';
import { endEvaluations } from '../features/evaluations/record-evaluation.ts';
import { finishImports } from '../features/imports/finish-imports.ts';
import { forgetAnswers } from '../features/requests/answer-once.ts';
import { dropSimulations } from '../features/simulations/simulation-tables.ts';
import { forgetWaiting } from '../features/sources/kept-deliveries.ts';
import { openReceiver } from '../features/sources/receive.ts';
import { readLeftPaused } from '../features/sources/retry.ts';
import { publicReach } from '../features/webhooks/reach.ts';
import { startWebhooks } from '../features/webhooks/start-webhooks.ts';
import type { App } from './app.ts';
import { isLoopbackHost, listen, listenForOwner } from './listen.ts';
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
  /** A PostgreSQL that keeps the data; undefined: in the data folder. */
  readonly databaseUrl?: string | undefined;
  /** Webhooks may go to this machine; else to public addresses alone. */
  readonly webhookLoopback?: boolean;
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

/** Of the database's own: it spills to disk beyond it, so that the process as a whole stays below 2 GB. */
const MEMORY_MB = 1000;

/**
 * Opens the data folder, ends what a killed process left half done, and listens. Until there is an owner on loopback
 * alone. Commands on this machine learn the address from the folder's lock.
 */
export async function serve(options: ServeOptions): Promise<RunningServer> {
  const { data, clock, create, lasting } = options;
  const place = { path: data, now: clock(), create, memoryLimitMb: MEMORY_MB };
  const { databaseUrl } = options;
  const folder = await openDataFolder({ ...place, ...(databaseUrl === undefined ? {} : { databaseUrl }) });
  const ends: (() => Promise<void>)[] = [async () => await folder.close()];
  const close = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    const seal = await openSeal(folder, options.keyFile);
    await finishImports(folder, clock());
    await endEvaluations(folder, clock());
    await dropSimulations(folder);
    await forgetAnswers(folder, clock());
    await forgetWaiting(folder, clock());
    const shop: ServedShop = {
      ...options,
      folder,
      seal,
      localToken: newToken(),
      reach: publicReach(options.webhookLoopback ?? false),
      webApp: lasting ? builtWebApp() : null,
    };
    const app = await buildServer(shop);
    ends.push(async () => await app.close());
    const hasOwner = (await countOwners(folder.database().reader)) > 0;
    const announce = async (address: string): Promise<void> =>
      await folder.lock.announce({ address, token: shop.localToken });
    const waitsForOwner = !hasOwner && !isLoopbackHost(options.host);
    let address: string;
    if (waitsForOwner) {
      const onFailed = (error: unknown): void => options.onFault(error, `--host ${options.host}`);
      const waiting = await listenForOwner(app, { place: options, onMoved: announce, onFailed });
      ends.push(waiting.close);
      ({ address } = waiting);
    } else {
      address = await listen(app, options);
    }
    if (lasting) {
      await announce(address);
      ends.push(startDailyRuns(folder, options).stop);
      ends.push(goOnReading(shop));
      const { reach, onFault } = shop;
      ends.push(
        startWebhooks(folder, { seal, reach, clock, random: Math.random, newId: newToken, onFault }).stop,
      );
    }
    const link = hasOwner || !lasting ? null : await createOwnerLink(folder, clock());
    const ownerLink = link === null ? null : `${address}/welcome#token=${link.token}`;
    return { app, shop, address, ownerLink, waitsForOwner, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Resolves, when it is called, once nothing more is read. */
function goOnReading(shop: ServedShop): () => Promise<void> {
  const { folder, seal, clock, onFault } = shop;
  const stopping = new AbortController();
  const by = { author: 'server', at: clock(), signal: stopping.signal };
  const reading = readLeftPaused({ folder, seal, receiver: openReceiver(shop), ...by }).catch(
    (error: unknown) => onFault(error, 'sources'),
  );
  return async () => {
    stopping.abort();
    await reading;
  };
}
