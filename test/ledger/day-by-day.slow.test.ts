import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, day, dayOf } from '../../src/domain/calendar.ts';
import { evaluate } from '../../src/domain/evaluate/evaluate.ts';
import { holds as ruleHolds } from '../../src/domain/evaluate/value.ts';
import type { Held } from '../../src/domain/lifecycle/held.ts';
import { nextState } from '../../src/domain/lifecycle/next-state.ts';
import type { Order, OrderStatus } from '../../src/domain/order.ts';
import type { Scheme } from '../../src/domain/scheme.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { decideLate } from '../../src/features/ledger/decide-late.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { currentScheme } from '../../src/features/schemes/standard-in-force.ts';
import { buy, expectSoundLedger } from '../support/ledger-shop.ts';
import { onPostgres } from '../support/postgres-database.ts';
import type { Bought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const policies = [
  { downgrade: 'period-end', period: { calendar: 'month' }, steps: 'one', warn: { days: 5 } },
  { upgrade: 'period-end', downgrade: 'anniversary', period: { calendar: 'month' }, validity: { months: 1 } },
  { downgrade: 'at-once', steps: 'one', grace: { days: 2 } },
];

const document = (policy: unknown): unknown => ({
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: {
    month: { of: 'orders', take: 'sum', window: { last: 6, unit: 'day' } },
    often: { of: 'orders', take: 'count', window: { calendar: 'month' } },
    since_then: { of: 'orders', take: 'count', window: { since: 'tier-start' } },
  },
  tiers: [
    { id: 'base', name: 'Base' },
    { id: 'silver', name: 'Silver', when: { metric: 'month', atLeast: 10 } },
    {
      id: 'gold',
      name: 'Gold',
      when: {
        all: [
          { metric: 'month', atLeast: 20 },
          { metric: 'orders', atLeast: 2 },
        ],
      },
      keep: { metric: 'often', atLeast: 1 },
    },
    {
      id: 'diamond',
      name: 'Diamond',
      when: {
        all: [
          { metric: 'month', atLeast: 8 },
          { metric: 'since_then', atLeast: 2 },
        ],
      },
    },
  ],
  policy,
});

const FIRST = day('2026-01-25');
const DAYS = 10;
const customers = Array.from({ length: 16 }, (_, index) => `c${String(index).padStart(2, '0')}`);

interface Said {
  readonly on: number;
  readonly late: number;
  readonly order: Omit<Bought, 'day'>;
}

const said: fc.Arbitrary<Said> = fc.record({
  on: fc.nat({ max: DAYS - 1 }),
  late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat({ max: 6 }) }),
  order: fc.record({
    id: fc.integer({ min: 1, max: 70 }),
    customer: fc.constantFrom(...customers),
    amount: fc.constantFrom(400, 999, 1000, 1500),
    status: fc.constantFrom<OrderStatus>('completed', 'completed', 'completed', 'cancelled'),
  }),
});

interface Entry {
  readonly customer: string;
  readonly effective: string;
  readonly held: string;
}

/** Of each customer and day the last entry that begins a tier, as the ledger says now. */
async function ledgerOf({ folder }: Shop): Promise<Entry[]> {
  const { rows } = await sql<
    Entry & { before: string | null }
  >`select external_id as customer, cast(effective as text) as effective,
      held_tier as held, from_tier as before
    from (select distinct on (customer_id, effective) * from tier_ledger order by customer_id, effective, entry_no desc) as l
      join customers on customers.customer_id = l.customer_id
    order by external_id, effective`.execute(folder.database().reader);
  const entries: Entry[] = [];
  for (const { customer, effective, held } of rows) {
    const last = entries.at(-1);
    if (last?.customer !== customer || last.held !== held) entries.push({ customer, effective, held });
  }
  return entries;
}

/** What the machine says, day by day, of all that is known in the end. */
function expected(scheme: Scheme, shopped: readonly (Said & { day: Day })[], last: Day): Entry[] {
  const versions = new Map<number, { order: Order; known: Day; since: Map<string, Day> }>();
  const since = new Map<string, Day>();
  for (const { order, on, day: at } of shopped) {
    const known = [addDays(FIRST, on), at, since.get(order.customer)].filter((d) => d !== undefined);
    since.set(
      order.customer,
      known.reduce((a, b) => (a < b ? a : b)),
    );
    versions.set(order.id, { order: orderOf(order, at), known: at, since });
  }
  const orders = [...versions.values()].map(({ order }) => order);
  const states = new Map<string, Held>();
  const entries: Entry[] = [];
  for (let at = FIRST; at <= last; at = addDays(at, 1)) {
    const known = customers.map((id) => {
      const tierBegan = states.get(id)?.began ?? null;
      return { id, registeredDay: null, tierBegan, fields: {} };
    });
    const grades = evaluate(scheme, { customers: known, orders, refunds: [], events: [] }, at);
    for (const customer of customers) {
      const from = since.get(customer);
      const grade = grades.get(customer);
      if (from === undefined || at < from || grade === undefined) continue;
      const lookup = (subject: { id: string }) => grade.values.get(subject.id) ?? null;
      const held = scheme.tiers.map(
        ({ when, keep }) =>
          when === null || ruleHolds(when, lookup) || (keep !== null && ruleHolds(keep, lookup)),
      );
      const step = nextState(scheme.policy, states.get(customer) ?? null, at, {
        computed: grade.tier,
        holds: held,
      });
      states.set(customer, step.state);
      if (step.change)
        entries.push({ customer, effective: at, held: scheme.tiers[step.change.to]?.id ?? '' });
    }
  }
  return entries.sort((a, b) =>
    a.customer === b.customer ? (a.effective < b.effective ? -1 : 1) : a.customer < b.customer ? -1 : 1,
  );
}

function orderOf({ id, customer, amount, status }: Omit<Bought, 'day'>, at: Day): Order {
  return {
    ...{
      id: BigInt(id),
      customer,
      status: status ?? 'completed',
      amount: BigInt(amount),
      orderedDay: at,
      paidDay: null,
    },
    ...{ refunded: null, refundDay: null, shipping: null, tax: null, quantity: null, margin: null },
    ...{ channel: null, store: null, category: null, product: null, lines: [] },
  } as unknown as Order;
}

/** So that agreement says something. */
async function expectOften({ folder }: Shop, kinds: readonly string[]): Promise<void> {
  for (const kind of kinds) {
    const { rows } = await sql<{
      n: bigint;
    }>`select count(*) as n from tier_ledger where kind = ${kind}`.execute(folder.database().reader);
    expect(rows[0]?.n, kind).toBeGreaterThan(5n);
  }
}

/** The lifecycle's own SQL is held to the machine on both engines; here it is the statements around it. */
const tried = onPostgres ? policies.slice(0, 1) : policies;

describe('the ledger', () => {
  it.each(tried)(
    'R015 R018 R019 says day by day what the lifecycle says of all that is known in the end, late orders included (%j)',
    async (policy) => {
      await fc.assert(
        fc.asyncProperty(fc.array(said, { minLength: 60, maxLength: 70 }), async (orders) => {
          const shop = await openShop(`${FIRST}T01:00:00Z`);
          const { folder, clock } = shop;
          await publishScheme(folder, { document: document(policy), author: 'owner', at: clock.now });
          const current = await currentScheme(folder.database().reader, clock.now);
          if (current === null) throw new Error('no scheme');
          const shopped: (Said & { day: Day })[] = [];
          for (let index = 0; index < DAYS; index += 1) {
            clock.now = Date.parse(`${addDays(FIRST, index)}T01:00:00Z`);
            const today = dayOf(clock.now, 'Asia/Shanghai');
            // Some runs are missed.
            if (index % 7 !== 3) await evaluateAll(folder, { asOf: null, clock: () => clock.now });
            const said = new Map(
              orders.filter(({ on }) => on === index).map((each) => [each.order.id, each]),
            );
            const told = [...said.values()].map((each) => ({ ...each, day: addDays(today, -each.late) }));
            if (told.length > 0) await buy(shop, ...told.map(({ order, day }) => ({ ...order, day })));
            shopped.push(...told);
          }
          await decideLate(folder, () => clock.now);
          const last = addDays(FIRST, DAYS - 1);
          await expectSoundLedger(shop);
          await expectOften(shop, ['first grading', 'correction']);
          expect(await ledgerOf(shop)).toEqual(expected(current.scheme, shopped, last));
        }),
        { numRuns: 1, endOnFailure: true },
      );
    },
    300_000,
  );
});
