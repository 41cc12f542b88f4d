import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/domain/problem.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { rememberedGeneration } from '../../src/features/evaluations/generation.ts';
import type { FileKind } from '../../src/features/imports/column-names.ts';
import type { UndoEffect } from '../../src/features/imports/undo-effect.ts';
import { previewUndo, undoImport } from '../../src/features/imports/undo-import.ts';
import { replayLedger } from '../../src/features/ledger/replay.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { keepCustomers } from '../../src/features/register/keep-customers.ts';
import { keepEvents } from '../../src/features/register/keep-events.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { DAY } from '../support/accounts.ts';
import { importText, testSeal } from '../support/import-text.ts';
import {
  grown,
  type KeptRow,
  type RegisterTable,
  registerTables,
  rowsOf,
} from '../support/register-digest.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const scheme = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: { brought: { of: 'referrals', take: 'count' } },
  tiers: [
    {
      ...{ id: 'base', name: 'Base' },
      benefits: [{ id: 'points', kind: 'points', name: 'Points', value: 1 }],
    },
    { id: 'silver', name: 'Silver', when: { metric: 'spend', atLeast: 100 } },
    {
      id: 'gold',
      name: 'Gold',
      when: {
        any: [
          { metric: 'spend', atLeast: 300 },
          { metric: 'brought', atLeast: 1 },
        ],
      },
    },
  ],
  policy: { downgrade: 'period-end', period: { calendar: 'month' } },
};

const people = ['ada', 'bob', 'cleo', 'dan', 'eve 🎉', 'fay'];
const person = fc.constantFrom(...people);
const day = fc.constantFrom('2025-12-20', '2026-01-02', '2026-01-14', '2026-01-15');
const order = fc.record({
  id: fc.constantFrom('', '1', '2', '3', '4', '5', '6'),
  // Some files do not say whose an order is.
  person: fc.oneof({ weight: 5, arbitrary: person }, { weight: 1, arbitrary: fc.constant('') }),
  day,
  amount: fc.constantFrom('10', '99.99', '100', '250'),
  status: fc.constantFrom('completed', 'cancelled', ''),
});
const visit = fc.record({ person, day, resolved: fc.constantFrom('', '2026-01-15') });
const profile = fc.record({
  person,
  region: fc.constantFrom('', '上海', '杭州'),
  phone: fc.constantFrom('', '13800138000', '13900139000'),
  by: fc.constantFrom('', ...people),
  skin: fc.constantFrom('', 'dry', 'oily'),
});
type Order = typeof order extends fc.Arbitrary<infer T> ? T : never;
type Profile = typeof profile extends fc.Arbitrary<infer T> ? T : never;
type Visit = typeof visit extends fc.Arbitrary<infer T> ? T : never;

interface GivenFile {
  readonly kind: FileKind;
  readonly text: string;
}

const lines = (rows: readonly (readonly string[])[]): string =>
  `${rows.map((row) => row.join(',')).join('\n')}\n`;
const orderFile = (orders: readonly Order[]): GivenFile => {
  const head = ['order_id', 'customer_id', 'paid_at', 'amount', 'status', 'product'];
  // Money without an order that went back.
  const rows = orders.map(({ id, person: who, day: at, amount, status }, index) =>
    id === '' && index % 2 === 0
      ? ['', who, at, `-${amount}`, 'completed', '']
      : [id, who, at, amount, status, id === '' ? '' : `p${index % 2}`],
  );
  return { kind: 'orders', text: lines([head, ...rows]) };
};
const customerFile = (profiles: readonly Profile[]): GivenFile => ({
  kind: 'customers',
  text: lines([
    ['customer_id', 'region', 'phone', 'referred_by', '肤质'],
    ...profiles.map(({ person: who, region, phone, by, skin }) => [
      who,
      region,
      phone,
      by === who ? '' : by,
      skin,
    ]),
  ]),
});
const eventFile = (visits: readonly Visit[]): GivenFile => ({
  kind: 'service',
  text: lines([
    ['customer_id', 'at', 'kind', 'resolved_at'],
    ...visits.map(({ person: who, day: at, resolved }) => [who, at, 'repair', resolved]),
  ]),
});
const file = fc.oneof(
  { weight: 3, arbitrary: fc.array(order, { minLength: 1, maxLength: 8 }).map(orderFile) },
  { weight: 2, arbitrary: fc.array(profile, { minLength: 1, maxLength: 5 }).map(customerFile) },
  { weight: 1, arbitrary: fc.array(visit, { minLength: 1, maxLength: 4 }).map(eventFile) },
);
type Edit =
  | { readonly order: Order }
  | { readonly profile: Profile }
  | { readonly visit: Visit }
  | 'next day';
const edit: fc.Arbitrary<Edit> = fc.oneof(
  order.map((each) => ({ order: each })),
  profile.map((each) => ({ profile: each })),
  visit.map((each) => ({ visit: each })),
  fc.constant('next day' as const),
);

async function evaluate({ folder, clock }: Shop): Promise<void> {
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
}

async function importOf(shop: Shop, { kind, text }: GivenFile): Promise<bigint> {
  const { id } = await importText(shop, kind, [text], { withoutBuyer: 'keep' });
  await evaluate(shop);
  return id ?? 0n;
}

async function change(shop: Shop, given: Edit): Promise<void> {
  const { folder, clock } = shop;
  const from = { visibility: { all: true }, author: 'till' } as const;
  if (given === 'next day') {
    clock.now += DAY;
    return await evaluate(shop);
  }
  if ('order' in given) {
    const { id: orderId, person: customerId, day: paidAt, amount, status } = given.order;
    await collectOrders(
      folder,
      () => clock.now,
    )({ orders: [{ orderId, customerId, paidAt, amount, status }], ...from });
  } else if ('profile' in given) {
    const { person: externalId, region, by: referredBy } = given.profile;
    const writing = { actor: { kind: 'command-line' }, at: clock.now } as const;
    await keepCustomers(folder, testSeal, [{ externalId, region, referredBy }], writing);
  } else {
    const { person: customerId, day: at } = given.visit;
    const events = [{ source: 'visits', customerId, at }];
    await keepEvents(folder, { events, ...from, at: clock.now }, rememberedGeneration());
  }
}

type Register = Readonly<Record<RegisterTable, Map<string, KeptRow[]>>>;

async function register({ folder }: Shop): Promise<Register> {
  const tables: [string, Map<string, KeptRow[]>][] = [];
  for (const table of Object.keys(registerTables) as RegisterTable[])
    tables.push([table, await rowsOf(folder, table)]);
  return Object.fromEntries(tables) as Register;
}

async function undo({ folder, clock }: Shop, id: bigint): Promise<UndoEffect> {
  const progress = { step: () => undefined, at: () => undefined };
  const { signal } = new AbortController();
  return await undoImport(folder, { id, author: 'anna', clock: () => clock.now, signal, progress });
}

async function expectSound({ folder }: Shop): Promise<void> {
  const { tables, rules } = await verifyFolder(folder, testSeal);
  expect(
    [...tables, ...rules].filter((each) => !holds(each)).map(({ id, example }) => [id, example]),
  ).toEqual([]);
  expect(await replayLedger(folder)).toMatchObject({ differences: 0 });
}

const said = (rows: readonly KeptRow[] | undefined): string[] => (rows ?? []).map((row) => row.said);
/** What is sealed looks different each time. */
const unsealed = (rows: readonly KeptRow[] | undefined): string[] =>
  said(rows).map((row) => row.replace(/("\w+_sealed",)"[^"]*"/g, '$1"…"'));
const sameVersion = (a: readonly KeptRow[] | undefined, b: readonly KeptRow[] | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.length === b.length &&
  a.every((row, at) => row.recording === b[at]?.recording);

/** What the undo of an import should leave of rows: what nobody changed since is as before the import, all else as it was. */
function expectTakenBack(before: Register, brought: Register, edited: Register, after: Register): void {
  for (const table of ['orders', 'several_lines', 'refunds', 'events'] as const) {
    const keys = [before, brought, edited, after].flatMap((each) => [...each[table].keys()]);
    for (const key of new Set(keys)) {
      const [was, came, now] = [before, brought, edited].map((each) => each[table].get(key));
      const isOwn = sameVersion(came, now) && !sameVersion(was, came);
      expect([table, key, said(after[table].get(key))]).toEqual([table, key, said(isOwn ? was : now)]);
    }
  }
  const owners = new Set(
    (['orders', 'refunds', 'events'] as const).flatMap((table) =>
      [...after[table].values()].flat().map(({ customer }) => customer),
    ),
  );
  const referrers = new Set(
    [...after.customers.values()].flat().map((row) => /"referred_by","([^"]*)"/.exec(row.said)?.[1]),
  );
  for (const id of new Set([...edited.customers.keys(), ...after.customers.keys()])) {
    const [was, came, now] = [before, brought, edited].map((each) => each.customers.get(id));
    const isOwn = sameVersion(came, now) && !sameVersion(was, came);
    const isKept = was === undefined && (owners.has(id) || referrers.has(id));
    expect([id, said(after.customers.get(id))]).toEqual([id, said(isOwn && !isKept ? was : now)]);
  }
}

describe('an import that is taken back', () => {
  it('R006 leaves everything as before it but what was changed or built on since, and the file can come again', async () => {
    const story = fc.record({
      before: fc.array(fc.oneof(file, edit), { maxLength: 4 }),
      wrong: file,
      since: fc.array(fc.oneof({ weight: 1, arbitrary: file }, { weight: 2, arbitrary: edit }), {
        maxLength: 3,
      }),
    });
    await fc.assert(
      fc.asyncProperty(story, async ({ before, wrong, since }) => {
        const shop = await openShop();
        const { folder, clock } = shop;
        await publishScheme(folder, { document: scheme, author: 'owner', at: clock.now });
        await importOf(shop, customerFile([{ person: 'ada', region: '', phone: '', by: '', skin: '' }]));
        const happen = async (each: GivenFile | Edit) =>
          typeof each === 'object' && 'kind' in each
            ? void (await importOf(shop, each))
            : await change(shop, each);
        for (const each of before) await happen(each);
        const was = await register(shop);
        const { id: given } = await importText(shop, wrong.kind, [wrong.text], { withoutBuyer: 'keep' });
        const id = given ?? 0n;
        const came = await register(shop);
        await evaluate(shop);
        for (const each of since) await happen(each);
        const edited = await register(shop);
        const counts = await grown(folder);
        const preview = await previewUndo(folder, id).catch((error: unknown) => {
          if (error instanceof InputError) return null;
          throw error;
        });
        // It changed nothing, or nothing of it is left.
        if (preview === null)
          return void (await expect(undo(shop, id)).rejects.toThrow(/nothing to take back/));
        const { import: _, ...effect } = preview;
        expect(await undo(shop, id)).toEqual(effect);
        const after = await register(shop);
        expectTakenBack(was, came, edited, after);
        await evaluate(shop);
        const later = await grown(folder);
        expect(later.filter((count, at) => count < (counts[at] ?? 0))).toEqual([]);
        await expectSound(shop);

        await importOf(shop, wrong);
        const again = await register(shop);
        for (const table of ['orders', 'several_lines', 'refunds', 'events', 'customers'] as const) {
          for (const [key, rows] of came[table]) {
            if (sameVersion(rows, edited[table].get(key))) {
              expect([table, key, unsealed(again[table].get(key))]).toEqual([table, key, unsealed(rows)]);
            }
          }
        }
        clock.now += DAY;
        await evaluate(shop);
        await expectSound(shop);
      }),
      { numRuns: 4 },
    );
  }, 300_000);
});
