import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import { openDataFolder } from '../../src/db/data-folder.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { type Sent, sendKeyed } from '../support/keyed-requests.ts';
import { makeDatabase, onPostgres, untilNobodyHas } from '../support/postgres-database.ts';
import { startServer } from '../support/serve-process.ts';

const COPIES = fewOrMany(onPostgres ? 200 : 1000, 1000);
const AT_ONCE = 50;

it('R032 a thousand copies of a request, fifty at a time and across a killed server, have one effect and one answer', async () => {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-copies-'));
  const { option, drop } = await makeDatabase();
  onTestFinished(async () => {
    await rm(place, { recursive: true });
    await drop();
  });
  const data = join(place, 'data');
  const env = option.databaseUrl === undefined ? {} : { TIERBOOK_DATABASE_URL: option.databaseUrl };
  const first = await startServer(data, { env });
  const orders = [{ customerId: 'ada', paidAt: '2026-01-05', amount: 12 }, { customerId: 'bob' }];
  const asked = [
    ['/orders', { orders }],
    ['/events', { events: [{ source: 'visits', customerId: 'ada', at: '2026-01-05' }] }],
    ['/customers', { customers: [{ externalId: 'ada', company: 'x' }] }],
  ] as const;
  const answers = asked.map((): Sent[] => []);
  let left = COPIES;
  const sender = async (): Promise<void> => {
    while (left > 0) {
      if (--left === COPIES / 2) first.child.kill('SIGKILL');
      for (const [index, [url, body]] of asked.entries()) {
        // Of the others fewer, which takes less.
        if (index > 0 && left % 10 > 0) continue;
        answers[index]?.push(await sendKeyed(data, url, `copy ${url}`, body));
      }
    }
  };
  const restarted = first.outcome.then(async () => {
    await untilNobodyHas(option);
    return await startServer(data, { env });
  });
  await Promise.all([restarted, ...Array.from({ length: AT_ONCE }, sender)]);
  for (const [index, given] of answers.entries()) {
    expect(given.length).toBeGreaterThanOrEqual(index === 0 ? COPIES : COPIES / 20);
    expect(new Set(given.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  }
  expect(JSON.parse(answers[0]?.[0]?.text ?? '')).toMatchObject({
    results: [{ status: 'added' }, { problems: [{ code: 'missing' }, { code: 'missing' }] }],
  });
  const other = await sendKeyed(data, '/orders', 'copy /orders', { orders: orders.slice(1) });
  expect(other).toMatchObject({ status: 422, text: expect.stringContaining('idempotency-key-reused') });
  const server = await restarted;
  server.child.kill('SIGTERM');
  expect((await server.outcome).stderr).toBe('');
  const folder = await openDataFolder({ path: data, now: 0, create: false, ...option });
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from recordings`
    .execute(folder.database().reader)
    .finally(folder.close);
  // The order, the visit and the company.
  expect(rows).toEqual([{ n: 3n }]);
}, 180_000);
