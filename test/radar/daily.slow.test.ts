import { sql } from 'kysely';
import { expect, it, onTestFinished } from 'vitest';
import type { DataFolder } from '../../src/db/data-folder.ts';
import { startDailyRuns } from '../../src/features/evaluations/daily-run.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { listDailyRuns } from '../../src/features/evaluations/record-daily-run.ts';
import { readLook } from '../../src/features/radar/kept-look.ts';
import { lookAhead } from '../../src/features/radar/look-ahead.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { DAY } from '../support/accounts.ts';
import { recordBought } from '../support/record-bought.ts';
import { openShop } from '../support/shop-folder.ts';
import { monthly } from './monthly.ts';

it('each daily run looks ahead from its day', async () => {
  const { folder, clock } = await openShop('2026-01-15T01:00:00Z');
  await publishScheme(folder, { document: monthly, author: 'owner', at: clock.now });
  const bought = [{ id: 1, customer: 'ada', day: '2026-01-10', amount: 100_000 }];
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
  const faults: unknown[] = [];
  const runs = startDailyRuns(folder, { clock: () => clock.now, onFault: (error) => faults.push(error) });
  onTestFinished(runs.stop);
  await runs.tick();
  const look = async () => await readLook(folder.database().reader);
  expect(await look()).toBeNull();
  const next = async (asOf: string): Promise<void> => {
    clock.now += DAY;
    await runs.tick();
    expect(await look()).toMatchObject({ asOf, isExact: true });
    expect(await listDailyRuns(folder.database().reader, 1)).toMatchObject([{ day: asOf, state: 'made-up' }]);
  };
  await next('2026-01-16');
  expect(faults).toEqual([]);
  // That alerts cannot be kept changes nothing of the run.
  await drop(folder, 'tier_alerts');
  await next('2026-01-17');
  expect(faults).toEqual([expect.objectContaining({ message: expect.stringContaining('tier_alerts') })]);
  // And of a look that cannot be kept nothing is left.
  await drop(folder, 'radar_falls');
  await expect(lookAhead(folder, { clock: () => clock.now })).rejects.toThrow('radar_falls');
  const { rows } =
    await sql`select 1 from information_schema.tables where table_name = 'radar_spent'`.execute(
      folder.database().reader,
    );
  expect(rows).toEqual([]);
});

async function drop({ writer }: DataFolder, table: string): Promise<void> {
  await writer.write(async (trx) => void (await sql`drop table ${sql.table(table)}`.execute(trx)));
}

it('whoever asks while it is looked waits for a look that knows all he does, and shares it with others who wait', async () => {
  const { folder, clock } = await openShop('2026-01-15T01:00:00Z');
  await publishScheme(folder, { document: monthly, author: 'owner', at: clock.now });
  const bought = [{ id: 1, customer: 'ada', day: '2026-01-10', amount: 100_000 }];
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
  let begun = 0;
  const begins = (): number => {
    begun += 1;
    return clock.now;
  };
  const told: number[] = [];
  const givenUp = (): never => {
    throw new Error('given up');
  };
  let others: Promise<readonly PromiseSettledResult<unknown>[]> | undefined;
  const tick = (fraction: number): void => {
    told.push(fraction);
    others ??= Promise.allSettled([
      lookAhead(folder, { clock: begins, tick: givenUp }),
      lookAhead(folder, { clock: begins }),
      lookAhead(folder, { clock: begins }),
    ]);
  };
  expect(await lookAhead(folder, { clock: begins, tick })).toMatchObject({ falls: 1 });
  expect(begun).toBe(1);
  expect((await others)?.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
  expect(begun).toBe(2);
  // Half the way the days are found on which something changes.
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect([told.some((fraction) => fraction > 0 && fraction < 0.5), told.at(-1)]).toEqual([true, 1]);
});

it('of more restless customers than are looked at every day it says that days may be off', async () => {
  const { folder, clock } = await openShop('2026-01-15T01:00:00Z');
  const gold = { id: 'gold', name: 'Gold', when: { metric: 'tenure_days', under: 40 } };
  const document = { ...monthly, tiers: [{ id: 'base', name: 'Base' }, gold] };
  await publishScheme(folder, { document, author: 'owner', at: clock.now });
  const bought = [1, 2].map((id) => ({ id, customer: `c${id}`, day: '2026-01-10', amount: 100_000 }));
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
  const evaluate = async () => await evaluateAll(folder, { asOf: null, clock: () => clock.now });
  const look = async (daily: number) => await lookAhead(folder, { clock: () => clock.now, days: 40, daily });
  await evaluate();
  expect(await look(1)).toMatchObject({ falls: 2, isExact: true });
  const rising = { ...gold, when: { metric: 'tenure_days', atLeast: 10, under: 40 } };
  await publishScheme(folder, {
    document: { ...document, tiers: [{ id: 'base', name: 'Base' }, rising] },
    ...{ author: 'owner', at: clock.now },
  });
  clock.now += DAY;
  await evaluate();
  expect(await look(2)).toMatchObject({ falls: 2, isExact: true });
  expect(await look(1)).toMatchObject({ falls: 2, isExact: false });
  expect(await readLook(folder.database().reader)).toMatchObject({ isExact: false });
});
