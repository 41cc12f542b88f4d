import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { finishImports } from '../../src/features/imports/finish-imports.ts';
import { lookUp } from '../../src/features/register/look-up.ts';
import { identifyOrders } from '../../src/features/register/order-identity.ts';
import { readOrder } from '../../src/features/register/written-order.ts';
import { importText } from '../support/import-text.ts';
import { recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

async function sent({ folder, clock }: Shop, customers: readonly string[]): Promise<void> {
  const bought = customers.map((customer, index) => ({
    ...{ id: 100 + index, customer, day: '2026-01-02', amount: 100 },
  }));
  await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
}

/** The numbers found for ids, by what is noted and by the texts themselves. */
async function found({ folder }: Shop, ids: readonly string[]): Promise<unknown> {
  const { reader, dialect } = folder.database();
  const form = { currency: 'CNY', timeZone: 'Asia/Shanghai', decimals: 2 };
  const orders = ids.flatMap((customerId) => {
    const read = readOrder({ customerId, paidAt: '2026-01-02', amount: 1 }, 'order', form);
    return 'customer' in read ? [read] : [];
  });
  const named = identifyOrders(orders).flatMap((identity, index) => {
    const order = orders[index];
    return order === undefined ? [] : [{ order, identity }];
  });
  const { customers } = await lookUp(reader, dialect, named);
  return Object.fromEntries(customers);
}

async function noted({ folder }: Shop): Promise<unknown[]> {
  const { rows } = await sql`select external_id from customer_ids join customers using (customer_id)
    order by external_id`.execute(folder.database().reader);
  return rows.map((row) => (row as { external_id: string }).external_id);
}

describe('the ids of customers', () => {
  it('are noted however customers come, once each, and find them', async () => {
    const shop = await openShop();
    await importText(shop, 'orders', [
      'order_id,customer_id,paid_at,amount\n1,ada,2026-01-02,5\n2,bob,2026-01-03,6\n',
    ]);
    await importText(shop, 'customers', ['customer_id,name\nada,Ada\n客户 😀,Cleo\n']);
    await sent(shop, ['ada', 'dan', "o'neil"]);
    expect(await noted(shop)).toEqual(['ada', 'bob', 'dan', "o'neil", '客户 😀']);
    expect(await found(shop, ['ada', 'bob', '客户 😀', 'dan', "o'neil", 'nobody'])).toEqual({
      ada: 1n,
      bob: 2n,
      '客户 😀': 3n,
      dan: 4n,
      "o'neil": 5n,
    });
  });

  it('find by their texts who is not noted', async () => {
    const shop = await openShop();
    await sent(shop, ['ada', 'bob']);
    await shop.folder.writer.write((trx) => sql`delete from customer_ids where customer_id = 1`.execute(trx));
    expect(await found(shop, ['ada', 'bob'])).toEqual({ ada: 1n, bob: 2n });
    await sent(shop, ['ada']);
    expect((await sql`select 1 from customers`.execute(shop.folder.database().reader)).rows).toHaveLength(2);
  });

  it('go with customers of an import that was cut off, so that a number can be another’s', async () => {
    const shop = await openShop();
    const { folder } = shop;
    await importText(shop, 'orders', ['order_id,customer_id,paid_at,amount\n1,ada,2026-01-02,5\n']);
    await folder.writer.write(async (trx) => {
      for (const statement of [
        "update imports set status = 'recording', finished_at = null",
        'delete from orders',
      ]) {
        await sql.raw(statement).execute(trx);
      }
    });
    await finishImports(folder, 0);
    expect(await noted(shop)).toEqual([]);
    await sent(shop, ['bob']);
    expect(await found(shop, ['ada', 'bob'])).toEqual({ bob: 1n });
  });

  it('are looked up together where there are many', async () => {
    const shop = await openShop();
    const many = Array.from({ length: 120 }, (_, index) => `c${index}`);
    await sent(shop, many);
    expect(await noted(shop)).toEqual(many.toSorted());
    const all = (await found(shop, many)) as Record<string, bigint>;
    expect(Object.keys(all)).toHaveLength(many.length);
    expect(await found(shop, ['c7'])).toEqual({ c7: all.c7 });
  });
});
