import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { openDataFolder } from '../../src/db/data-folder.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { makeDatabase, onPostgres, untilNobodyHas } from '../support/postgres-database.ts';
import { startServer } from '../support/serve-process.ts';
import { shopifyOrder } from '../support/shop-deliveries.ts';
import { signing } from '../support/sign-delivery.ts';

const COPIES = fewOrMany(onPostgres ? 200 : 1000, 1000);
const AT_ONCE = 50;
const secret = 'a-secret-of-the-shop';

it('R032 a thousand copies of a webhook, fifty at a time and across a killed server, have one effect', async () => {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-pushed-'));
  const { option, drop } = await makeDatabase();
  onTestFinished(async () => {
    await rm(place, { recursive: true });
    await drop();
  });
  const data = join(place, 'data');
  const env = option.databaseUrl === undefined ? {} : { TIERBOOK_DATABASE_URL: option.databaseUrl };
  const first = await startServer(data, { env });
  const added = await first.ask('POST', '/sources', { name: 'shop', kind: 'shopify', secret });
  const { path } = (await added.json()) as { path: string };
  const body = shopifyOrder();
  const pushOnce = async (): Promise<number> => {
    for (;;) {
      try {
        const lock = JSON.parse(await readFile(join(data, 'lock.json'), 'utf8')) as {
          server: { address: string };
        };
        const headers = signing.shopify(secret, body, 'orders/create', 'b54557e4');
        const { status } = await fetch(`${lock.server.address}${path}`, { method: 'POST', headers, body });
        if (status < 500) return status;
      } catch {
        // Gone, or not there yet: a shop tries again.
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  const statuses: number[] = [];
  let left = COPIES;
  const sender = async (): Promise<void> => {
    while (left > 0) {
      if (--left === COPIES / 2) first.child.kill('SIGKILL');
      statuses.push(await pushOnce());
    }
  };
  const restarted = first.outcome.then(async () => {
    await untilNobodyHas(option);
    return await startServer(data, { env });
  });
  await Promise.all([restarted, ...Array.from({ length: AT_ONCE }, sender)]);
  expect(statuses.length).toBeGreaterThanOrEqual(COPIES);
  expect(new Set(statuses)).toEqual(new Set([200]));
  const server = await restarted;
  server.child.kill('SIGTERM');
  expect((await server.outcome).stderr).toBe('');
  const folder = await openDataFolder({ path: data, now: 0, create: false, ...option });
  const { rows } = await sql<Record<string, bigint>>`select (select received from sources) as received,
      (select count(*) from recordings) as recordings, (select count(*) from orders_history) as versions`
    .execute(folder.database().reader)
    .finally(folder.close);
  // The buyer and the order.
  expect(rows).toEqual([{ received: 1n, recordings: 2n, versions: 0n }]);
}, 180_000);
