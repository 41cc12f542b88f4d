import fc from 'fast-check';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { changeBusinessSettings } from '../../src/features/business/business-settings.ts';
import { undoImport } from '../../src/features/imports/undo-import.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { holds } from '../../src/features/verify/check.ts';
import { verifyFolder } from '../../src/features/verify/verify-folder.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { importText, testSeal } from '../support/import-text.ts';
import { localCaller, serveShop, signInAs } from '../support/serve-shop.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

interface Row {
  readonly id: string;
  readonly phone: string;
  readonly email: string;
  readonly union: string;
}

const phones = ['13800138000', '13900139000', '13700137000'];
const row: fc.Arbitrary<Row> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
  phone: fc.constantFrom('', '', ...phones, '+86 138 0013 8000', '138****8000', '110'),
  email: fc.constantFrom('', '', 'one@example.com', ' ONE@example.com', 'two@example.com'),
  union: fc.constantFrom('', '', 'u1', 'u2'),
});
const file = fc.uniqueArray(row, { minLength: 1, maxLength: 5, selector: ({ id }) => id });
const order = fc.shuffledSubarray(['phone', 'email', 'union'], { minLength: 1 });

const columns = ['customer_id', 'phone', 'email', 'union'];
const written = (rows: readonly Row[]): string =>
  `${[columns, ...rows.map(({ id, phone, email, union }) => [id, phone, email, union])].map((cells) => cells.join(',')).join('\n')}\n`;

/** The same said plainly: who has which id, and what of each is known. */
class Plain {
  readonly names = new Map<string, string>();
  readonly known = new Map<string, Row>();

  constructor(readonly by: readonly string[]) {}

  take(rows: readonly Row[]): void {
    const sorted = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const strangers = sorted.filter(({ id }) => !this.names.has(id));
    const before = new Map(this.known);
    for (const each of sorted)
      if (this.known.has(each.id)) this.known.set(each.id, merged(this.known.get(each.id), each));
    for (const each of strangers) {
      const holder = this.recognised(each, before);
      this.names.set(each.id, holder ?? each.id);
      if (holder !== null) continue;
      before.set(each.id, each);
      this.known.set(each.id, each);
    }
  }

  private recognised(stranger: Row, known: ReadonlyMap<string, Row>): string | null {
    for (const by of this.by as readonly ('phone' | 'email' | 'union')[]) {
      const sign = signOf(stranger, by);
      const holders = [...known].filter(([, each]) => sign !== null && signOf(each, by) === sign);
      if (holders.length === 1) return holders[0]?.[0] ?? null;
    }
    return null;
  }
}

/** A masked phone that would be the mask of the one that is kept says the same. */
function merged(kept: Row | undefined, { id, phone, email, union }: Row): Row {
  const isSame = phone.includes('*') && kept !== undefined && signOf(kept, 'phone') === '13800138000';
  return { id, phone: isSame ? kept.phone : phone, email, union };
}

function signOf(row: Row, by: 'phone' | 'email' | 'union'): string | null {
  if (by === 'phone') {
    const digits = row.phone.replace(/\D/g, '').replace(/^86/, '');
    return row.phone.includes('*') || digits.length < 7 ? null : digits;
  }
  const value = row[by].trim().toLowerCase();
  return value === '' ? null : value;
}

async function namesIn({ folder }: Shop): Promise<Record<string, string>> {
  const { rows } = await sql<{ name: string; id: string }>`select n.external_id as name, c.external_id as id
    from customer_names as n join customers as c on c.customer_id = n.customer_id order by 1`.execute(
    folder.database().reader,
  );
  return Object.fromEntries(rows.map(({ name, id }) => [name, id]));
}

async function expectSound({ folder }: Shop, seal = testSeal): Promise<void> {
  const { tables, rules } = await verifyFolder(folder, seal);
  expect(
    [...tables, ...rules].filter((each) => !holds(each)).map(({ id, example }) => [id, example]),
  ).toEqual([]);
}

describe('customers who come under ids that nobody has', () => {
  it('are recognised as a plain resolver would; a dry run tells it, and an import that is taken back takes its names away', async () => {
    await fc.assert(
      fc.asyncProperty(order, fc.array(file, { minLength: 2, maxLength: 4 }), async (by, files) => {
        const shop = await openShop();
        await importText(shop, 'customers', [
          written([{ id: 'a', phone: phones[0] ?? '', email: '', union: 'u1' }]),
        ]);
        await changeBusinessSettings(shop.folder, { recognisedBy: by });
        const plain = new Plain(by);
        plain.take([{ id: 'a', phone: phones[0] ?? '', email: '', union: 'u1' }]);
        for (const rows of files) {
          const dry = await importText(shop, 'customers', [written(rows)], { dryRun: true });
          const { id, ...kept } = await importText(shop, 'customers', [written(rows)]);
          expect(dry.effect?.outcome).toEqual(kept.outcome);
          plain.take(rows);
          expect(await namesIn(shop)).toEqual(Object.fromEntries([...plain.names].toSorted()));
          expect(id).not.toBeNull();
        }
        await expectSound(shop);
        const before = await namesIn(shop);
        const last = await importText(shop, 'customers', [
          written([{ id: 'z', phone: phones[0] ?? '', email: '', union: '' }]),
        ]);
        const progress = { step: () => undefined, at: () => undefined };
        const { clock, folder } = shop;
        await undoImport(folder, {
          ...{ id: last.id ?? 0n, author: 'anna', clock: () => clock.now, progress },
          signal: new AbortController().signal,
        });
        expect(await namesIn(shop)).toEqual(before);
        await expectSound(shop);
      }),
      { numRuns: fewOrMany(2, 4) },
    );
  }, 300_000);

  it('are who they always were unless the business says otherwise, and a name is whose its orders are', async () => {
    const all = await serveShop();
    const { folder, clock } = all.shop;
    const by = localCaller(all);
    const send = async (from: typeof by, id: string) =>
      (await from.send('POST', '/customers', { customers: [{ externalId: id, phone: phones[0] }] })).json();
    await send(by, 'ada');
    expect(await send(by, 'tb-1')).toMatchObject({ results: [{ status: 'added' }] });
    const owner = await signInAs(all, 'olga', 'owner');
    expect((await owner.send('PUT', '/business', { recognisedBy: ['shoe'] })).json()).toMatchObject({
      problems: [{ code: 'unknown-field', path: 'recognisedBy' }],
    });
    const set = await owner.send('PUT', '/business', { recognisedBy: ['phone'] });
    expect([set.statusCode, set.json().recognisedBy]).toEqual([200, ['phone']]);
    // Two have it: nobody is recognised.
    expect(await send(by, 'tb-2')).toMatchObject({ results: [{ status: 'added' }] });
    await by.send('POST', '/customers', {
      customers: [{ externalId: 'bob', email: 'bob@example.com', phone: phones[1] }],
    });
    const one = { externalId: 'wx-1', phone: phones[1] };
    const rita = await signInAs(all, 'rita', 'rep');
    expect((await by.send('POST', '/customers', { customers: [one] })).json()).toMatchObject({
      results: [{ status: 'changed' }],
    });
    expect(
      (await rita.send('POST', '/customers', { customers: [{ ...one, externalId: 'wx-2' }] })).json(),
    ).toMatchObject({
      results: [{ status: 'added' }],
    });
    const sent = { orders: [{ orderId: '1', customerId: 'wx-1', paidAt: '2026-01-10', amount: 5 }] };
    await collectOrders(folder, () => clock.now)({ ...sent, visibility: { all: true }, author: 'till' });
    const { rows } =
      await sql`select external_id as id, order_ref from orders join customers on customers.customer_id = orders.customer_id`.execute(
        folder.database().reader,
      );
    expect(rows).toEqual([{ id: 'bob', order_ref: '1' }]);
    expect(await namesIn(all.shop)).toMatchObject({ 'wx-1': 'bob', 'wx-2': 'wx-2', 'tb-2': 'tb-2' });
    const order = { paidAt: '2026-01-11', amount: 7 };
    const strangers = [
      { ...order, orderId: '2', customerId: 'jd-1', phone: phones[1] },
      { ...order, orderId: '3', customerId: 'jd-2', phone: phones[2], email: 'dan@example.com' },
      { ...order, orderId: '4', customerId: 'jd-3', phone: phones[2] },
      { ...order, orderId: '5', customerId: 'jd-4', phone: '139****9000' },
    ];
    expect((await by.send('POST', '/orders', { orders: strangers })).json().results).toMatchObject([
      {},
      {},
      {},
      {},
    ]);
    // Rita's has the phone as well by now.
    expect(await namesIn(all.shop)).toMatchObject({
      'jd-1': 'jd-1',
      'jd-2': 'jd-2',
      'jd-3': 'jd-2',
      'jd-4': 'jd-4',
    });
    await expectSound(all.shop, all.served.seal);
    expect(all.faults).toEqual([]);
  });
});
