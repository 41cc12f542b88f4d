import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { addDays, type Day, day } from '../../src/domain/calendar.ts';
import { explainTier } from '../../src/features/customers/explain.ts';
import { startDailyRuns } from '../../src/features/evaluations/daily-run.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { readFreshness } from '../../src/features/evaluations/freshness.ts';
import { listEvaluations } from '../../src/features/evaluations/list-evaluations.ts';
import { customerLedger } from '../../src/features/ledger/customer-ledger.ts';
import { endPublication } from '../../src/features/schemes/end-publication.ts';
import { listSchemes, type Published, publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { currentScheme } from '../../src/features/schemes/standard-in-force.ts';
import type { Holders } from '../../src/features/schemes/standing.ts';
import { buy, expectSoundLedger, shownTiers } from '../support/ledger-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const all = { all: true } as const;
const MORNING = 'T01:00:00Z';

function standard(silver: number, gold: number, id = 'mine', further: readonly object[] = []): object {
  const reached = (tier: string, amount: number) => ({
    id: tier,
    name: tier,
    when: { metric: 'spend', atLeast: amount },
  });
  return {
    ...{ tierbook: 1, id, name: id },
    tiers: [{ id: 'base', name: 'base' }, reached('silver', silver), reached('gold', gold), ...further],
  };
}

const usual = standard(10, 20);
/** Lower thresholds, and a tier that there is in the season alone. */
const season = standard(5, 12, 'double-11', [
  { id: 'star', name: 'star', when: { metric: 'spend', atLeast: 30 } },
]);

const bought = [
  { id: 1, customer: 'ada', day: '2026-10-29', amount: 1200 },
  { id: 2, customer: 'bob', day: '2026-10-29', amount: 3500 },
  { id: 3, customer: 'cleo', day: '2026-10-29', amount: 600 },
];

/** A shop on 29 October with the usual standard, and everybody graded by it. */
async function opened(): Promise<Shop> {
  const shop = await openShop(`2026-10-29${MORNING}`);
  await publish(shop, { document: usual });
  await buy(shop, ...bought);
  await evaluate(shop);
  return shop;
}

type Asked = Omit<Parameters<typeof publishScheme>[1], 'author' | 'at'>;

async function publish({ folder, clock }: Shop, asked: Asked): Promise<Published> {
  return await publishScheme(folder, { ...asked, author: 'owner', at: clock.now });
}

async function evaluate({ folder, clock }: Shop): Promise<void> {
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
}

/** The morning of a day; days between are made up for. */
async function until(shop: Shop, last: string): Promise<void> {
  shop.clock.now = Date.parse(`${last}${MORNING}`);
  await evaluate(shop);
}

async function everyMorning(shop: Shop, from: string, to: string): Promise<void> {
  for (let next = day(from); next <= to; next = addDays(next, 1)) await until(shop, next);
}

async function holding({ folder, clock }: Shop): Promise<string> {
  const current = await currentScheme(folder.database().reader, clock.now);
  return `${current?.id}@${current?.version}`;
}

/** `effective kind: from > to (held) by the standard`, the oldest entry first. */
async function entriesOf({ folder }: Shop, customer: string): Promise<string[]> {
  const { rows } = await sql<{
    id: bigint;
  }>`select customer_id as id from customers where external_id = ${customer}`.execute(
    folder.database().reader,
  );
  const { entries } = await customerLedger(folder, all, rows[0]?.id ?? expect.fail(), 0);
  return entries
    .toSorted((a, b) => Number(a.number - b.number))
    .map(({ effective, kind, from, to, held, scheme }) => {
      const below = held.id === to.id ? '' : ` (${held.id})`;
      return `${effective} ${kind}: ${from?.id ?? '-'} > ${to.id}${below} by ${scheme.id}`;
    });
}

async function refusalOf(publishing: Promise<unknown>): Promise<unknown> {
  return await publishing.then(
    () => 'not refused',
    (error: { problems?: { code: string }[]; code?: string }) =>
      error.problems?.map(({ code }) => code) ?? error.code,
  );
}

const elevens = { startsOn: day('2026-11-01'), endsOn: day('2026-11-05') };

describe('a season', () => {
  it('R020 R021 grades by another standard from its first day to its last, then by the usual one again', async () => {
    const shop = await opened();
    const told = await publish(shop, { document: season, ...elevens });
    expect(told).toMatchObject({ id: 'double-11', version: 1, inForceFrom: '2026-11-01' });
    const days: string[] = [];
    for (const next of ['10-30', '10-31', '11-01', '11-03', '11-05', '11-06', '11-07']) {
      await until(shop, `2026-${next}`);
      if (next === '11-03') await buy(shop, { id: 4, customer: 'dan', day: '2026-11-03', amount: 700 });
      days.push(`${next} ${await holding(shop)} ${Object.values(await shownTiers(shop)).join('')}`);
    }
    expect(days).toEqual([
      '10-30 mine@1 120',
      '10-31 mine@1 120',
      '11-01 double-11@1 231',
      '11-03 double-11@1 2311',
      '11-05 double-11@1 2311',
      '11-06 mine@1 1200',
      '11-07 mine@1 1200',
    ]);
    expect(await entriesOf(shop, 'cleo')).toEqual([
      '2026-10-29 first grading: - > base by mine',
      '2026-11-01 scheme change: base > silver by double-11',
      '2026-11-06 scheme change: silver > base by mine',
    ]);
    // The tier of the season is gone; the ledger names the one held since.
    expect(await entriesOf(shop, 'bob')).toEqual([
      '2026-10-29 first grading: - > gold by mine',
      '2026-11-01 scheme change: gold > star by double-11',
      '2026-11-06 scheme change: gold > gold by mine',
    ]);
    expect(await entriesOf(shop, 'dan')).toEqual([
      '2026-11-03 first grading: - > silver by double-11',
      '2026-11-06 scheme change: silver > base by mine',
    ]);
    const { reader } = shop.folder.database();
    const proven = async (on: string): Promise<string> =>
      (await explainTier(reader, 'cleo', day(on), shop.clock.now)).tier.id;
    expect([await proven('2026-10-31'), await proven('2026-11-05'), await proven('2026-11-06')]).toEqual([
      'base',
      'silver',
      'base',
    ]);
    await expectSoundLedger(shop);
    // What was bought before it becomes known after it; within it a tier was held that there is no more.
    await buy(shop, { id: 6, customer: 'cleo', day: '2026-10-30', amount: 700 });
    await buy(shop, { id: 7, customer: 'bob', day: '2026-11-02', amount: 1 });
    await until(shop, '2026-11-08');
    expect((await entriesOf(shop, 'cleo')).slice(3)).toEqual([
      '2026-11-07 upgrade: base > silver by mine',
      '2026-10-30 correction: base > silver by mine',
      '2026-11-01 correction: silver > gold by double-11',
      '2026-11-06 correction: gold > silver by mine',
      '2026-11-07 correction: silver > silver by mine',
    ]);
    expect((await entriesOf(shop, 'bob')).length).toBe(3);
    await expectSoundLedger(shop);
  }, 240_000);

  const choices: [Holders, string, string[]][] = [
    ['anew', '2026-11-08', ['2026-11-06 scheme change: silver > base by mine']],
    ['until-period-end', '2026-12-02', ['2026-12-01 downgrade: silver > base by mine']],
    ['for-good', '2026-11-08', ['2026-11-06 scheme change: silver > silver (base) by mine']],
  ];
  it.each(choices)(
    'R020 gives those who rose in it what was chosen for its end: %s',
    async (returnHolders, last, later) => {
      const shop = await opened();
      await publish(shop, { document: season, ...elevens, returnHolders });
      await until(shop, '2026-11-02');
      await until(shop, '2026-11-06');
      // Once more on the same day, and for whoever buys on it.
      await evaluate(shop);
      await buy(shop, { id: 5, customer: 'cleo', day: '2026-11-06', amount: 1 });
      await until(shop, last);
      expect(await entriesOf(shop, 'cleo')).toEqual([
        '2026-10-29 first grading: - > base by mine',
        '2026-11-01 scheme change: base > silver by double-11',
        ...later,
      ]);
      await expectSoundLedger(shop);
    },
    240_000,
  );

  it.each<[Holders, string[]]>([
    ['anew', ['2026-11-01 scheme change: silver > base by strict']],
    ['until-period-end', []],
  ])(
    'R020 gives those who would lose by it what was chosen for its beginning: %s',
    async (holders, lost) => {
      const shop = await opened();
      await publish(shop, { document: standard(15, 25, 'strict'), ...elevens, holders });
      await everyMorning(shop, '2026-10-31', '2026-11-02');
      await until(shop, '2026-11-06');
      const back = lost.length === 0 ? [] : ['2026-11-06 scheme change: base > silver by mine'];
      expect(await entriesOf(shop, 'ada')).toEqual([
        '2026-10-29 first grading: - > silver by mine',
        ...lost,
        ...back,
      ]);
      await expectSoundLedger(shop);
    },
    240_000,
  );

  it('R017 R021 is made up for by each day’s own standard where the server was off from before it to after it', async () => {
    const [there, off] = [await opened(), await opened()];
    const three = { startsOn: day('2026-10-31'), endsOn: day('2026-11-02') };
    for (const shop of [there, off]) await publish(shop, { document: season, ...three });
    await everyMorning(there, '2026-10-30', '2026-11-04');
    await until(off, '2026-11-04');
    for (const customer of ['ada', 'bob', 'cleo']) {
      const entries = await entriesOf(off, customer);
      expect(entries).toEqual(await entriesOf(there, customer));
      expect(entries).toHaveLength(3);
    }
    await expectSoundLedger(off);
  }, 240_000);

  it('R021 that is called off never begins, and one that is ended early is over at once', async () => {
    const shop = await opened();
    const { folder, clock } = shop;
    const end = async (id: bigint | null, lastDay: Day | null = null): Promise<unknown> =>
      await endPublication(folder, id ?? 0n, { author: 'owner', at: clock.now, lastDay });
    const first = await publish(shop, { document: season, ...elevens });
    await until(shop, '2026-10-31');
    expect(await end(first.publication)).toMatchObject({ lastDay: '2026-10-31', endedBy: 'owner' });
    expect(await refusalOf(end(first.publication))).toEqual(['publication-over']);
    await until(shop, '2026-11-02');
    expect(await holding(shop)).toBe('mine@1');
    const second = await publish(shop, { document: season, endsOn: day('2026-11-10') });
    expect(second).toMatchObject({ version: 1, startsOn: '2026-11-02', isNew: true });
    await evaluate(shop);
    expect(await shownTiers(shop)).toEqual({ ada: 2n, bob: 3n, cleo: 1n });
    await until(shop, '2026-11-04');
    expect(await refusalOf(end(second.publication, day('2026-11-02')))).toEqual(['bad-last-day']);
    await end(second.publication, day('2026-11-08'));
    expect(await holding(shop)).toBe('double-11@1');
    await end(second.publication);
    expect(await holding(shop)).toBe('mine@1');
    await evaluate(shop);
    expect(await shownTiers(shop)).toEqual({ ada: 1n, bob: 2n, cleo: 0n });
    expect(await entriesOf(shop, 'ada')).toEqual([
      '2026-10-29 first grading: - > silver by mine',
      '2026-11-02 scheme change: silver > gold by double-11',
      '2026-11-04 scheme change: gold > silver by mine',
    ]);
    await expectSoundLedger(shop);
  }, 240_000);

  it('R020 begins and ends with the first minute of a day where the daily run is there', async () => {
    const shop = await opened();
    const { folder, clock } = shop;
    const faults: unknown[] = [];
    await publish(shop, { document: season, ...elevens });
    const runs = startDailyRuns(folder, { clock: () => clock.now, onFault: (error) => faults.push(error) });
    onTestFinished(runs.stop);
    const at = async (moment: string): Promise<string> => {
      clock.now = Date.parse(`${moment.replace(' ', 'T')}:00+08:00`);
      await runs.tick();
      return `${moment} ${Object.values(await shownTiers(shop)).join('')}`;
    };
    const seen: string[] = [];
    for (const moment of ['10-31 03:01', '10-31 23:59', '11-01 00:00', '11-05 23:59', '11-06 00:01'])
      seen.push(await at(`2026-${moment}`));
    expect(seen).toEqual([
      '2026-10-31 03:01 120',
      '2026-10-31 23:59 120',
      '2026-11-01 00:00 231',
      '2026-11-05 23:59 231',
      '2026-11-06 00:01 120',
    ]);
    expect(await at('2026-11-06 04:00')).toMatch(/120$/);
    const listed = await listEvaluations(folder.database().reader);
    expect(listed.filter(({ asOf }) => asOf === '2026-11-06')).toHaveLength(1);
    const { nextRunAt } = await readFreshness(folder.database().reader, clock.now);
    expect(new Date(nextRunAt ?? 0).toISOString()).toBe('2026-11-06T19:00:00.000Z');
    expect(faults).toEqual([]);
    await expectSoundLedger(shop);
  }, 240_000);
});

describe('publishing for a day', () => {
  it('R020 lets a standard wait for its day, and one that is published within a season for its end', async () => {
    const shop = await opened();
    await publish(shop, { document: season, ...elevens });
    await publish(shop, { document: standard(11, 21), startsOn: day('2026-10-31') });
    await until(shop, '2026-10-31');
    expect(await holding(shop)).toBe('mine@2');
    await until(shop, '2026-11-02');
    const next = await publish(shop, { document: standard(13, 23), holders: 'until-period-end' });
    expect(next).toMatchObject({ version: 3, startsOn: '2026-11-02', inForceFrom: '2026-11-06' });
    expect(await holding(shop)).toBe('double-11@1');
    await until(shop, '2026-11-06');
    expect(await holding(shop)).toBe('mine@3');
    // Its own choice counts, not the season's.
    expect(await shownTiers(shop)).toEqual({ ada: 2n, bob: 2n, cleo: 1n });
    await expectSoundLedger(shop);
  }, 240_000);

  it('R020 refuses days gone by, ends before beginnings, seasons one over the other, and seasons with nothing to return to', async () => {
    const shop = await openShop(`2026-10-29${MORNING}`);
    const refused = async (asked: Asked): Promise<unknown> => await refusalOf(publish(shop, asked));
    const on = (first: string, last?: string): Asked => ({
      document: season,
      startsOn: day(`2026-${first}`),
      ...(last === undefined ? {} : { endsOn: day(`2026-${last}`) }),
    });
    expect(await refused(on('10-30'))).toEqual(['first-starts-today']);
    expect(await refused(on('10-29', '11-02'))).toEqual(['season-without-standard']);
    await publish(shop, { document: usual });
    expect(await refused(on('10-28'))).toEqual(['starts-too-early']);
    expect(await refused(on('11-05', '11-04'))).toEqual(['ends-too-early']);
    expect(await refused({ ...on('11-05'), returnHolders: 'anew' })).toEqual(['return-without-end']);
    await publish(shop, on('11-01', '11-05'));
    for (const days of [
      ['10-30', '11-01'],
      ['11-05', '11-06'],
      ['11-02', '11-03'],
      ['10-30', '11-10'],
    ] as const)
      expect(await refused(on(days[0], days[1]))).toEqual(['season-overlaps']);
    await publish(shop, on('11-06', '11-07'));
    await publish(shop, on('11-20'));
    expect(await refused({ ...on('11-20'), document: standard(1, 2, 'other') })).toEqual(['day-taken']);
    expect(await refused({ ...on('12-01'), document: { ...season, currency: 'USD' } })).toEqual([
      'other-currency',
    ]);
    // In Shanghai the next day has begun.
    shop.clock.now = Date.parse('2026-10-29T17:00:00Z');
    expect(await refused({ document: standard(3, 4), startsOn: day('2026-10-29') })).toEqual([
      'starts-too-early',
    ]);
  }, 300_000);
});

describe('going back to an earlier version', () => {
  it('R020 puts the same version in force again, and keeps who did it and when', async () => {
    const shop = await opened();
    await until(shop, '2026-10-30');
    await publish(shop, { document: standard(5, 10) });
    await evaluate(shop);
    expect(await shownTiers(shop)).toEqual({ ada: 2n, bob: 2n, cleo: 1n });
    await until(shop, '2026-10-31');
    const back = await publish(shop, { version: { id: 'mine', version: 1 } });
    expect(back).toMatchObject({ version: 1, isNew: true, startsOn: '2026-10-31' });
    await evaluate(shop);
    expect(await holding(shop)).toBe('mine@1');
    expect(await entriesOf(shop, 'ada')).toEqual([
      '2026-10-29 first grading: - > silver by mine',
      '2026-10-30 scheme change: silver > gold by mine',
      '2026-10-31 scheme change: gold > silver by mine',
    ]);
    expect(await publish(shop, { version: { id: 'mine', version: 1 } })).toMatchObject({ isNew: false });
    expect(await refusalOf(publish(shop, { version: { id: 'mine', version: 9 } }))).toBe('not-found');
    const listed = await listSchemes(shop.folder.database().reader, shop.clock.now);
    expect(listed.map(({ version, current }) => [version, current])).toEqual([
      [2, false],
      [1, true],
    ]);
    await expectSoundLedger(shop);
  }, 240_000);
});
