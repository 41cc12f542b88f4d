import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type DataFolder, openDataFolder } from '../../src/db/data-folder.ts';
import { openSeal } from '../../src/features/contacts/open-seal.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { importText } from '../support/import-text.ts';
import {
  makeDatabase,
  onPostgres,
  type ShopsDatabase,
  untilNobodyHas,
} from '../support/postgres-database.ts';
import { currentDigest } from '../support/register-digest.ts';
import { type ServedProcess, startServer } from '../support/serve-process.ts';
import { twoTiers } from '../support/two-tiers.ts';

/** At how many moments, spread over the whole of an import, the server is killed; and how many rows the import has. */
const KILLS = Number(process.env.TIERBOOK_IMPORT_KILLS ?? fewOrMany(2, 3));
const ROWS = Number(process.env.TIERBOOK_IMPORT_ROWS ?? fewOrMany(1500, 3000));

/** New customers and new orders, some of several lines, refunds that name no order, and a tenth of the rows orders of the file before with other amounts. */
function fileOf(number: number): string {
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const file = row % 10 === 9 && number > 0 ? number - 1 : number;
    const customer = `c${(row * 7 + file * 31) % (ROWS / 2)}-${file % 3}`;
    if (row % 100 === 50) return `,${customer},2026-01-0${1 + (row % 9)},-${1 + number}.50,茶`;
    const order = row % 10 === 5 ? row - 1 : row;
    const of = row % 10 === 5 ? `c${(order * 7 + file * 31) % (ROWS / 2)}-${file % 3}` : customer;
    return `${file}-${order},${of},2026-01-05,${10 + ((row * 13 + number) % 90)},${row % 2 ? '茶' : '咖啡'}`;
  });
  return ['order_id,customer_id,paid_at,amount,category', ...rows].join('\n');
}

interface Place {
  readonly data: string;
  readonly option: ShopsDatabase['option'];
}

async function look<T>({ data, option }: Place, work: (folder: DataFolder) => Promise<T>): Promise<T> {
  const folder = await openDataFolder({ path: data, now: 0, create: true, ...option });
  return await work(folder).finally(folder.close);
}

/** Gives places with a shop of one import, each another; gone when the test ends. */
async function shops(): Promise<() => Promise<Place>> {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-killed-'));
  onTestFinished(async () => await rm(place, { recursive: true }));
  const open = async (data: string): Promise<Place> => {
    const { option, drop } = await makeDatabase();
    onTestFinished(drop);
    return { data, option };
  };
  const fill = async (into: Place): Promise<void> =>
    await look(into, async (folder) => {
      const seal = await openSeal(folder, undefined);
      // As the servers' clocks: no day is missed.
      const clock = { now: Date.now() };
      await publishScheme(folder, { document: twoTiers, author: 'owner', at: clock.now });
      await importText({ folder, clock }, 'orders', [fileOf(0)], { seal });
    });
  const base = await open(join(place, 'base'));
  await fill(base);
  let last = 0;
  return async () => {
    const next = await open(join(place, String(++last)));
    if (onPostgres) await fill(next);
    else await cp(base.data, next.data, { recursive: true });
    return next;
  };
}

async function begin({ address, ask }: ServedProcess, data: string): Promise<string> {
  const { server } = JSON.parse(await readFile(join(data, 'lock.json'), 'utf8')) as {
    server: { token: string };
  };
  const sent = await fetch(`${address}/api/v1/uploads?name=orders.csv`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/octet-stream' },
    body: fileOf(1),
  });
  const { id } = (await sent.json()) as { id: string };
  const asked = await ask('POST', '/imports', { uploads: [id], kind: 'orders' });
  expect(asked.status).toBe(202);
  return ((await asked.json()) as { job: string }).job;
}

/** How a job ended; null where it had before the server was killed. */
async function ended(
  { ask }: ServedProcess,
  job: string,
): Promise<{ state: string; result: unknown } | null> {
  for (;;) {
    const answer = await ask('GET', `/jobs/${job}`);
    if (answer.status === 404) return null;
    const found = (await answer.json()) as { state: string; result: unknown };
    if (found.state !== 'running') return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function problemsOf(folder: DataFolder): Promise<unknown[]> {
  const { tables, rules } = await verifyFolder(folder, await openSeal(folder, undefined));
  return [...tables, ...rules].filter((each) => !holds(each));
}

describe('an import of which the server is killed', () => {
  it(
    'R006 has brought nothing or all of it, wherever it was, and is completed once the server is started again',
    async () => {
      const next = await shops();
      const end = async ({ child, outcome }: ServedProcess, { option }: Place, signal: NodeJS.Signals) => {
        child.kill(signal);
        expect((await outcome).stderr).toBe('');
        await untilNobodyHas(option);
      };
      const start = async ({ data, option: { databaseUrl } }: Place): Promise<ServedProcess> =>
        await startServer(data, {
          env: databaseUrl === undefined ? {} : { TIERBOOK_DATABASE_URL: databaseUrl },
        });

      const undisturbed = await next();
      const old = await look(undisturbed, currentDigest);
      const first = await start(undisturbed);
      const began = Date.now();
      expect(await ended(first, await begin(first, undisturbed.data))).toMatchObject({ state: 'done' });
      const took = Date.now() - began;
      await end(first, undisturbed, 'SIGTERM');
      const whole = await look(undisturbed, currentDigest);
      expect(whole).not.toBe(old);

      let brought = 0;
      for (let kill = 0; kill < KILLS; kill++) {
        const place = await next();
        const killed = await start(place);
        const job = await begin(killed, place.data);
        await new Promise((resolve) => setTimeout(resolve, (took * (kill + 0.5)) / KILLS));
        await end(killed, place, 'SIGKILL');
        await look(place, async (folder) => {
          const found = await currentDigest(folder);
          expect([old, whole]).toContain(found);
          if (found === whole) brought++;
          expect(await problemsOf(folder)).toEqual([]);
        });
        const again = await start(place);
        const last = await ended(again, job);
        if (last !== null) expect(last).toMatchObject({ state: 'done', result: { importId: '2' } });
        const { imports } = (await (await again.ask('GET', '/imports')).json()) as { imports: object[] };
        expect(imports).toMatchObject([{ id: '2', status: 'done', author: 'command line' }, { id: '1' }]);
        const { entries } = (await (await again.ask('GET', '/audit')).json()) as {
          entries: { action: string; actor: string }[];
        };
        const noted = entries.filter(({ action }) => action === 'file-imported');
        expect(noted).toMatchObject([{ actor: 'command line' }]);
        await end(again, place, 'SIGTERM');
        await look(place, async (folder) => {
          expect(await currentDigest(folder)).toBe(whole);
          expect(await problemsOf(folder)).toEqual([]);
        });
        await rm(place.data, { recursive: true });
      }
      console.log(
        `${KILLS} kills in ${took} ms: nothing was brought ${KILLS - brought} times, all ${brought} times`,
      );
    },
    120_000 + KILLS * 120_000,
  );
});
