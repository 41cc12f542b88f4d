import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { currentGeneration, publishedEvaluation } from '../../src/features/evaluations/generation.ts';
import { endEvaluations } from '../../src/features/evaluations/record-evaluation.ts';
import { type Recorded, recordedSoFar, touchedSince } from '../../src/features/evaluations/touched.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const scheme = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: { top: { 'top-share-of': 'spend' }, recency: { rfm: 'recency', method: 'rank' } },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'gold', name: 'Gold', when: { metric: 'spend', atLeast: 1000 } },
  ],
};

async function openWithScheme(): Promise<Shop> {
  const shop = await openShop();
  await publishScheme(shop.folder, { document: scheme, author: 'owner', at: shop.clock.now });
  await buy(shop, 1, 'ada');
  return shop;
}

async function buy({ folder, clock }: Shop, id: number, customer: string): Promise<void> {
  const bought = [{ id, customer, day: '2026-01-02', amount: 60_000 }];
  await folder.writer.write((trx) => recordBought(trx, clock.now, bought));
}

async function evaluate({ folder, clock }: Shop): Promise<unknown> {
  return await evaluateAll(folder, { asOf: null, clock: () => clock.now });
}

async function gradeTables({ folder }: Shop): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_name like 'grades%' order by 1`.execute(folder.database().reader);
  return rows.map(({ name }) => name);
}

/** Marks what is recorded from now on as an import's that is still under way. */
async function beginImport(trx: Kysely<unknown>, recording: bigint): Promise<void> {
  await sql`insert into imports (import_id, kind, file, digest, status, started_at)
    values (1, 'orders', 'x', 'x', 'recording', timestamp '2026-01-15')`.execute(trx);
  await sql`update recordings set import_id = 1 where recording_id = ${recording}`.execute(trx);
}

async function chosen({ folder }: Shop, since: Recorded): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select external_id as id from customers
    where ${touchedSince(since)} order by 1`.execute(folder.database().reader);
  return rows.map(({ id }) => id);
}

describe('an evaluation', () => {
  it('R038 keeps beside tiers and metrics whose they are and what lists are searched by', async () => {
    const shop = await openWithScheme();
    await shop.folder.writer.write((trx) =>
      sql`update customers set name = '阿达', search_text = 'ada', owner = 'eve', store = 's', region = 'r', source = 'ad'`.execute(
        trx,
      ),
    );
    await evaluate(shop);
    const { rows } = await sql`select external_id, name, search_text, owner, store, region, source,
      cast(as_of as text) as as_of, cast(graded_at as text) as graded_at from grades_1`.execute(
      shop.folder.database().reader,
    );
    expect(rows).toEqual([
      {
        external_id: 'ada',
        name: '阿达',
        search_text: 'ada',
        owner: 'eve',
        store: 's',
        region: 'r',
        source: 'ad',
        as_of: '2026-01-15',
        graded_at: '2026-01-15 03:00:00',
      },
    ]);
  });

  it('R017 leaves the tables of the published one alone, whatever came before', async () => {
    const shop = await openWithScheme();
    const { folder, clock } = shop;
    await evaluate(shop);
    await evaluate(shop);
    expect(await gradeTables(shop)).toEqual(['grades_2', 'grades_2_share0']);
    const rename = async (from: string, to: string) =>
      await folder.writer.write((trx) => sql.raw(`alter table ${from} rename to ${to}`).execute(trx));
    await rename('refunds', 'refunds_away');
    await expect(evaluate(shop)).rejects.toThrow(/refunds/);
    await rename('refunds_away', 'refunds');
    expect(await gradeTables(shop)).toEqual(['grades_2', 'grades_2_share0']);
    for (const table of ['grades_1', 'grades_7_measured', 'grades_20']) {
      await folder.writer.write((trx) => sql.raw(`create table ${table} (customer_id bigint)`).execute(trx));
    }
    await endEvaluations(folder, clock.now);
    expect(await gradeTables(shop)).toEqual(['grades_2', 'grades_2_share0']);
    expect((await currentGeneration(folder.database().reader))?.id).toBe(2n);
  });

  it('R016 catches up with all of an import that was under way when it began', async () => {
    const shop = await openWithScheme();
    const { folder } = shop;
    await buy(shop, 2, 'bob');
    await folder.writer.write((trx) => beginImport(trx, 2n));
    const atStart = await recordedSoFar(folder.database().reader);
    expect(atStart).toEqual({ last: 2n, open: [2n] });
    await buy(shop, 3, 'cleo');
    // A later slice of the import carries the number of its first.
    await folder.writer.write(async (trx) => {
      for (const table of ['customers', 'orders']) {
        await sql`update ${sql.table(table)} set recorded_by = 2 where recorded_by = 3`.execute(trx);
      }
    });
    expect(await chosen(shop, atStart)).toEqual(['bob', 'cleo']);
    expect(await chosen(shop, { ...atStart, open: [] })).toEqual([]);
    await folder.writer.write((trx) =>
      sql`update imports set status = 'done', finished_at = timestamp '2026-01-15'`.execute(trx),
    );
    expect(await recordedSoFar(folder.database().reader)).toMatchObject({ open: [] });
  });

  it('R016 grades within it whoever an import brought while it ran', async () => {
    const shop = await openWithScheme();
    const { folder, clock } = shop;
    await folder.writer.write((trx) => beginImport(trx, 1n));
    let running = true;
    const evaluation = evaluate(shop).finally(() => {
      running = false;
    });
    const inTime: string[] = [];
    for (let id = 2; running && id < 500; id++) {
      const customer = `new ${id}`;
      const bought = [{ id, customer, day: '2026-01-02', amount: 100_000 }];
      const isInTime = await folder.writer.write(async (trx) => {
        await recordBought(trx, clock.now, bought);
        for (const table of ['customers', 'orders']) {
          await sql`update ${sql.table(table)} set recorded_by = 1 where recorded_by > 1`.execute(trx);
        }
        await sql`delete from recordings where recording_id > 1`.execute(trx);
        return (await publishedEvaluation(trx)) === null;
      });
      if (isInTime) inTime.push(customer);
    }
    await evaluation;
    const { rows } = await sql<{ external_id: string }>`select external_id from grades_1`.execute(
      folder.database().reader,
    );
    expect(inTime.length).toBeGreaterThan(0);
    expect(rows.map((row) => row.external_id)).toEqual(expect.arrayContaining(inTime));
  });
});
