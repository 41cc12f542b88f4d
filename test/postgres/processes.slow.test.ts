import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { postgresUrl } from '../support/postgres.ts';
import { makeBareDatabase } from '../support/postgres-database.ts';
import { type ServedProcess, startServer } from '../support/serve-process.ts';
import { twoTiers as scheme } from '../support/two-tiers.ts';

/** Starts servers of a team on one PostgreSQL: each has its own data folder, all have the one key. */
async function startTeam(): Promise<(name: string) => Promise<ServedProcess>> {
  const place = await mkdtemp(join(tmpdir(), 'tierbook-team-'));
  onTestFinished(async () => await rm(place, { recursive: true }));
  const { option, drop } = await makeBareDatabase();
  onTestFinished(drop);
  const env = { TIERBOOK_DATABASE_URL: option.databaseUrl, TIERBOOK_KEY_FILE: join(place, 'team.key') };
  return async (name) => await startServer(join(place, name), { env });
}

interface Sent {
  readonly results: readonly { readonly status: string; readonly orderId: string }[];
}

/** Sends orders one after the other until the server is gone; gives the ids of those it acknowledged. */
async function sendUntilGone(server: ServedProcess, name: string, onMore: (count: number) => void) {
  const known: string[] = [];
  for (let n = 0; ; n++) {
    const orders = [{ orderId: `${name}${n}`, customerId: `c${n % 9}`, paidAt: '2026-01-05', amount: 10 }];
    try {
      const answer = await server.ask('POST', '/orders', { orders });
      if (answer.status !== 200) return known;
      const { results } = (await answer.json()) as Sent;
      known.push(...results.map(({ orderId }) => orderId));
      onMore(known.length);
    } catch {
      return known;
    }
  }
}

describe.skipIf(postgresUrl() === undefined)('servers of a team on one PostgreSQL', () => {
  it('lose nothing that one of them acknowledged before it was killed, and the other goes on', async () => {
    const start = await startTeam();
    const [one, other] = [await start('one'), await start('other')];
    expect((await one.ask('POST', '/schemes', { document: scheme })).status).toBe(201);
    expect((await other.ask('POST', '/evaluations', {})).status).toBe(201);
    const [here, there] = await Promise.all([
      sendUntilGone(one, 'here', (count) => count === 40 && one.child.kill('SIGKILL')),
      sendUntilGone(other, 'there', (count) => count === 120 && other.child.kill('SIGTERM')),
    ]);
    expect(here.length).toBeGreaterThanOrEqual(40);
    expect(there.length).toBeGreaterThanOrEqual(120);
    const third = await start('third');
    expect(await (await third.ask('POST', '/verifications')).json()).toMatchObject({ ok: true });
    const again = [...here, ...there].map((orderId) => {
      const n = Number(orderId.replace(/^\D+/, ''));
      return { orderId, customerId: `c${n % 9}`, paidAt: '2026-01-05', amount: 10 };
    });
    const { results } = (await (await third.ask('POST', '/orders', { orders: again })).json()) as Sent;
    expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['unchanged']));
  });
});
