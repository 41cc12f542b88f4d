import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { run } from '../../src/db/database.ts';
import { collectOrders } from '../../src/features/register/collect-orders.ts';
import { openShop } from '../support/shop-folder.ts';

it('R016 an order that long work has changed waits alone, with what comes of it later, while others are kept', async () => {
  const { folder, clock } = await openShop();
  const keep = collectOrders(folder, () => clock.now);
  const send = async (orderId: string, amount: number) => {
    const order = { orderId, customerId: 'ada', orderedAt: '2026-01-02', amount };
    const { results } = await keep({ orders: [order], visibility: { all: true }, author: 'till' });
    return results[0];
  };
  await send('a1', 1);
  const long = await folder.database().separate();
  await run(long, sql`begin transaction`);
  await run(long, sql`delete from orders where order_ref = 'a1'`);
  const done: string[] = [];
  const note = async (name: string, sent: Promise<unknown>) => {
    const result = await sent;
    done.push(name);
    return result;
  };
  const later = [note('second', send('a1', 2)), send('b1', 1), note('third', send('a1', 3))];
  // That these end is what lets the long work end.
  expect(await Promise.all([later[1], send('c1', 1)])).toEqual([
    { status: 'added', orderId: 'b1' },
    { status: 'added', orderId: 'c1' },
  ]);
  later.push(note('fourth', send('a1', 4)));
  expect(await send('c1', 2)).toEqual({ status: 'changed', orderId: 'c1' });
  expect(done).toEqual([]);
  await run(long, sql`rollback`);
  await long.close();
  expect(await Promise.all(later)).toEqual([
    { status: 'changed', orderId: 'a1' },
    { status: 'added', orderId: 'b1' },
    { status: 'changed', orderId: 'a1' },
    { status: 'changed', orderId: 'a1' },
  ]);
  expect(done).toEqual(['second', 'third', 'fourth']);
  const { rows } = await sql`select order_ref as ref, amount from orders order by 1`.execute(
    folder.database().reader,
  );
  expect(rows).toEqual([
    { ref: 'a1', amount: 400n },
    { ref: 'b1', amount: 100n },
    { ref: 'c1', amount: 200n },
  ]);
});
