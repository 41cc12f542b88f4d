import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { openDataFolder } from '../../src/db/data-folder.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { startDailyRuns } from '../../src/features/evaluations/daily-run.ts';
import { listEvaluations } from '../../src/features/evaluations/list-evaluations.ts';
import { endOverride } from '../../src/features/ledger/answer-override.ts';
import { freezeTier, overrideTier } from '../../src/features/ledger/set-by-hand.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { type PublicationRequest, publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { importText } from '../support/import-text.ts';
import { expectSoundLedger } from '../support/ledger-shop.ts';
import { postgresUrl } from '../support/postgres.ts';
import { makePostgresDatabase, type ShopsDatabase } from '../support/postgres-database.ts';
import type { Shop } from '../support/shop-folder.ts';
import { later, season, usual } from '../support/year-of-standards.ts';
import { before, dice, FIRST, isMissed, setOn, toldOn, type Year } from '../support/year-of-trade.ts';

/** As many customers live through a whole year; without it a few through some weeks. */
const asked = process.env.TIERBOOK_YEAR_CUSTOMERS;
const year: Year = asked ? { customers: Number(asked), days: 365 } : { customers: 12, days: 7 };

const visibility = { all: true } as const;
const onDay = (share: number): number => Math.floor(share * year.days);

/** What is published on days of the year. */
const published = new Map<
  number,
  Pick<PublicationRequest, 'document' | 'startsOn' | 'endsOn' | 'holders' | 'returnHolders'>
>([
  [
    onDay(0.2),
    {
      ...{ document: season, startsOn: addDays(FIRST, onDay(0.3)), endsOn: addDays(FIRST, onDay(0.45)) },
      ...{ holders: 'until-period-end', returnHolders: 'anew' },
    },
  ],
  [onDay(0.7), { document: later, holders: 'for-good' }],
]);

/** Days after whose run all is decided once more: the last ones of each standard. */
const replayed = new Set([0.3, 0.45, 0.7, 1].map((share) => onDay(share) - 1));

/** Lives the year through the product's own daily run, which starts each morning with the server. */
async function live(shop: Shop): Promise<void> {
  const { folder, clock } = shop;
  const given: { readonly id: bigint; readonly customer: bigint }[] = [];
  const send = collectOrders(folder, () => clock.now);
  const files = before(year);
  clock.now = Date.parse(`${addDays(FIRST, -1)}T04:00:00Z`);
  await importText(shop, 'customers', [files.customers]);
  await importText(shop, 'orders', [files.orders]);
  clock.now = Date.parse(`${FIRST}T00:10:00Z`);
  await publishScheme(folder, { document: usual, author: 'owner', at: clock.now });
  for (let index = 0; index < year.days; index += 1) {
    const today = addDays(FIRST, index);
    clock.now = Date.parse(`${today}T00:20:00Z`);
    if (!isMissed(index)) await runDaily(shop);
    if (replayed.has(index)) await expectSoundLedger(shop);
    clock.now = Date.parse(`${today}T05:00:00Z`);
    const publication = published.get(index);
    if (publication !== undefined)
      await publishScheme(folder, { ...publication, author: 'owner', at: clock.now });
    const { results } = await send({ orders: toldOn(year, index), visibility, author: 'till' });
    expect(results.filter((result) => 'problems' in result)).toEqual([]);
    await setByHand(shop, index, given);
  }
}

async function runDaily({ folder, clock }: Shop): Promise<void> {
  const faults: unknown[] = [];
  const { stop } = startDailyRuns(folder, { clock: () => clock.now, onFault: (error) => faults.push(error) });
  await stop();
  expect(faults).toEqual([]);
}

async function setByHand(
  shop: Shop,
  index: number,
  given: { id: bigint; customer: bigint }[],
): Promise<void> {
  const { folder, clock } = shop;
  const common = { visibility, author: 'manager', reason: 'known for years', at: clock.now };
  for (const { customer: externalId, kind, tier, from, until } of setOn(year, index)) {
    const customer = await numberOf(shop, externalId);
    if (customer === undefined) continue;
    if (kind === 'freeze') await freezeTier(folder, { ...common, customer, until });
    else {
      const asked = { ...common, customer, kind, tier, from, until, needsApproval: false };
      given.push({ id: await overrideTier(folder, asked), customer });
    }
  }
  const ended = given[dice(given.length * 3 + 1, index, 20)];
  if (ended !== undefined) await endOverride(folder, ended.id, { ...common, customer: ended.customer });
}

async function numberOf({ folder }: Shop, externalId: string): Promise<bigint | undefined> {
  const { rows } = await sql<{
    id: bigint;
  }>`select customer_id as id from customers where external_id = ${externalId}`.execute(
    folder.database().reader,
  );
  return rows[0]?.id;
}

interface Lived {
  /** Every entry of the ledger, a line each. */
  readonly entries: readonly string[];
  /** Of the last batch: it holds all before it as well. */
  readonly digest: string | undefined;
  readonly kinds: readonly string[];
}

async function liveOn(database: ShopsDatabase): Promise<Lived> {
  const path = join(await mkdtemp(join(inject('scratch'), 'year-')), 'data');
  const clock = { now: Date.parse(`${FIRST}T00:00:00Z`) };
  const folder = await openDataFolder({ path, now: clock.now, create: true, ...database.option });
  const started = performance.now();
  try {
    await live({ folder, path, clock });
    const { reader } = folder.database();
    const { rows } = await sql<{
      line: string;
    }>`select concat_ws('|', external_id, entry_no, cast(effective as text), cast(recorded_at as text), kind,
        coalesce(outcome, '-'), coalesce(from_tier, '-'), to_tier, held_tier, coalesce(cast(rises as text), '-'), cast(decided as text), coalesce(reason, '-')) as line
      from tier_ledger join customers on customers.customer_id = tier_ledger.customer_id order by external_id, entry_no`.execute(
      reader,
    );
    const last = await sql<{ chained: string }>`select chained from ledger_batches
      order by ledger_batches.batch_id desc limit 1`.execute(reader);
    const kinds = (await listEvaluations(reader)).map(({ kind }) => kind);
    if (asked)
      console.log(
        `${folder.path}: ${rows.length} entries in ${Math.round((performance.now() - started) / 1000)} s`,
      );
    return { entries: rows.map(({ line }) => line), digest: last.rows[0]?.chained, kinds };
  } finally {
    await folder.close();
    await database.drop();
  }
}

/** The first line in which they differ; null where they are the same. */
function differenceOf(one: readonly string[], other: readonly string[]): unknown {
  const index = one.findIndex((line, at) => line !== other[at]);
  if (index >= 0) return { of: one.length, index, one: one[index], other: other[index] };
  return one.length === other.length ? null : { lengths: [one.length, other.length] };
}

const embedded = async (): Promise<Lived> => await liveOn({ option: {}, drop: async () => undefined });

const there = async (): Promise<Lived> => await liveOn(await makePostgresDatabase());
const onPostgres = asked ? [there, there] : [there];

describe('a year', () => {
  it(
    'R015 R018 R019 lived day by day leaves the ledger that deciding it in one go does, twice the same and on every engine',
    async () => {
      const first = await embedded();
      expect(first.entries.length).toBeGreaterThan(year.customers * 2);
      expect(first.kinds.filter((kind) => kind === 'carried').length).toBeGreaterThanOrEqual(
        Math.floor(year.days / 7),
      );
      const others = [...(asked ? [embedded] : []), ...(postgresUrl() === undefined ? [] : onPostgres)];
      for (const live of others) {
        const other = await live();
        expect(differenceOf(first.entries, other.entries)).toBeNull();
        expect([other.digest, other.kinds]).toEqual([first.digest, first.kinds]);
      }
    },
    asked ? 6 * 3_600_000 : 120_000,
  );
});
