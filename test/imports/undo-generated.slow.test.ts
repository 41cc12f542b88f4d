import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/domain/problem.ts';
import { undoesNothing } from '../../src/domain/undoes-nothing.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { rememberedGeneration } from '../../src/features/evaluations/generation.ts';
import type { UndoEffect } from '../../src/features/imports/undo-effect.ts';
import { previewUndo } from '../../src/features/imports/undo-import.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { keepCustomers } from '../../src/features/register/keep-customers.ts';
import { keepEvents } from '../../src/features/register/keep-events.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { DAY } from '../support/accounts.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { importText, testSeal } from '../support/import-text.ts';
import { onPostgres } from '../support/postgres-database.ts';
import { grown, type KeptRow } from '../support/register-digest.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import {
  customerFile,
  expectSound,
  file,
  type GivenFile,
  type Order,
  order,
  type Profile,
  profile,
  type Register,
  register,
  said,
  undo,
  type Visit,
  visit,
} from '../support/undone-files.ts';

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

/** What is sealed looks different each time. */
const unsealed = (rows: readonly KeptRow[] | undefined): string[] =>
  said(rows).map((row) => row.replace(/("\w+_sealed",)"[^"]*"/g, '$1"…"'));
const sameVersion = (a: readonly KeptRow[] | undefined, b: readonly KeptRow[] | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.length === b.length &&
  a.every((row, at) => row.recording === b[at]?.recording);

interface Moments {
  readonly before: Register;
  readonly brought: Register;
  readonly edited: Register;
  readonly after: Register;
}

/** What the undo of an import should leave of rows: what nobody changed since is as before the import, all else as it was. */
function expectTakenBack({ before, brought, edited, after }: Moments, { stays }: UndoEffect): void {
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
  const referrerOf = (rows: readonly KeptRow[] | undefined) =>
    /"referred_by","([^"]*)"/.exec(rows?.[0]?.said ?? '')?.[1];
  // Of whom it was said before she came that she brought somebody may go again.
  const referrers = new Set(
    [...after.customers].flatMap(([id, rows]) => {
      const by = referrerOf(rows);
      return by === referrerOf(before.customers.get(id)) ? [] : [by];
    }),
  );
  for (const id of new Set([...edited.customers.keys(), ...after.customers.keys()])) {
    const [was, came, now] = [before, brought, edited].map((each) => each.customers.get(id));
    const isOwn = sameVersion(came, now) && !sameVersion(was, came);
    // Somebody whose order a later import gave to another has it again when that is taken back.
    const comesBack =
      stays.first.some(({ name, reason }) => name.en === id && reason === 'comes-back') &&
      [...brought.orders.values(), ...before.orders.values()].flat().some(({ customer }) => customer === id);
    const isKept = was === undefined && (owners.has(id) || referrers.has(id) || comesBack);
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
        if (undoesNothing(effect))
          return void (await expect(undo(shop, id)).rejects.toThrow(/nothing of import/));
        expect(await undo(shop, id)).toEqual(effect);
        const after = await register(shop);
        expectTakenBack({ before: was, brought: came, edited, after }, effect);
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
      { numRuns: fewOrMany(onPostgres ? 1 : 4, 4) },
    );
  }, 300_000);
});
