import { expect, it, onTestFinished } from 'vitest';
import { startDailyRuns } from '../../src/features/evaluations/daily-run.ts';
import { lookAhead } from '../../src/features/radar/look-ahead.ts';
import { readLook } from '../../src/features/radar/radar-rows.ts';
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
  for (const asOf of ['2026-01-16', '2026-01-17']) {
    clock.now += DAY;
    await runs.tick();
    expect(await look()).toMatchObject({ asOf, isExact: true });
  }
  expect(faults).toEqual([]);
});

it('of more restless customers than are looked at every day it says that days may be off', async () => {
  const { folder, clock } = await openShop('2026-01-15T01:00:00Z');
  const gold = { id: 'gold', name: 'Gold', when: { metric: 'tenure_days', under: 40 } };
  const document = { ...monthly, tiers: [{ id: 'base', name: 'Base' }, gold] };
  await publishScheme(folder, { document, author: 'owner', at: clock.now });
  const bought = [1, 2].map((id) => ({ id, customer: `c${id}`, day: '2026-01-10', amount: 100_000 }));
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
  const runs = startDailyRuns(folder, { clock: () => clock.now, onFault: () => undefined });
  onTestFinished(runs.stop);
  await runs.tick();
  clock.now += DAY;
  await runs.tick();
  expect(await lookAhead(folder, { clock: () => clock.now, daily: 1 })).toMatchObject({
    falls: 2,
    isExact: true,
  });
  const rising = { ...gold, when: { metric: 'tenure_days', atLeast: 10, under: 40 } };
  await publishScheme(folder, {
    document: { ...document, tiers: [{ id: 'base', name: 'Base' }, rising] },
    ...{ author: 'owner', at: clock.now },
  });
  clock.now += DAY;
  await runs.tick();
  expect(await lookAhead(folder, { clock: () => clock.now })).toMatchObject({ falls: 2, isExact: true });
  expect(await lookAhead(folder, { clock: () => clock.now, daily: 1 })).toMatchObject({
    falls: 2,
    isExact: false,
  });
  expect(await readLook(folder.database().reader)).toMatchObject({ isExact: false });
});
