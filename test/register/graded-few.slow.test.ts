import fc from 'fast-check';
import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type Day, day } from '../../src/domain/calendar.ts';
import type { Register } from '../../src/domain/evaluate/evaluate.ts';
import { type Order, type OrderLine, orderDay } from '../../src/domain/order.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { currentGeneration, type Generation } from '../../src/features/evaluations/generation.ts';
import { gradeFew } from '../../src/features/evaluations/grade-few.ts';
import { regrade } from '../../src/features/evaluations/grade-touched.ts';
import { insertValues } from '../../src/features/register/insert-values.ts';
import { lookUp } from '../../src/features/register/look-up.ts';
import type { NamedOrder } from '../../src/features/register/order-rows.ts';
import { recordOrders } from '../../src/features/register/record-orders.ts';
import { startRecording } from '../../src/features/register/recording.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { asOfDays, measures, registers } from '../support/generate.ts';
import { onPostgres } from '../support/postgres-database.ts';
import { recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import { twoTiers } from '../support/two-tiers.ts';

/** Schemes with metrics of which the reference evaluator gives all that is stored. */
function schemes(asOf: Day): fc.Arbitrary<object> {
  const plain = measures(asOf).filter((written) => !/average-gap|tier-start/.test(JSON.stringify(written)));
  const numeric = plain.filter((written) => !/date"/.test(JSON.stringify(written)));
  const atLeast = fc.constantFrom(0, 1, 2, 0.5, 1000, 33.33);
  return fc
    .record({
      metrics: fc.tuple(numeric, numeric, plain),
      when: fc.tuple(atLeast, atLeast, atLeast),
      keep: fc.option(atLeast, { nil: undefined }),
      region: fc.boolean(),
    })
    .map(({ metrics: [first, second, third], when, keep, region }) => {
      const steps = [
        [-5, 0.25],
        [1, 1],
        [1000, 2.5],
      ];
      const points = ['first', 'second', 'spend'].map((metric) => ({ metric, weight: 2.25, steps }));
      const place = region ? [{ field: 'region', is: 'Shop' }] : [];
      return {
        tierbook: 1,
        id: 'generated',
        name: 'generated',
        metrics: { first, second, third, points: { score: points } },
        tiers: [
          { id: 't0', name: 't0' },
          { id: 't1', name: 't1', when: { any: [{ metric: 'points', atLeast: when[0] }, ...place] } },
          {
            ...{ id: 't2', name: 't2', when: { metric: 'first', atLeast: when[1] } },
            ...(keep === undefined ? {} : { keep: { metric: 'refund_rate', atMost: keep } }),
          },
          { id: 't3', name: 't3', when: { not: { metric: 'second', atLeast: when[2] } } },
        ],
      };
    })
    .map((document) => JSON.parse(JSON.stringify(document)) as object);
}

/** An order as the API would keep it. */
function namedOrder(order: Order, index: number): NamedOrder {
  const moment = (on: Day | null) => (on === null ? null : { day: on, time: null });
  const refunded = order.refunded ?? (order.status === 'refunded' ? order.amount : null);
  const { lines, orderedDay, paidDay, refundDay, ...rest } = order;
  const [only] = lines;
  const ofLines = {
    quantity: sum(lines, 'quantity'),
    margin: sum(lines, 'margin'),
    category: null,
    product: null,
  };
  return {
    order: {
      ...rest,
      ...(lines.length > 1 ? ofLines : only),
      ...{ number: String(index), ordered: moment(orderedDay), paid: moment(paidDay), refunded },
      refundDay: refunded === null ? null : (refundDay ?? orderDay(order)),
      lines: lines.length > 1 ? lines : [],
    },
    identity: { id: BigInt(index), ref: String(index), digest: String(index) },
  };
}

function sum(lines: readonly OrderLine[], column: 'quantity' | 'margin'): bigint | null {
  const known = lines.flatMap((line) => line[column] ?? []);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0n);
}

/** Records half of the orders, everything else of the register, then evaluates; the other half comes later. */
async function fill(
  { folder, clock }: Shop,
  { customers, orders, refunds }: Register,
): Promise<NamedOrder[]> {
  const named = orders.filter((order) => orderDay(order) !== null).map(namedOrder);
  const first = named.slice(0, Math.floor(named.length / 2));
  await folder.writer.write(async (trx) => {
    const id = await startRecording(trx, { at: clock.now, author: 'test', importId: null });
    const { dialect } = folder.database();
    await recordOrders(trx, dialect, first, id, await lookUp(trx, dialect, first));
    for (const { id: externalId, registeredDay, fields } of customers) {
      await sql`update customers set registered_day = cast(${registeredDay} as date), region = ${fields.region}
        where external_id = ${externalId}`.execute(trx);
    }
    const numbers = await numbersOf(trx);
    const known = refunds.flatMap(({ customer, ...refund }, index) => {
      const customer_id = numbers.get(customer);
      return customer_id === undefined ? [] : [{ ...refund, customer_id, refund_id: index, recorded_by: id }];
    });
    if (known.length > 0) await insertValues(trx, 'refunds', refundColumns, known);
  });
  return named.slice(first.length);
}

const refundColumns = [
  ...(['customer_id', 'refund_id', 'amount', 'recorded_by'] as const).map((name) => ({
    name,
    type: 'bigint' as const,
  })),
  ...(['channel', 'store', 'category', 'product'] as const).map((name) => ({ name, type: 'text' as const })),
  { name: 'day', type: 'date' as const },
];

async function numbersOf(db: Kysely<unknown>): Promise<Map<string, bigint>> {
  const { rows } = await sql<{ id: bigint; external_id: string }>`select customer_id as id, external_id
    from customers`.execute(db);
  return new Map(rows.map(({ id, external_id }) => [external_id, id]));
}

async function rowsOf(db: Kysely<unknown>, { graded }: Generation): Promise<unknown[]> {
  const { rows } = await sql`select * from ${sql.table(graded.table)} order by customer_id`.execute(db);
  return [...rows];
}

describe('few customers graded by the reference', () => {
  it('R016 have the very row that SQL and a full evaluation store', async () => {
    let changed = 0;
    await fc.assert(
      fc.asyncProperty(
        asOfDays.chain((asOf) => fc.tuple(fc.constant(asOf), schemes(asOf), registers(asOf))),
        async ([asOf, document, register]) => {
          const shop = await openShop();
          const { folder, clock } = shop;
          const { dialect } = folder.database();
          await publishScheme(folder, { document, author: 'owner', at: clock.now });
          const rest = await fill(shop, register);
          await evaluateAll(folder, { asOf, clock: () => clock.now });
          const [few, bySql] = await folder.writer.write(async (trx) => {
            const id = await startRecording(trx, { at: clock.now, author: 'test', importId: null });
            const { customers } = await recordOrders(
              trx,
              dialect,
              rest,
              id,
              await lookUp(trx, dialect, rest),
            );
            const generation = (await currentGeneration(trx)) as Generation;
            const touched = [...customers];
            const graded = await gradeFew({ kysely: trx, dialect }, generation, touched, clock.now);
            expect(graded === null).toBe(touched.length === 0);
            changed += graded?.changed.length ?? 0;
            await regrade(trx, dialect, graded?.missing ?? [], clock.now, generation);
            const rows = await rowsOf(trx, generation);
            await regrade(trx, dialect, touched, clock.now, generation);
            return [rows, await rowsOf(trx, generation)];
          });
          expect(few).toEqual(bySql);
          await evaluateAll(folder, { asOf: day(asOf), clock: () => clock.now });
          const { reader } = folder.database();
          expect(few).toEqual(await rowsOf(reader, (await currentGeneration(reader)) as Generation));
        },
      ),
      { numRuns: fewOrMany(onPostgres ? 4 : 15, 15) },
    );
    expect(changed).toBeGreaterThan(0);
  }, 300_000);

  it('R016 leave a customer with very many orders to SQL', async () => {
    const shop = await openShop();
    const { folder, clock } = shop;
    await publishScheme(folder, { document: twoTiers, author: 'owner', at: clock.now });
    const buys = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({
        ...{ id: from + index, customer: 'ada', day: '2026-01-02', amount: 1 },
      }));
    await folder.writer.write(async (trx) => await recordBought(trx, clock.now, buys(0, 200)));
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    const grade = async (): Promise<unknown> =>
      await folder.writer.write(async (trx) => {
        const generation = (await currentGeneration(trx)) as Generation;
        return await gradeFew(
          { kysely: trx, dialect: folder.database().dialect },
          generation,
          [1n],
          clock.now,
        );
      });
    expect(await grade()).toEqual({ changed: [], missing: [] });
    await folder.writer.write(async (trx) => await recordBought(trx, clock.now, buys(200, 1)));
    expect(await grade()).toBeNull();
  });

  it('R016 look at whatever of an order a metric names: what it takes, tests or leaves out', async () => {
    const { folder, clock } = await openShop();
    const net = { count: { amount: 'net', without: ['shipping', 'tax'] } };
    const tests = { all: [{ field: 'store', is: 'North' }, { not: { field: 'product', is: 'mug' } }] };
    const document = {
      ...{ tierbook: 1, id: 'columns', name: 'Columns', currency: 'CNY' },
      metrics: {
        pieces: { of: 'orders', take: 'sum', what: 'quantity' },
        profit: { of: 'orders', take: 'sum', what: 'margin' },
        kinds: { of: 'orders', take: 'distinct', what: 'category' },
        places: { of: 'orders', take: 'distinct', what: 'channel' },
        northern: { of: 'orders', take: 'sum', where: tests },
        bare: { of: 'orders', take: 'sum', ...net },
      },
      tiers: [
        { id: 'base', name: 'Base' },
        { id: 'gold', name: 'Gold', when: { metric: 'bare', atLeast: 1 } },
      ],
    };
    await publishScheme(folder, { document, author: 'owner', at: clock.now });
    const sold: Order = {
      ...{ customer: 'ada', orderedDay: day('2026-01-02'), paidDay: null, status: 'completed' },
      ...{ amount: 10_000n, refunded: null, refundDay: null, shipping: 700n, tax: 60n },
      ...{ quantity: 2_000_000n, margin: 500n, category: 'tea', product: 'pot' },
      ...{ channel: 'web', store: 'North', lines: [] },
    };
    const keep = async (trx: Kysely<unknown>, orders: readonly NamedOrder[]): Promise<void> => {
      const id = await startRecording(trx, { at: clock.now, author: 'test', importId: null });
      const { dialect } = folder.database();
      await recordOrders(trx, dialect, orders, id, await lookUp(trx, dialect, orders));
    };
    await folder.writer.write(async (trx) => await keep(trx, [namedOrder({ ...sold, store: 'South' }, 0)]));
    await evaluateAll(folder, { asOf: null, clock: () => clock.now });
    const [few, bySql] = await folder.writer.write(async (trx) => {
      await keep(trx, [namedOrder(sold, 1), namedOrder({ ...sold, product: 'mug', channel: null }, 2)]);
      const generation = (await currentGeneration(trx)) as Generation;
      const { dialect } = folder.database();
      await gradeFew({ kysely: trx, dialect }, generation, [1n], clock.now);
      const rows = await rowsOf(trx, generation);
      await regrade(trx, dialect, [1n], clock.now, generation);
      return [rows, await rowsOf(trx, generation)];
    });
    expect(few).toEqual(bySql);
    expect(few).toMatchObject([
      {
        ...{ m0: 6_000_000n, m1: 1_500n, m2: 1n, m3: 1n },
        ...{ m4: 10_000n, m5: 27_720n },
      },
    ]);
  });
});
