import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { day } from '../../src/domain/calendar.ts';
import { changeBusinessSettings } from '../../src/features/business/business-settings.ts';
import { type DailyRuns, startDailyRuns } from '../../src/features/evaluations/daily-run.ts';
import { missedRuns } from '../../src/features/evaluations/due-run.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { readFreshness } from '../../src/features/evaluations/freshness.ts';
import { listEvaluations } from '../../src/features/evaluations/list-evaluations.ts';
import { listDailyRuns } from '../../src/features/evaluations/record-daily-run.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import { twoTiers as scheme } from '../support/two-tiers.ts';

/** The clock of the shop, in Shanghai. */
function at({ clock }: Shop, moment: string): void {
  clock.now = Date.parse(`${moment.replace(' ', 'T')}:00+08:00`);
}

async function openWithScheme(moment: string): Promise<Shop> {
  const shop = await openShop();
  at(shop, moment);
  await publishScheme(shop.folder, { document: scheme, author: 'owner', at: shop.clock.now });
  const bought = [{ id: 1, customer: 'ada', day: '2026-01-02', amount: 100_000 }];
  await shop.folder.writer.write((trx) => recordBought(trx, shop.clock.now, bought));
  return shop;
}

interface Started extends DailyRuns {
  readonly faults: unknown[];
}

/** Started, and through with what it found. */
async function start({ folder, clock }: Shop): Promise<Started> {
  const faults: unknown[] = [];
  const runs = startDailyRuns(folder, { clock: () => clock.now, onFault: (error) => faults.push(error) });
  onTestFinished(runs.stop);
  await runs.tick();
  return { ...runs, faults };
}

async function told({ folder }: Shop): Promise<string[]> {
  const runs = await listDailyRuns(folder.database().reader, 100);
  return runs.map(({ day, state, evaluation }) => `${day} ${state} ${evaluation}`).reverse();
}

async function evaluated({ folder }: Shop): Promise<string[]> {
  const listed = await listEvaluations(folder.database().reader);
  return listed.map(({ asOf, status, author }) => `${asOf} ${status} ${author}`).reverse();
}

describe('the daily run', () => {
  it('R015 grades everybody once a day at the time of the business', async () => {
    const shop = await openWithScheme('2026-01-14 12:00');
    const runs = await start(shop);
    expect(await told(shop)).toEqual([]);
    for (const moment of ['2026-01-15 02:59', '2026-01-15 03:00', '2026-01-15 03:01', '2026-01-16 03:01']) {
      at(shop, moment);
      await runs.tick();
    }
    expect(await told(shop)).toEqual(['2026-01-15 done 1', '2026-01-16 done 2']);
    expect(await evaluated(shop)).toEqual(['2026-01-15 done daily run', '2026-01-16 done daily run']);
  });

  it('R015 keeps to another time when it is set', async () => {
    const shop = await openWithScheme('2026-01-14 12:00');
    await changeBusinessSettings(shop.folder, { dailyRunAt: '22:30' });
    const runs = await start(shop);
    at(shop, '2026-01-14 22:29');
    await runs.tick();
    expect(await told(shop)).toEqual([]);
    at(shop, '2026-01-14 22:30');
    await runs.tick();
    expect(await told(shop)).toEqual(['2026-01-14 done 1']);
  });

  it('R015 waits for the first standard', async () => {
    const shop = await openShop();
    at(shop, '2026-01-14 12:00');
    const runs = await start(shop);
    at(shop, '2026-01-20 12:00');
    await runs.tick();
    expect(await readFreshness(shop.folder.database().reader, shop.clock.now)).toEqual({
      asOf: null,
      evaluatedAt: null,
      nextRunAt: null,
      missedRuns: [],
      staleCustomers: 0,
    });
    await publishScheme(shop.folder, { document: scheme, author: 'owner', at: shop.clock.now });
    await runs.tick();
    expect(await told(shop)).toEqual([]);
    at(shop, '2026-01-21 03:00');
    await runs.tick();
    expect(await told(shop)).toEqual(['2026-01-21 done 1']);
    expect(runs.faults).toEqual([]);
  });

  it('R017 makes up at the start for a week that the server was off, by one evaluation', async () => {
    const shop = await openWithScheme('2026-01-14 12:00');
    const first = await start(shop);
    at(shop, '2026-01-15 03:00');
    await first.tick();
    await first.stop();
    at(shop, '2026-01-19 01:00');
    const { reader } = shop.folder.database();
    expect(await missedRuns(reader, shop.clock.now)).toEqual(['2026-01-16', '2026-01-17', '2026-01-18']);
    expect(await readFreshness(reader, shop.clock.now)).toMatchObject({
      asOf: '2026-01-15',
      staleCustomers: 1,
    });
    await start(shop);
    expect(await told(shop)).toEqual([
      '2026-01-15 done 1',
      '2026-01-16 made-up 2',
      '2026-01-17 made-up 2',
      '2026-01-18 made-up 2',
    ]);
    expect((await evaluated(shop))[1]).toBe('2026-01-19 done daily run');
    expect(await missedRuns(reader, shop.clock.now)).toEqual([]);
    expect(await readFreshness(reader, shop.clock.now)).toMatchObject({
      asOf: '2026-01-19',
      staleCustomers: 0,
    });
  });

  it('R017 takes an evaluation that somebody asked for since it was due', async () => {
    const shop = await openWithScheme('2026-01-14 12:00');
    at(shop, '2026-01-16 09:00');
    await evaluateAll(shop.folder, { asOf: null, clock: () => shop.clock.now, author: 'ada' });
    await start(shop);
    expect(await evaluated(shop)).toEqual(['2026-01-16 done ada']);
    expect(await told(shop)).toEqual(['2026-01-16 made-up 1']);
  });

  it('R015 runs all the same where somebody asked for one before it was due, or as of another day', async () => {
    const shop = await openWithScheme('2026-01-14 12:00');
    const evaluate = async (asOf: string | null): Promise<unknown> =>
      await evaluateAll(shop.folder, { asOf: asOf === null ? null : day(asOf), clock: () => shop.clock.now });
    at(shop, '2026-01-15 00:05');
    await evaluate(null);
    at(shop, '2026-01-15 03:00');
    await evaluate('2025-12-31');
    await start(shop);
    expect((await evaluated(shop))[2]).toBe('2026-01-15 done daily run');
    expect(await told(shop)).toEqual(['2026-01-15 done 3']);
  });

  it('R017 is stored when it fails, and tried again after a pause', async () => {
    const shop = await openWithScheme('2026-01-14 12:00');
    const runs = await start(shop);
    const { folder } = shop;
    const broken = async (from: string, to: string) =>
      await folder.writer.write(
        async (trx) => await sql.raw(`alter table ${from} rename to ${to}`).execute(trx),
      );
    await broken('refunds', 'refunds_away');
    for (const moment of ['2026-01-15 03:00', '2026-01-15 03:04', '2026-01-15 03:05', '2026-01-15 03:14']) {
      at(shop, moment);
      await runs.tick();
    }
    expect(await listDailyRuns(folder.database().reader, 1)).toMatchObject([
      { day: '2026-01-15', state: 'failed', tries: 2, message: expect.stringContaining('refunds') },
    ]);
    expect(runs.faults).toHaveLength(2);
    expect(await evaluated(shop)).toEqual(['2026-01-15 failed daily run', '2026-01-15 failed daily run']);
    await broken('refunds_away', 'refunds');
    at(shop, '2026-01-15 03:15');
    await runs.tick();
    expect(await told(shop)).toEqual(['2026-01-15 made-up 3']);
  });

  it('R015 goes on when the clock was ahead for a while and is put right', async () => {
    const shop = await openWithScheme('2026-01-14 12:00');
    const runs = await start(shop);
    for (const moment of ['2026-02-20 03:01', '2026-01-15 03:01', '2026-01-15 04:00', '2026-01-16 03:00']) {
      at(shop, moment);
      await runs.tick();
    }
    expect(await evaluated(shop)).toEqual([
      '2026-02-20 done daily run',
      '2026-01-15 done daily run',
      '2026-01-16 done daily run',
    ]);
    expect(await readFreshness(shop.folder.database().reader, shop.clock.now)).toMatchObject({
      asOf: '2026-01-16',
      missedRuns: [],
    });
  });
});
