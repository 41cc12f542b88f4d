import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { noteAlone } from '../../src/features/audit/audit.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { undoImport } from '../../src/features/imports/undo-import.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { importText, testSeal } from '../support/import-text.ts';
import { expectSoundLedger } from '../support/ledger-shop.ts';
import { currentDigest } from '../support/register-digest.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import { twoTiers } from '../support/two-tiers.ts';

/** So many that they are taken back beside what others write. */
const MANY = 20_500;
const PEOPLE = 1000;

const file = (rows: readonly string[]) => `order_id,customer_id,paid_at,amount\n${rows.join('\n')}\n`;
const brought = Array.from(
  { length: MANY },
  (_, row) => `b${row},c${row % PEOPLE},2026-01-05,${1 + (row % 90)}`,
);

/** A shop with some orders, then an import that changes one of them and brings very many. */
async function wronged(): Promise<{ shop: Shop; before: string }> {
  const shop = await openShop();
  await publishScheme(shop.folder, { document: twoTiers, author: 'owner', at: shop.clock.now });
  await importText(shop, 'orders', [file(['a1,ada,2026-01-02,10', 'a2,bob,2026-01-02,20'])]);
  const before = await currentDigest(shop.folder);
  await importText(shop, 'orders', [file(['a1,ada,2026-01-02,999', ...brought])]);
  await evaluateAll(shop.folder, { asOf: null, clock: () => shop.clock.now });
  return { shop, before };
}

async function undo({ folder, clock }: Shop, at: (fraction: number) => void) {
  const { signal } = new AbortController();
  const progress = { step: () => undefined, at };
  return await undoImport(folder, { id: 2n, author: 'anna', clock: () => clock.now, signal, progress });
}

async function expectSound(shop: Shop): Promise<void> {
  await evaluateAll(shop.folder, { asOf: null, clock: () => shop.clock.now });
  const { tables, rules } = await verifyFolder(shop.folder, testSeal);
  expect([...tables, ...rules].filter((each) => !holds(each))).toEqual([]);
  await expectSoundLedger(shop);
}

it('R006 a large undo leaves what is sent to it meanwhile, with whose it is, and is noted among what others do', async () => {
  const { shop } = await wronged();
  const { folder, clock } = shop;
  const send = collectOrders(folder, () => clock.now);
  const order = (orderId: string, customerId: string, amount: number) => ({
    orderId,
    customerId,
    paidAt: '2026-01-06',
    amount,
  });
  const sent: Promise<unknown>[] = [];
  const from = { visibility: { all: true }, author: 'till' } as const;
  const effect = await undo(shop, (fraction) => {
    // A customer who was to go, a new one, and something for the audit log.
    if (fraction === 0.3) {
      sent.push(send({ orders: [order('n1', 'c1', 5), order('n2', 'zoe', 6)], ...from }));
      sent.push(noteAlone(folder, { at: clock.now, actor: 'ada', action: 'signed-in' }));
    }
    // An order that the undo has ended already: it comes when that is over.
    if (fraction === 0.8) sent.push(send({ orders: [order('b2', 'c2', 7)], ...from }));
  });
  expect(await Promise.all(sent)).toMatchObject([
    { results: [{ status: 'added' }, { status: 'added' }] },
    undefined,
    { results: [{ status: 'added' }] },
  ]);
  expect(effect).toMatchObject({ goes: { orders: MANY, customers: PEOPLE - 1 }, back: { orders: 1 } });
  const { rows } = await sql<{
    ref: string;
    id: string;
    amount: bigint;
  }>`select order_ref as ref, external_id as id, amount
    from orders join customers using (customer_id) order by 1`.execute(folder.database().reader);
  expect(rows.map(({ ref, id, amount }) => `${ref} ${id} ${amount}`)).toEqual([
    'a1 ada 1000',
    'a2 bob 2000',
    'b2 c2 700',
    'n1 c1 500',
    'n2 zoe 600',
  ]);
  const { rows: noted } = await sql<{
    action: string;
  }>`select action from audit_log order by entry_id`.execute(folder.database().reader);
  expect(noted.map(({ action }) => action)).toEqual(['signed-in', 'import-undone']);
  await expectSound(shop);
});

it('R006 an undo that is broken off has done nothing, and is done whole the next time', async () => {
  const { shop, before } = await wronged();
  const wrong = await currentDigest(shop.folder);
  for (const moment of [0.3, 0.8]) {
    const broken = undo(shop, (fraction) => {
      if (fraction === moment) throw new Error('in the middle');
    });
    await expect(broken).rejects.toThrow('in the middle');
    expect(await currentDigest(shop.folder)).toBe(wrong);
  }
  await undo(shop, () => undefined);
  expect(await currentDigest(shop.folder)).toBe(before);
  await expectSound(shop);
});
