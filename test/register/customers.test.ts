import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createSeal, KEY_BYTES } from '../../src/features/contacts/seal.ts';
import { type IncomingCustomers, recordCustomers } from '../../src/features/register/record-customers.ts';
import { startRecording } from '../../src/features/register/recording.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const seal = createSeal(Buffer.alloc(KEY_BYTES, 1));

async function record({ folder, clock }: Shop, incoming: IncomingCustomers) {
  return await folder.writer.write(async (trx) => {
    const id = await startRecording(trx, { at: clock.now, author: 'test', importId: null });
    return await recordCustomers(trx, folder.database().dialect, seal, incoming, id);
  });
}

const ada = { external_id: 'ada', name: '艾达', phone: '13800138000', birthday: '1990-02-28' };
const bob = { external_id: 'bob', name: 'Bob', phone: null, birthday: null };
const columns = ['name', 'phone', 'birthday'] as const;

describe('customers of a register', () => {
  it('R001 are kept once, and again only where they differ', async () => {
    const shop = await openShop();
    expect(await record(shop, { columns, rows: [bob, ada] })).toEqual({ added: 2, changed: 0, unchanged: 0 });
    expect(await record(shop, { columns, rows: [ada, bob] })).toEqual({ added: 0, changed: 0, unchanged: 2 });
    const renamed = { ...ada, name: 'Ada' };
    const eve = { external_id: 'eve', name: 'Eve 🎉', phone: null, birthday: null };
    expect(await record(shop, { columns, rows: [renamed, bob, eve] })).toEqual({
      added: 1,
      changed: 1,
      unchanged: 1,
    });
    const { reader } = shop.folder.database();
    const kept =
      await sql`select customer_id, external_id, name, cast(birthday as text) as birthday, recorded_by from customers
      order by customer_id`.execute(reader);
    expect(kept.rows).toEqual([
      { customer_id: 1n, external_id: 'ada', name: 'Ada', birthday: '1990-02-28', recorded_by: 3n },
      { customer_id: 2n, external_id: 'bob', name: 'Bob', birthday: null, recorded_by: 1n },
      { customer_id: 3n, external_id: 'eve', name: 'Eve 🎉', birthday: null, recorded_by: 3n },
    ]);
    const history = await sql`select external_id, name, recorded_by, ended_by from customers_history`.execute(
      reader,
    );
    expect(history.rows).toEqual([{ external_id: 'ada', name: '艾达', recorded_by: 1n, ended_by: 3n }]);
  });

  it('have one version of each recording, and keep a later word that came while it was under way', async () => {
    const shop = await openShop();
    const { folder } = shop;
    await record(shop, { columns, rows: [ada, bob] });
    const say = async (id: bigint, ...rows: IncomingCustomers['rows']) =>
      await folder.writer.write(
        async (trx) => await recordCustomers(trx, folder.database().dialect, seal, { columns, rows }, id),
      );
    await say(3n, { ...ada, name: 'Ada' });
    await say(2n, { ...ada, name: 'Adda' }, { ...bob, name: 'Bobby' });
    expect(await say(2n, { ...bob, name: 'Robert' })).toEqual({ added: 0, changed: 1, unchanged: 0 });
    const { reader } = folder.database();
    const kept = await sql`select name, recorded_by from customers order by customer_id`.execute(reader);
    expect(kept.rows).toEqual([
      { name: 'Ada', recorded_by: 3n },
      { name: 'Robert', recorded_by: 2n },
    ]);
    const history =
      await sql`select name, recorded_by, ended_by from customers_history order by customer_id`.execute(
        reader,
      );
    expect(history.rows).toEqual([
      { name: '艾达', recorded_by: 1n, ended_by: 3n },
      { name: 'Bob', recorded_by: 1n, ended_by: 2n },
    ]);
  });

  it('keep what a source does not speak of, and lose what it says is blank', async () => {
    const shop = await openShop();
    await record(shop, { columns, rows: [ada] });
    await record(shop, { columns: ['region'], rows: [{ external_id: 'ada', region: '上海' }] });
    await record(shop, { columns: ['name'], rows: [{ external_id: 'ada', name: null }] });
    const { rows } = await sql`select name, region, phone_masked from customers`.execute(
      shop.folder.database().reader,
    );
    expect(rows).toEqual([{ name: null, region: '上海', phone_masked: '138****8000' }]);
  });

  it('S03 keep their phone and e-mail when our own masked export comes back', async () => {
    const shop = await openShop();
    const columns = ['phone', 'email'] as const;
    const eve = { external_id: 'eve', phone: '13800138000', email: 'eve@example.com' };
    await record(shop, { columns, rows: [eve] });
    const masked = { external_id: 'eve', phone: '138****8000', email: 'e***@example.com' };
    expect(await record(shop, { columns, rows: [masked] })).toMatchObject({ changed: 0, unchanged: 1 });
    const other = { ...masked, phone: '139****9000' };
    expect(await record(shop, { columns, rows: [other] })).toMatchObject({ changed: 1 });
    const { rows } = await sql<{
      phone: string;
      tail: string | null;
      email: string;
    }>`select phone_masked as phone,
      phone_tail_key as tail, email_sealed as email from customers`.execute(shop.folder.database().reader);
    expect(rows[0]).toMatchObject({ phone: '139****9000', tail: null });
    expect(seal.open(rows[0]?.email ?? '')).toBe('eve@example.com');
  });

  it.each([
    ['138*****000', true],
    ['+86 138****8000', true],
    ['(＊＊)＊＊＊＊8000', true],
    ['1380013xxxx', true],
    ['##e8Aa==', true],
    ['139****8000', false],
    ['138****8001', false],
    ['13800138****8000', false],
  ])('S03 keep a full phone behind %s: %s, whatever form a mask has', async (phone, keeps) => {
    const shop = await openShop();
    const columns = ['phone', 'email'] as const;
    const eve = { external_id: 'eve', phone: '13800138000', email: 'eve@example.com' };
    await record(shop, { columns, rows: [eve] });
    const masked = { external_id: 'eve', phone, email: 'ev****@example.com' };
    expect(await record(shop, { columns, rows: [masked] })).toMatchObject({ changed: keeps ? 0 : 1 });
    const { rows } = await sql<{ phone: string | null; email: string }>`select phone_sealed as phone,
      email_sealed as email from customers`.execute(shop.folder.database().reader);
    const { phone: sealed = null, email = '' } = rows[0] ?? {};
    expect([sealed !== null, seal.open(email)]).toEqual([keeps, 'eve@example.com']);
  });

  it('S03 keep an address and a number of papers that a list has masked alone', async () => {
    const shop = await openShop();
    const columns = ['address', 'id_number'] as const;
    const eve = { external_id: 'eve', address: '长安街1号', id_number: '110101199003071233' };
    await record(shop, { columns, rows: [eve, { ...eve, external_id: 'dan' }] });
    const masked = { external_id: 'eve', address: '长安街****', id_number: '##e8Aa==' };
    const blank = { external_id: 'dan', address: null, id_number: null };
    expect(await record(shop, { columns, rows: [masked, blank] })).toMatchObject({
      changed: 1,
      unchanged: 1,
    });
    const { rows } = await sql<{ address: string | null; papers: string | null }>`select
      address_sealed as address, id_number_sealed as papers from customers order by external_id`.execute(
      shop.folder.database().reader,
    );
    expect(rows[0]).toEqual({ address: null, papers: null });
    const opened = [rows[1]?.address, rows[1]?.papers].map((sealed) => seal.open(sealed ?? ''));
    expect(opened).toEqual([eve.address, eve.id_number]);
  });

  it('S03 have their phone sealed, shown masked, and found by the whole or by its tail', async () => {
    const shop = await openShop();
    await record(shop, { columns, rows: [ada] });
    const { reader } = shop.folder.database();
    const { rows } = await sql<Record<string, unknown>>`select * from customers`.execute(reader);
    expect(JSON.stringify(rows, (_, value: unknown) => String(value))).not.toContain('13800138000');
    const [row] = rows;
    expect(seal.open(String(row?.phone_sealed))).toBe('+8613800138000');
    const found =
      await sql`select external_id from customers where phone_key = ${seal.key('phone', '13800138000')}
      and phone_tail_key = ${seal.key('phone tail', '8000')}`.execute(reader);
    expect(found.rows).toEqual([{ external_id: 'ada' }]);
  });
});
