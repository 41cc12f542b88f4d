import '../support/seed.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/domain/condition.ts';
import { evaluate, type Grade } from '../../src/domain/evaluate/evaluate.ts';
import { holds, type Value } from '../../src/domain/evaluate/value.ts';
import { compareFractions, fraction } from '../../src/domain/exact.ts';
import { compareCodePoints } from '../../src/domain/text.ts';
import type { Visibility } from '../../src/features/access/authorise.ts';
import { countCustomers } from '../../src/features/customers/count-customers.ts';
import { parseFilter } from '../../src/features/customers/customer-filter.ts';
import { listCustomers } from '../../src/features/customers/list-customers.ts';
import { listedFields } from '../../src/features/customers/listed-fields.ts';
import { currentGeneration } from '../../src/features/evaluations/generation.ts';
import { scheme } from '../support/cast.ts';
import { asOf, fill, gradedShop, type Listed, registerOf, seal, standard } from '../support/listed-shop.ts';
import type { Bought } from '../support/record-bought.ts';
import type { Shop } from '../support/shop-folder.ts';

const names = ['张三', '张伟', 'Ada', 'ada', 'Ünal', '😀', '﹏', null];
const places = ['上海', 'Köln "Süd"', '北京', null];
const owners = ['Li Lei', '韩梅梅', null];
const days = ['2020-02-29', '2025-12-31', '2026-01-15', null];
const phones = ['13800138000', '13900139000', null];

const some = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const customers: fc.Arbitrary<Listed[]> = fc.uniqueArray(
  fc.record({
    external_id: fc.oneof(
      some(['a', 'B', 'b', '10', '9', '客户', '😀', '﹏']),
      fc.stringMatching(/^[0-9a-f]{2,3}$/),
    ),
    name: some(names),
    region: some(places),
    store: some(places),
    owner: some(owners),
    source: some(places),
    gender: some(['男', '女', null]),
    registered_day: some(days),
    phone: some(phones),
    email: fc.constant(null),
  }),
  { selector: ({ external_id }) => external_id, minLength: 30, maxLength: 30 },
);

/** About two thirds of the customers, so that some have no orders at all. */
function orders(of: readonly Listed[]): fc.Arbitrary<Bought[]> {
  const bought = fc.record({
    customer: some(of.slice(0, 20).map(({ external_id }) => external_id)),
    day: some(['2024-01-01', '2025-01-16', '2025-06-01', '2026-01-15']),
    amount: some([0, 1, 3333, 9_999, 10_000, 10_001, 30_000]),
  });
  return fc
    .array(bought, { minLength: 40, maxLength: 40 })
    .map((all) => all.map((each, index) => ({ ...each, id: index + 1 })));
}

/** One case of each, the same in every run. */
function sampled(): { customers: Listed[]; bought: Bought[] } {
  const [chosen = []] = fc.sample(customers, 1);
  const [bought = []] = fc.sample(orders(chosen), 1);
  return { customers: chosen, bought };
}

const numbers = fc.oneof(
  ...['atLeast', 'over', 'atMost', 'under', 'is', 'isNot'].map((op) =>
    some([0, 1, 2, 33.33, 100, 100.01, 300, 0.5]).map((value) => ({ [op]: value })),
  ),
  fc.boolean().map((isEmpty) => ({ isEmpty })),
);
const onDays = fc.oneof(
  ...['before', 'after', 'atLeast', 'is', 'isNot'].map((op) =>
    some(['2020-02-29', '2025-06-01', '2026-01-15']).map((value) => ({ [op]: value })),
  ),
  fc.boolean().map((isEmpty) => ({ isEmpty })),
);
const words = fc.oneof(
  some(['上海', 'ada', 'Köln "Süd"']).map((is) => ({ is })),
  some(['上海', 'Ada']).map((isNot) => ({ isNot })),
  fc.constant({ in: ['上海', '张三', 'Li Lei'] }),
  fc.constant({ notIn: ['北京', 'ada', '男'] }),
  some(['A', '张', 'köln', '"', '%']).map((contains) => ({ contains })),
  some(['A', 'Kö', '_']).map((startsWith) => ({ startsWith })),
  fc.boolean().map((isEmpty) => ({ isEmpty })),
);
const tiers = fc.oneof(
  some(['base', 'silver', 'gold']).map((is) => ({ is })),
  some(['base', 'gold']).map((isNot) => ({ isNot })),
  fc.constant({ in: ['gold', 'base'] }),
  fc.constant({ atLeast: 'silver' }),
  fc.constant({ under: 'gold', over: 'base' }),
  fc.boolean().map((isEmpty) => ({ isEmpty })),
);
const sealed = fc.oneof(
  some(phones.slice(0, 2)).map((is) => ({ is })),
  some(phones.slice(0, 2)).map((isNot) => ({ isNot })),
  fc.constant({ in: ['13800138000', '13700000000'] }),
  fc.boolean().map((isEmpty) => ({ isEmpty })),
);

const test = fc.oneof(
  fc
    .tuple(some(['year', 'spend', 'orders', 'average_order', 'big']), numbers)
    .map(([metric, t]) => ({ metric, ...t })),
  fc.tuple(some(['latest', 'last_order']), onDays).map(([metric, t]) => ({ metric, ...t })),
  fc
    .tuple(some(['name', 'region', 'store', 'owner', 'source', 'gender', 'external_id']), words)
    .map(([field, t]) => ({ field, ...t })),
  onDays.map((t) => ({ field: 'registered_at', ...t })),
  tiers.map((t) => ({ field: 'tier', ...t })),
  sealed.map((t) => ({ field: 'phone', ...t })),
);
const rules = fc.oneof(
  test,
  test.map((not) => ({ not })),
  fc.array(test, { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
  fc.tuple(test, test).map(([a, b]) => ({ any: [a, { not: b }] })),
);

const sorts = some([
  null,
  ...[
    'year',
    'spend',
    'orders',
    'average_order',
    'big',
    'last_order',
    'tier',
    'name',
    'region',
    'owner',
    'gender',
  ].flatMap((by) => [by, `-${by}`]),
  'registeredAt',
  '-registered_at',
  'externalId',
]);

const queries = fc.record({
  filter: fc.option(rules, { nil: null, freq: 3 }),
  sort: sorts,
  limit: fc.integer({ min: 1, max: 12 }),
  visibility: fc.oneof(
    { weight: 3, arbitrary: fc.constant<Visibility>({ all: true }) },
    { weight: 1, arbitrary: some<Visibility>([{ owner: 'Li Lei' }, { owner: 'li lei' }]) },
  ),
});

type Grades = ReadonlyMap<string, Grade>;

function cellOf({ kind, id }: Subject, customer: Listed, grades: Grades): Value {
  const grade = grades.get(customer.external_id);
  if (kind === 'metric') return grade?.values.get(id) ?? null;
  if (id === 'tier') return grade === undefined ? null : fraction(BigInt(grade.tier));
  const fields: Record<string, string | null | undefined> = {
    ...customer,
    registered_at: customer.registered_day,
  };
  return fields[id] ?? null;
}

/** As they are numbered when they are recorded together. */
function numbered(recorded: readonly Listed[]): Listed[] {
  return recorded.toSorted((a, b) => compareCodePoints(a.external_id, b.external_id));
}

/** Empty ones last, whatever the direction; ties as they are numbered. */
function inOrder(listed: readonly Listed[], sort: string | null, grades: Grades): string[] {
  if (sort === null) return listed.map(({ external_id }) => external_id);
  const written = sort.replace(/^-/, '');
  const id = { registeredAt: 'registered_at', externalId: 'external_id' }[written] ?? written;
  const kind = scheme(standard).metrics.has(id) ? 'metric' : 'field';
  const key = (customer: Listed): Value => cellOf({ kind, id, type: 'text', scale: 0 }, customer, grades);
  const compare = (a: Listed, b: Listed): number => {
    const [x, y] = [key(a), key(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const difference =
      typeof x === 'string' || typeof y === 'string'
        ? compareCodePoints(String(x), String(y))
        : compareFractions(x, y);
    return sort.startsWith('-') ? -difference : difference;
  };
  return listed.toSorted(compare).map(({ external_id }) => external_id);
}

async function agree(shop: Shop, all: readonly Listed[], grades: Grades, runs: number): Promise<void> {
  const { folder } = shop;
  const generation = await currentGeneration(folder.database().reader);
  const fields = listedFields([], 'CNY');
  const property = fc.asyncProperty(queries, async ({ filter, sort, limit, visibility }) => {
    const query = { visibility, search: null, externalId: null, filter: filter && JSON.stringify(filter) };
    const condition = query.filter === null ? null : parseFilter(query.filter, { generation, fields });
    const expected = all
      .filter(({ owner }) => 'all' in visibility || owner === visibility.owner)
      .filter(
        (customer) => condition === null || holds(condition, (subject) => cellOf(subject, customer, grades)),
      );
    const listed: string[] = [];
    let after: string | null = null;
    do {
      const page = await listCustomers(folder, seal, { ...query, sort, limit, after });
      expect(page.customers.length).toBe(Math.min(limit, expected.length - listed.length));
      listed.push(...page.customers.map(({ externalId }) => externalId));
      after = page.next;
    } while (after !== null);
    expect(listed).toEqual(inOrder(expected, sort, grades));
    expect(await countCustomers(folder, seal, query)).toBe(expected.length);
  });
  await fc.assert(property, { numRuns: runs });
}

describe('R022 pages of customers, put together,', () => {
  it('are the list that the reference filters and sorts', async () => {
    const { customers: all, bought } = sampled();
    const shop = await gradedShop(all, bought);
    await agree(shop, numbered(all), evaluate(scheme(standard), registerOf(all, bought), asOf), 40);
  }, 300_000);

  it('have those who came since the evaluation, without a tier', async () => {
    const { customers: all, bought } = sampled();
    const [there, late] = [all.slice(0, 20), all.slice(20)];
    const shop = await gradedShop(there, bought);
    await fill(shop, late, []);
    const grades = evaluate(scheme(standard), registerOf(there, bought), asOf);
    await agree(shop, [...numbered(there), ...numbered(late)], grades, 20);
  }, 300_000);
});
