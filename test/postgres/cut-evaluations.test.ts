import { type Kysely, sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PostgresDatabase } from '../../src/db/postgres.ts';
import { startDailyRuns } from '../../src/features/evaluations/daily-run.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { currentGeneration } from '../../src/features/evaluations/generation.ts';
import { listEvaluations } from '../../src/features/evaluations/list-evaluations.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { expectSoundLedger } from '../support/ledger-shop.ts';
import { postgresUrl } from '../support/postgres.ts';
import type { Shop } from '../support/shop-folder.ts';
import { openTwoShops } from '../support/two-servers.ts';
import { twoTiers as scheme } from '../support/two-tiers.ts';

const pause = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve, 5));

/** While a table is locked, cuts the first connection that waits for it, and lets the others go on. */
async function cutWhoeverNeeds(
  table: string,
  mode: 'share' | 'access exclusive',
  { folder }: Shop,
): Promise<void> {
  const other = await (folder.database() as PostgresDatabase).connect();
  onTestFinished(async () => await other.end());
  await other.query(`begin; lock ${table} in ${mode} mode`);
  const waiting = `select pid from pg_locks where relation = '${table}'::regclass and not granted limit 1`;
  for (;;) {
    const { rows } = await other.query<{ pid: number }>(waiting);
    const [found] = rows;
    if (found !== undefined) {
      await other.query('select pg_terminate_backend($1, 5000)', [found.pid]);
      break;
    }
    await pause();
  }
  await other.query('rollback');
}

async function tablesOf(db: Kysely<unknown>): Promise<unknown> {
  const { rows } = await sql`select table_name as name from information_schema.tables
    where table_schema = current_schema() and (left(table_name, 7) = 'grades_' or left(table_name, 6) = 'again_')`.execute(
    db,
  );
  return rows;
}

async function shownTable(db: Kysely<unknown>): Promise<string | undefined> {
  return (await currentGeneration(db))?.graded.table;
}

describe.skipIf(postgresUrl() === undefined)('an evaluation whose connection PostgreSQL cuts', () => {
  it('R017 says so and leaves what was shown, or is none the worse, and the next one finds nothing in its way', async () => {
    const [one, other] = await openTwoShops();
    const { folder, clock } = one;
    const { reader } = folder.database();
    await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
    const send = collectOrders(folder, () => clock.now);
    const order = { orderId: 'a', customerId: 'ada', paidAt: '2026-01-10', amount: 1000 };
    await send({ orders: [order], visibility: { all: true }, author: 'till' });
    const evaluate = async () => await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    await evaluate();
    // The connection on which everybody is graded.
    const [cutWhileGrading] = await Promise.allSettled([
      evaluate(),
      cutWhoeverNeeds('orders', 'access exclusive', other),
    ]);
    expect(cutWhileGrading.status).toBe('rejected');
    expect((await listEvaluations(reader)).map(({ status, message }) => `${status} ${message}`)).toEqual([
      expect.stringMatching(/^failed the connection to PostgreSQL was lost/),
      'done null',
    ]);
    expect(await tablesOf(reader)).toEqual([{ name: await shownTable(reader) }]);
    // The writer's, while it shows the result: what it does is done once more.
    await Promise.all([evaluate(), cutWhoeverNeeds('published', 'share', other)]);
    expect((await listEvaluations(reader)).map(({ status }) => status)).toEqual(['done', 'failed', 'done']);
    expect(await tablesOf(reader)).toEqual([{ name: await shownTable(reader) }]);
    // A daily run that failed is done when it is due again.
    clock.now += 86_400_000;
    const faults: unknown[] = [];
    const { tick, stop } = startDailyRuns(folder, {
      clock: () => clock.now,
      onFault: (error) => faults.push(error),
    });
    onTestFinished(stop);
    await Promise.all([tick(), cutWhoeverNeeds('held', 'access exclusive', other)]);
    expect(faults).toHaveLength(1);
    clock.now += 600_000;
    await tick();
    expect(faults).toHaveLength(1);
    expect((await listEvaluations(reader))[0]).toMatchObject({ asOf: '2026-01-16', status: 'done' });
    await expectSoundLedger(one);
  });
});
