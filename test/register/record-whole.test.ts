import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/db/writer.ts';
import { findNumber, noteRecorded } from '../../src/features/register/customer-ids.ts';
import { nameRecognised } from '../../src/features/register/recognise.ts';
import { recordWhole } from '../../src/features/register/record-whole.ts';
import { type Outcome, startRecording } from '../../src/features/register/recording.ts';
import { reserveNumbers } from '../../src/features/register/reserved-numbers.ts';
import { type Bought, incomingBought, recordBought } from '../support/record-bought.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const ada = { id: 1, customer: 'ada', day: '2026-01-02', amount: 100 };
const bob = { id: 2, customer: 'bob', day: '2026-01-03', amount: 200 };
const cleo = { id: 3, customer: 'cleo', day: '2026-01-04', amount: 300 };

/** Sends orders as somebody else does. */
async function send({ folder, clock }: Shop, bought: readonly Bought[]): Promise<Outcome> {
  return await folder.writer.write(async (trx) => await recordBought(trx, clock.now, bought));
}

/** How far an import is when nothing but its commit is left to do. */
const ALMOST = 0.8;

/**
 * Records orders of known customers in one go. `meanwhile` is asked for before the commit has its turn, `ended` is part
 * of it.
 */
async function whole(
  { folder, clock }: Shop,
  bought: readonly Bought[],
  meanwhile: () => Promise<unknown> = async () => undefined,
  ended: () => Promise<void> = async () => undefined,
): Promise<Outcome> {
  const [recordingId, numbersAfter] = await folder.writer.write(async (trx) => [
    await startRecording(trx, { at: clock.now, author: 'import', importId: null }),
    await reserveNumbers(trx, 1n, 10),
  ]);
  let beside: Promise<unknown> = Promise.resolve();
  const outcome = await recordWhole(folder, incomingBought(bought), {
    recordingId,
    numbersAfter,
    signal: new AbortController().signal,
    onProgress: (fraction) => {
      if (fraction === ALMOST) beside = meanwhile();
    },
    ended,
  });
  await beside;
  return outcome;
}

async function kept({ folder }: Shop, table = 'orders'): Promise<unknown[]> {
  const { rows } = await sql`select external_id as customer, amount from ${sql.table(table)}
    join customers using (customer_id) order by order_id, amount`.execute(folder.database().reader);
  return rows;
}

const of = ({ customer, amount }: Bought) => ({ customer, amount: BigInt(amount) });
const outcome = (added: number, changed: number, unchanged: number) => ({ added, changed, unchanged });

describe('many orders recorded at once (R006)', () => {
  it('are new, changed or the same, and the replaced ones move to the history', async () => {
    const shop = await openShop();
    await send(shop, [ada, bob, { ...cleo, id: 9 }]);
    const changed = { ...bob, amount: 250 };
    expect(await whole(shop, [ada, changed, cleo])).toEqual(outcome(1, 1, 1));
    expect(await kept(shop)).toEqual([of(ada), of(changed), of(cleo), of(cleo)]);
    expect(await kept(shop, 'orders_history')).toEqual([of(bob)]);
  });

  it('are recorded once they are committed, whatever becomes of the slice they were committed in', async () => {
    const shop = await openShop();
    await send(shop, [{ ...ada, id: 9 }]);
    const { writer } = shop.folder;
    const full = async <T>(change: Change<T>): Promise<T> => {
      await writer.writeSlice(change);
      throw new Error('No space left on device');
    };
    const folder = { ...shop.folder, writer: { ...writer, writeSlice: full } };
    expect(await whole({ ...shop, folder }, [ada])).toEqual(outcome(1, 0, 0));
    expect(await kept(shop)).toEqual([of(ada), of(ada)]);
  });

  it('leave an order to whoever added it meanwhile', async () => {
    const shop = await openShop();
    await send(shop, [
      { ...bob, id: 8 },
      { ...ada, id: 9 },
    ]);
    const theirs = { ...bob, amount: 999 };
    const left = await whole(shop, [ada, bob], async () => await send(shop, [theirs]));
    expect(left).toEqual(outcome(1, 0, 1));
    expect(await kept(shop)).toEqual([of(ada), of(theirs), of(bob), of(ada)]);
    expect(await kept(shop, 'orders_history')).toEqual([]);
  });

  it('come with the customers whom nobody knew, but for those whom somebody else adds meanwhile', async () => {
    const shop = await openShop();
    await send(shop, [{ ...ada, id: 9 }]);
    const theirs = [
      { ...cleo, id: 7 },
      { ...cleo, id: 8, customer: 'dan' },
    ];
    const meanwhile = async () => {
      const sent = send(shop, theirs);
      // Nobody sees the one without the other.
      expect(await kept(shop, 'orders')).toEqual(expect.not.arrayContaining([of(bob)]));
      await sent;
    };
    expect(await whole(shop, [ada, bob, cleo], meanwhile)).toEqual(outcome(3, 0, 0));
    expect(await kept(shop)).toEqual([of(ada), of(bob), of(cleo), ...theirs.map(of), of(ada)]);
    const { reader, dialect } = shop.folder.database();
    const { rows } = await sql<{ id: bigint; external_id: string }>`select customer_id as id, external_id
      from customers order by external_id`.execute(reader);
    // The numbers up to 11 were taken.
    expect(rows.map(({ id, external_id }) => `${external_id} ${id}`)).toEqual([
      'ada 1',
      'bob 2',
      'cleo 12',
      'dan 13',
    ]);
    for (const { id, external_id } of rows) expect(await findNumber(reader, dialect, external_id)).toBe(id);
    const noted = await sql`select 1 from customer_ids`.execute(reader);
    expect(noted.rows).toHaveLength(4);
  });

  it('are of whoever gets the name meanwhile under which they came, and it is known that they came under it', async () => {
    const shop = await openShop();
    await send(shop, [{ ...ada, id: 9 }]);
    const { writer, database } = shop.folder;
    const { reader, dialect } = database();
    const number = await findNumber(reader, dialect, 'ada');
    if (number === null) throw new Error('ada is not there');
    const recognised = [{ externalId: 'bob', customer: number, by: 'phone' }];
    const mine = [ada, bob, { ...bob, id: 4 }, cleo];
    const meanwhile = async () =>
      await writer.write(async (trx) => {
        const recording = await startRecording(trx, { at: shop.clock.now, author: 'list', importId: null });
        await nameRecognised(trx, dialect, recognised, recording);
        await noteRecorded(trx, dialect, recording);
      });
    expect(await whole(shop, mine, meanwhile)).toEqual(outcome(4, 0, 0));
    expect(await kept(shop)).toEqual(
      [ada, { ...bob, customer: 'ada' }, cleo, { ...bob, customer: 'ada' }, ada].map(of),
    );
    const { rows } = await sql`select n.what, n.row_id, n.external_id from named_rows as n
      join orders on order_id = row_id and orders.recorded_by = n.recorded_by order by row_id`.execute(
      reader,
    );
    const named = (id: bigint) => ({ what: 'orders', row_id: id, external_id: 'bob' });
    expect(rows).toEqual([named(2n), named(4n)]);
    expect(await findNumber(reader, dialect, 'bob')).toBe(number);
    expect((await sql`select 1 from customer_ids`.execute(reader)).rows).toHaveLength(3);
  });

  it('are seen by whoever sends one of the same orders while they are committed', async () => {
    const shop = await openShop();
    await send(shop, [{ ...ada, id: 9 }]);
    const theirs = { ...ada, amount: 999 };
    let sent: Promise<Outcome> | undefined;
    await whole(shop, [ada], undefined, async () => {
      sent = send(shop, [theirs]);
    });
    expect(await sent).toEqual(outcome(0, 1, 0));
    expect(await kept(shop)).toEqual([of(theirs), of(ada)]);
    expect(await kept(shop, 'orders_history')).toEqual([of(ada)]);
  });

  it('begin anew when somebody changes one of the same orders meanwhile, whose is the later word', async () => {
    const shop = await openShop();
    await send(shop, [ada, bob]);
    let sent = 0;
    const theirs = { ...bob, amount: 999 };
    const mine = { ...bob, amount: 250 };
    const result = await whole(shop, [ada, mine], async () => {
      if (sent++ === 0) await send(shop, [theirs]);
    });
    expect(sent).toBe(2);
    expect(result).toEqual(outcome(0, 0, 2));
    expect(await kept(shop)).toEqual([of(ada), of(theirs)]);
    expect(await kept(shop, 'orders_history')).toEqual([of(bob)]);
  });

  it('are all there or none', async () => {
    const shop = await openShop();
    await send(shop, [ada, { ...cleo, id: 9 }]);
    const failed = whole(shop, [{ ...ada, amount: 7 }, cleo], undefined, async () =>
      Promise.reject(new Error('in the middle')),
    );
    await expect(failed).rejects.toThrow('in the middle');
    expect(await kept(shop)).toEqual([of(ada), of(cleo)]);
    expect(await kept(shop, 'orders_history')).toEqual([]);
    expect(await send(shop, [bob])).toEqual(outcome(1, 0, 0));
  });
});
