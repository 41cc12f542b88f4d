import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { generationTable, publishedEvaluation } from '../../src/features/evaluations/generation.ts';
import { endEvaluations } from '../../src/features/evaluations/record-evaluation.ts';
import { listSchemes, publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { currentScheme } from '../../src/features/schemes/standard-in-force.ts';
import { type Bought, recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const scheme = {
  tierbook: 1,
  id: 'mine',
  name: { zh: '我的', en: 'Mine' },
  metrics: { year: { of: 'orders', take: 'sum', window: { last: 12, unit: 'month' } } },
  tiers: [
    { id: 'normal', name: { zh: '普通', en: 'Normal' } },
    { id: 'gold', name: { zh: '金卡', en: 'Gold' }, when: { metric: 'year', atLeast: 1000 } },
  ],
};

async function record({ folder, clock }: Shop, bought: readonly Bought[]) {
  return await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
}

async function tiersOf({ folder }: Shop): Promise<Record<string, number>> {
  const { reader } = folder.database();
  const id = await publishedEvaluation(reader);
  const { rows } = await sql<{ external_id: string; tier: bigint }>`select customers.external_id, tier
    from ${sql.table(generationTable(id ?? 0n))} join customers using (customer_id)`.execute(reader);
  return Object.fromEntries(rows.map((row) => [row.external_id, Number(row.tier)]));
}

describe('a register', () => {
  it('R001 keeps orders, takes the same again for nothing and a changed one as a new version', async () => {
    const shop = await openShop();
    const ada = { id: 1, customer: 'ada', day: '2026-01-02', amount: 120_000 };
    const bob = { id: 2, customer: 'bob', day: '2026-01-03', amount: 5_000 };
    expect(await record(shop, [ada, bob])).toEqual({ added: 2, changed: 0, unchanged: 0 });
    expect(await record(shop, [ada, bob])).toEqual({ added: 0, changed: 0, unchanged: 2 });
    expect(await record(shop, [{ ...ada, status: 'refunded' }])).toEqual({
      added: 0,
      changed: 1,
      unchanged: 0,
    });
    const { reader } = shop.folder.database();
    const kept = await sql`select order_ref, status, recorded_by from orders order by order_id`.execute(
      reader,
    );
    expect(kept.rows).toEqual([
      { order_ref: '1', status: 'refunded', recorded_by: 3n },
      { order_ref: '2', status: 'completed', recorded_by: 1n },
    ]);
    const history = await sql`select order_ref, status, recorded_by, ended_by from orders_history`.execute(
      reader,
    );
    expect(history.rows).toEqual([{ order_ref: '1', status: 'completed', recorded_by: 1n, ended_by: 3n }]);
  });

  it('R015 grades everybody by the published scheme and shows one whole evaluation after the other', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    const evaluate = () => evaluateAll(folder, { asOf: null, clock: () => clock.now });
    await expect(evaluate()).rejects.toThrow(/no scheme is published/);
    await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
    await record(shop, [
      { id: 1, customer: 'ada', day: '2026-01-02', amount: 100_000 },
      { id: 2, customer: 'bob', day: '2026-01-03', amount: 99_999 },
    ]);
    expect(await evaluate()).toMatchObject({ customers: 2, changed: 2, asOf: '2026-01-15', version: 1 });
    expect(await tiersOf(shop)).toEqual({ ada: 1, bob: 0 });
    await record(shop, [{ id: 3, customer: 'bob', day: '2026-01-04', amount: 1 }]);
    expect(await evaluate()).toMatchObject({ customers: 2, changed: 1 });
    expect(await tiersOf(shop)).toEqual({ ada: 1, bob: 1 });
    const ahead = evaluateAll(folder, { asOf: day('2027-06-01'), clock: () => clock.now });
    expect(await ahead).toMatchObject({ changed: 2, asOf: '2027-06-01' });
    const { rows } =
      await sql`select table_name from information_schema.tables where table_name like 'grades_%'`.execute(
        folder.database().reader,
      );
    expect(rows).toEqual([{ table_name: 'grades_3' }]);
  });

  it('R013 grades by what it keeps of customers, and refuses a standard that looks at what it does not', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    const tiers = (when: object) => [scheme.tiers[0], { id: 'vip', name: 'VIP', when }];
    const local = { ...scheme, tiers: tiers({ field: 'region', is: '上海' }) };
    await publishScheme(folder, { document: local, author: 'owner', at: clock.now });
    await record(shop, [
      { id: 1, customer: 'ada', day: '2026-01-02', amount: 1 },
      { id: 2, customer: 'bob', day: '2026-01-02', amount: 1 },
    ]);
    await folder.writer.write((trx) =>
      sql`update customers set region = '上海' where external_id = 'bob'`.execute(trx),
    );
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    expect(await tiersOf(shop)).toEqual({ ada: 0, bob: 1 });
    for (const [field, why] of [
      ['phone', /keeps sealed/],
      ['skin', /no customer field/],
    ] as const) {
      const document = { ...scheme, tiers: tiers({ field, isEmpty: false }) };
      await expect(publishScheme(folder, { document, author: 'owner', at: clock.now })).rejects.toThrow(why);
    }
  });

  it('R009 refuses a standard in another currency once orders are kept', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    const publish = (currency: string) =>
      publishScheme(folder, { document: { ...scheme, currency }, author: 'owner', at: clock.now++ });
    await publish('JPY');
    expect(await publish('USD')).toMatchObject({ version: 2 });
    await record(shop, [{ id: 1, customer: 'ada', day: '2026-01-02', amount: 1 }]);
    await expect(publish('JPY')).rejects.toThrow(/kept in USD/);
    expect((await currentScheme(folder.database().reader, clock.now))?.version).toBe(2);
  });

  it('R017 clears away an evaluation that was cut off', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
    await folder.writer.write(async (trx) => {
      await sql`create table grades_1 (customer_id bigint)`.execute(trx);
      await sql`insert into evaluations (evaluation_id, kind, scheme_id, version, as_of, status, started_at, author)
        values (1, 'full', 'mine', 1, date '2026-01-01', 'running', timestamp '2026-01-01', 'owner')`.execute(
        trx,
      );
    });
    await endEvaluations(folder, clock.now);
    expect(await evaluateAll(folder, { asOf: null, clock: () => clock.now })).toMatchObject({ id: 2n });
    const { rows } = await sql`select evaluation_id, status from evaluations order by 1`.execute(
      folder.database().reader,
    );
    expect(rows).toEqual([
      { evaluation_id: 1n, status: 'failed' },
      { evaluation_id: 2n, status: 'done' },
    ]);
  });

  it('R009 numbers the versions of a scheme and takes the same document for the same version', async () => {
    const { folder, clock } = await openShop();
    const publish = (document: unknown) =>
      publishScheme(folder, { document, author: 'owner', at: clock.now++ });
    expect(await publish(scheme)).toMatchObject({ id: 'mine', version: 1, isNew: true });
    expect(await publish(scheme)).toMatchObject({ id: 'mine', version: 1, isNew: false });
    expect(await publish({ ...scheme, name: 'Other' })).toMatchObject({
      id: 'mine',
      version: 2,
      isNew: true,
    });
    const { reader } = folder.database();
    expect((await listSchemes(reader, clock.now)).map(({ version, current }) => [version, current])).toEqual([
      [2, true],
      [1, false],
    ]);
    expect((await currentScheme(reader, clock.now))?.document).toEqual({ ...scheme, name: 'Other' });
  });
});
