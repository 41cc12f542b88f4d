import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startDailyRuns } from '../../src/features/evaluations/daily-run.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { listEvaluations } from '../../src/features/evaluations/list-evaluations.ts';
import { listDailyRuns } from '../../src/features/evaluations/record-daily-run.ts';
import { finishImports } from '../../src/features/imports/finish-imports.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { importText } from '../support/import-text.ts';
import { postgresUrl } from '../support/postgres.ts';
import type { Shop } from '../support/shop-folder.ts';
import { openTwoShops } from '../support/two-servers.ts';
import { twoTiers as scheme } from '../support/two-tiers.ts';

const visibility = { all: true } as const;

function sender({ folder, clock }: Shop, author: string) {
  const collect = collectOrders(folder, () => clock.now);
  return async (...orders: object[]) => await collect({ orders, visibility, author });
}

async function only(shop: Shop, query: ReturnType<typeof sql>): Promise<unknown> {
  const { rows } = await query.execute(shop.folder.database().reader);
  return rows[0];
}

async function isSleeping(shop: Shop): Promise<boolean> {
  const found = await only(
    shop,
    sql`select 1 as found from pg_stat_activity
      where datname = current_database() and state = 'active' and query like 'select pg_sleep%'`,
  );
  return found !== undefined;
}

const pause = async (): Promise<void> => await new Promise((resolve) => setTimeout(resolve, 5));

describe.skipIf(postgresUrl() === undefined)('two servers on one PostgreSQL', () => {
  it('S01 write one after the other: every order once, every new customer once', async () => {
    const [one, other] = await openTwoShops();
    await publishScheme(one.folder, { document: scheme, author: 'owner', at: one.clock.now });
    await evaluateAll(one.folder, { asOf: null, clock: () => one.clock.now });
    const [here, there] = [sender(one, 'here'), sender(other, 'there')];
    const orderOf = (n: number) => ({
      orderId: `o${n}`,
      customerId: `c${n % 7}`,
      paidAt: '2026-01-10',
      amount: 100,
    });
    const sent = Array.from({ length: 60 }, (_, n) => [here(orderOf(n)), there(orderOf(n))]).flat();
    const statuses = (await Promise.all(sent)).flatMap(({ results }) =>
      results.map((each) => 'status' in each && each.status),
    );
    expect(statuses.filter((status) => status === 'added')).toHaveLength(60);
    expect(statuses.filter((status) => status === 'unchanged')).toHaveLength(60);
    const counts = sql`select (select count(*) from orders) as orders, (select count(*) from customers) as customers,
      (select count(distinct recording_id) from recordings) = (select count(*) from recordings) as numbered`;
    expect(await only(other, counts)).toEqual({ orders: 60n, customers: 7n, numbered: true });
    // 9 or 8 orders of 100 each.
    expect(await only(one, sql`select count(*) as n from grades_1 where tier = 0`)).toEqual({ n: 7n });
  });

  it('go on when their connections were cut', async () => {
    const [one, other] = await openTwoShops();
    const send = sender(one, 'here');
    await send({ orderId: 'a', customerId: 'ada', paidAt: '2026-01-10', amount: 100 });
    const cut = sql`select count(pg_terminate_backend(pid)) as n from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    expect(await only(other, cut)).not.toEqual({ n: 0n });
    // Also while statements are under way.
    for (let round = 0; round < 5; round++) {
      const reading = [1, 2, 3].map(async () => await only(one, sql`select pg_sleep(2)`));
      const settled = Promise.allSettled(reading);
      let ended = false;
      void settled.then(() => {
        ended = true;
      });
      // Those that met a connection that was cut before have ended already.
      while (!ended && !(await isSleeping(other))) await pause();
      await only(other, cut);
      expect((await settled).map(({ status }) => status)).toContain('rejected');
    }
    const { results } = await send({ orderId: 'b', customerId: 'ada', paidAt: '2026-01-11', amount: 100 });
    expect(results).toEqual([{ status: 'added', orderId: 'b' }]);
    expect(await only(one, sql`select count(*) as n from orders`)).toEqual({ n: 2n });
    await evaluateAll(one.folder, { asOf: null, clock: () => one.clock.now }).catch((error: Error) => {
      expect(error.message).toContain('no scheme');
    });
  });

  it('see at once what the other has changed', async () => {
    const [one, other] = await openTwoShops();
    const before = await other.folder.version();
    await sender(one, 'here')({ orderId: 'a', customerId: 'ada', paidAt: '2026-01-10', amount: 100 });
    expect(await other.folder.version()).not.toBe(before);
  });

  it('R015 run once what is due each day, whoever comes first', async () => {
    const [one, other] = await openTwoShops();
    await publishScheme(one.folder, { document: scheme, author: 'owner', at: one.clock.now - 86_400_000 });
    const faults: unknown[] = [];
    const runs = [one, other].map(({ folder, clock }) =>
      startDailyRuns(folder, { clock: () => clock.now, onFault: (error) => faults.push(error) }),
    );
    for (const { stop } of runs) onTestFinished(stop);
    for (let day = 0; day < 3; day++) {
      one.clock.now += 86_400_000;
      await Promise.all(runs.map(async ({ tick }) => await tick()));
      await Promise.all(runs.map(async ({ tick }) => await tick()));
    }
    expect(faults).toEqual([]);
    const { reader } = other.folder.database();
    const days = (await listDailyRuns(reader, 10)).map(({ day }) => day);
    expect(days.slice(0, 3)).toEqual(['2026-01-18', '2026-01-17', '2026-01-16']);
    const evaluated = (await listEvaluations(reader)).filter(({ asOf }) => asOf >= '2026-01-16');
    expect(evaluated.map(({ asOf, status }) => `${asOf} ${status}`)).toEqual([
      '2026-01-18 done',
      '2026-01-17 done',
      '2026-01-16 done',
    ]);
  });

  it('evaluate one after the other, and end what a killed server left', async () => {
    const [one, other] = await openTwoShops();
    await publishScheme(one.folder, { document: scheme, author: 'owner', at: one.clock.now });
    await other.folder.writer.write((trx) =>
      sql`insert into evaluations (evaluation_id, kind, scheme_id, version, as_of, status, started_at, author)
        values (1, 'full', 'mine', 1, cast('2026-01-15' as date), 'running', cast('2026-01-15' as timestamp), 'killed')`.execute(
        trx,
      ),
    );
    const clock = () => one.clock.now;
    await Promise.all([one, other].map(({ folder }) => evaluateAll(folder, { asOf: null, clock })));
    const listed = await listEvaluations(one.folder.database().reader);
    expect(listed.map(({ id, status }) => `${id} ${status}`)).toEqual(['3 done', '2 done', '1 failed']);
  });

  it('import one after the other, and leave alone what the other is importing', async () => {
    const [one, other] = await openTwoShops();
    const header = 'order_id,customer_id,paid_at,amount,status';
    let meddled = false;
    const progress = {
      step: () => undefined,
      at: () => {
        if (meddled) return;
        meddled = true;
        void finishImports(other.folder, other.clock.now);
      },
    };
    const rows = Array.from({ length: 500 }, (_, n) => `${n},c${n % 50},2026-01-05,10,completed`);
    const [mine, theirs] = await Promise.all([
      importText(one, 'orders', [`${header}\n${rows.join('\n')}\n`], { progress }),
      importText(other, 'orders', [`${header}\n${rows.join('\n')}\n`]),
    ]);
    expect(meddled).toBe(true);
    expect([mine.outcome, theirs.outcome].map((outcome) => outcome?.added).toSorted()).toEqual([0, 500]);
    const imports = sql`select count(*) as n from imports where status = 'done'`;
    expect(await only(one, imports)).toEqual({ n: 2n });
  });
});
