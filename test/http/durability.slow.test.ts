import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDataFolder } from '../../src/db/data-folder.ts';
import { holderOf } from '../../src/db/folder-lock.ts';
import { currentGeneration } from '../../src/features/evaluations/generation.ts';
import { type Acknowledged, ask, IMPORTED_ROWS, type Reach, sendUntilGone } from '../support/http-traffic.ts';
import { makeDatabase, type ShopsDatabase, untilNobodyHas } from '../support/postgres-database.ts';
import { type Started, startTierbook } from '../support/run-tierbook.ts';
import { twoTiers as scheme } from '../support/two-tiers.ts';

/** How often the server is killed. */
const KILLS = Number(process.env.TIERBOOK_KILLS ?? 2);

/** Where a shop is kept that outlives its servers. */
interface Place {
  readonly path: string;
  readonly database: ShopsDatabase['option'];
}

interface Server extends Started {
  readonly reach: Reach;
}

async function startServer({ path, database: { databaseUrl } }: Place): Promise<Server> {
  const env = databaseUrl === undefined ? {} : { TIERBOOK_DATABASE_URL: databaseUrl };
  const started = await startTierbook(['serve', '--data', path, '--port', '0'], { env });
  for (;;) {
    const holder = await holderOf(path).catch(() => null);
    if (holder?.pid === started.child.pid && holder?.server !== undefined) {
      return { ...started, reach: holder.server };
    }
    if (started.child.exitCode !== null) throw new Error((await started.outcome).stderr);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Serves until it is killed at a moment that nobody knows, soon after some acknowledgements; gives what it complained of. */
async function liveAndDie(place: Place, life: number, known: Acknowledged): Promise<string> {
  const server = await startServer(place);
  let left = 6 + Math.floor(Math.random() * 30);
  const onMore = (): void => {
    if (--left === 0) setTimeout(() => server.child.kill('SIGKILL'), Math.random() * 300);
  };
  try {
    const found = await ask(server.reach, 'POST', '/verifications');
    expect(await found.json()).toMatchObject({ ok: true });
    if (life === 0) {
      expect((await ask(server.reach, 'POST', '/schemes', { document: scheme })).status).toBe(201);
    }
    await sendUntilGone(server.reach, life, { ...known, onMore });
  } finally {
    server.child.kill('SIGKILL');
  }
  return (await server.outcome).stderr;
}

async function rowsOf<T>(db: Kysely<unknown>, query: ReturnType<typeof sql>): Promise<readonly T[]> {
  return (await query.execute(db)).rows as readonly T[];
}

/** Acknowledged and not there, or there by half. */
async function losses(
  db: Kysely<unknown>,
  { orders, companies, files, standards }: Acknowledged,
): Promise<string[]> {
  const kept = await rowsOf<{ ref: string; amount: bigint; versions: bigint[] }>(
    db,
    sql`select order_ref as ref, amount from orders`,
  );
  const before = await rowsOf<{ ref: string; amount: bigint }>(
    db,
    sql`select order_ref as ref, amount from orders_history`,
  );
  const versions = new Set([...kept, ...before].map(({ ref, amount }) => `${ref} ${amount}`));
  const lost = [...orders]
    .filter(([ref, amount]) => !versions.has(`${ref} ${amount * 100}`))
    .map(([ref]) => ref);
  const customers = await rowsOf<{ id: string; company: string }>(
    db,
    sql`select external_id as id, company from customers where company is not null`,
  );
  const known = new Map(customers.map(({ id, company }) => [id, Number(company)]));
  const stale = [...companies].filter(([id, value]) => (known.get(id) ?? 0) < value).map(([id]) => id);
  const counts = new Map<string, number>();
  for (const { ref } of kept) {
    const file = /^(\d+-f\d+-)/.exec(ref)?.[1];
    if (file !== undefined) counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  const missing = files.filter((file) => counts.get(file) !== IMPORTED_ROWS);
  const published = new Set(
    (await rowsOf<{ name: string }>(db, sql`select document ->> 'name' as name from schemes`)).map(
      ({ name }) => name,
    ),
  );
  const unpublished = standards.filter((name) => !published.has(name));
  return [...lost, ...stale, ...missing, ...unpublished];
}

/** Tables that evaluations made and nobody looks at. */
async function tablesLeft(db: Kysely<unknown>): Promise<readonly string[]> {
  const generation = await currentGeneration(db);
  const made = await rowsOf<{ name: string }>(
    db,
    sql`select table_name as name from information_schema.tables where table_schema = current_schema()
      and (left(table_name, 7) = 'grades_' or left(table_name, 6) = 'again_' or left(table_name, 9) = 'incoming_')`,
  );
  return made.map(({ name }) => name).filter((name) => name !== generation?.graded.table);
}

/** The next start finds the day's run still to be done. */
async function forgetTheRun(db: Kysely<unknown>): Promise<void> {
  await sql`delete from daily_runs`.execute(db);
  await sql`update evaluations set started_at = started_at - interval '1 day'`.execute(db);
}

/** Customers whose metric is not that of their orders; those of interrupted imports wait for the next evaluation. */
async function wronglyGraded(db: Kysely<unknown>): Promise<unknown> {
  const generation = await currentGeneration(db);
  if (generation === null) return [];
  const spend = generation.graded.metrics.find(({ metric }) => metric.id === 'spend')?.value.name ?? '';
  return await rowsOf(
    db,
    sql`select external_id, total, graded from (
        select customers.external_id, coalesce((select sum(amount) from orders
            where orders.customer_id = customers.customer_id), 0) as total, coalesce(${sql.ref(spend)}, 0) as graded
          from customers left join ${sql.table(generation.graded.table)} as g on g.customer_id = customers.customer_id) as compared
      where external_id like 'c%' and total <> graded`,
  );
}

describe('a server killed while it is busy', () => {
  it(
    'S01 has kept and graded every change that it acknowledged, and none by half, and leaves the next nothing to clear away',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'tierbook-killed-'));
      const { option: database, drop } = await makeDatabase();
      const place = { path: join(folder, 'data'), database };
      const known: Acknowledged = {
        orders: new Map(),
        companies: new Map(),
        files: [],
        standards: [],
        evaluations: { count: 0 },
      };
      try {
        for (let life = 0; life < KILLS; life++) {
          expect(await liveAndDie(place, life, known)).toBe('');
          await untilNobodyHas(database);
          const opened = await openDataFolder({ path: place.path, now: 0, create: false, ...database });
          const { reader } = opened.database();
          const found = { lost: await losses(reader, known), wrong: await wronglyGraded(reader) };
          await opened.writer.write(forgetTheRun);
          await opened.close();
          expect(found).toEqual({ lost: [], wrong: [] });
        }
        const server = await startServer(place);
        // Imports that go on bring orders of days that are decided already.
        const goOn = join(place.path, 'imports');
        await expect.poll(() => existsSync(goOn), { timeout: 120_000, interval: 50 }).toBe(false);
        expect((await ask(server.reach, 'POST', '/evaluations', {})).status).toBe(201);
        expect(await (await ask(server.reach, 'POST', '/verifications')).json()).toMatchObject({ ok: true });
        expect(await (await ask(server.reach, 'POST', '/ledger/replays')).json()).toMatchObject({
          differences: 0,
        });
        server.child.kill('SIGTERM');
        expect((await server.outcome).stderr).toBe('');
        const opened = await openDataFolder({ path: place.path, now: 0, create: false, ...database });
        const left = await tablesLeft(opened.database().reader);
        await opened.close();
        expect(left).toEqual([]);
        expect(known.orders.size).toBeGreaterThan(KILLS * 5);
        expect(known.companies.size).toBeGreaterThan(0);
        console.log(
          `${KILLS} kills: ${known.orders.size} orders, ${known.files.length} files, ${known.standards.length} standards and ${known.evaluations.count} evaluations acknowledged`,
        );
      } finally {
        await rm(folder, { recursive: true });
        await drop();
      }
    },
    KILLS * 60_000,
  );
});
