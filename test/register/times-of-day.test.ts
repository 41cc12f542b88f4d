import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { importText } from '../support/import-text.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

async function kept({ folder }: Shop): Promise<unknown[]> {
  const { rows } =
    await sql`select customers.external_id as customer, cast(ordered_day as text) as ordered_day,
      ordered_time, cast(paid_day as text) as paid_day, paid_time, line_count
    from orders join customers using (customer_id) order by 1, 2, 3`.execute(folder.database().reader);
  return rows;
}

const outcome = (added: number, changed: number, unchanged: number) => ({ added, changed, unchanged });

describe('times of day', () => {
  it('R006 are kept in the business’s own zone where a file has them', async () => {
    const shop = await openShop();
    const file = `order_id,customer_id,ordered_at,paid_at,amount
1,ada,2026-01-02 09:05:07,2026/1/2 9:06,1
2,bob,2026-01-02,,1
3,cleo,2026年1月3日 8:00,2026-01-02T23:30:00Z,1
4,dan,20260104081500,2026-01-04T08:16,1
5,eve,2026-01-05 24:00:00,,1
`;
    const report = await importText(shop, 'orders', [file]);
    expect(report.outcome).toEqual(outcome(5, 0, 0));
    expect(report.files[0]?.counts).toMatchObject({ rows: 5, rejected: 0 });
    expect(await kept(shop)).toMatchObject([
      { customer: 'ada', ordered_time: '09:05:07', paid_day: '2026-01-02', paid_time: '09:06:00' },
      { customer: 'bob', ordered_time: null, paid_day: null, paid_time: null },
      { customer: 'cleo', ordered_time: '08:00:00', paid_day: '2026-01-03', paid_time: '07:30:00' },
      { customer: 'dan', ordered_time: '08:15:00', paid_day: '2026-01-04', paid_time: '08:16:00' },
      { customer: 'eve', ordered_day: '2026-01-06', ordered_time: '00:00:00' },
    ]);
    expect((await importText(shop, 'orders', [file])).outcome).toEqual(outcome(0, 0, 5));
  });

  it('R006 of an order with lines are those of its earliest line', async () => {
    const shop = await openShop();
    const file = `order_id,customer_id,ordered_at,amount,product
1,ada,2026-01-03 00:10:00,1,tea
1,ada,2026-01-02 23:59:00,2,cup
1,ada,2026-01-02 23:59:30,3,pot
`;
    await importText(shop, 'orders', [file]);
    expect(await kept(shop)).toMatchObject([
      { ordered_day: '2026-01-02', ordered_time: '23:59:00', line_count: 3 },
    ]);
  });

  it('R006 tell apart purchases without an id, in one file or in two', async () => {
    const shop = await openShop();
    const at = (...times: string[]): string =>
      ['customer_id,ordered_at,amount', ...times.map((time) => `ada,2026-01-02${time},5`)].join('\n');
    expect((await importText(shop, 'orders', [at(' 09:00:00')])).outcome).toEqual(outcome(1, 0, 0));
    expect((await importText(shop, 'orders', [at(' 10:00:00')])).outcome).toEqual(outcome(1, 0, 0));
    expect((await importText(shop, 'orders', [at(' 10:00:00', ' 09:00:00')])).outcome).toEqual(
      outcome(0, 0, 2),
    );
    expect((await importText(shop, 'orders', [at('', ' 09:00:00', '')])).outcome).toEqual(outcome(2, 0, 1));
    expect(await kept(shop)).toHaveLength(4);
  });

  it('R006 counts the same purchase without an id within its file: two files that both have it have it once', async () => {
    const [one, two] = [await openShop(), await openShop()];
    const row = 'ada,2026-01-02 09:00:00,5';
    const first = ['customer_id,ordered_at,amount', row, row].join('\n');
    const second = ['customer_id,ordered_at,amount', row, 'bob,2026-01-02,7', row, row].join('\n');
    expect((await importText(one, 'orders', [first, second])).outcome).toEqual(outcome(4, 0, 0));
    expect((await importText(two, 'orders', [first])).outcome).toEqual(outcome(2, 0, 0));
    expect((await importText(two, 'orders', [second])).outcome).toEqual(outcome(2, 0, 2));
    expect(await kept(one)).toEqual(await kept(two));
  });

  it('R006 the same holds of refunds that name no order', async () => {
    const shop = await openShop();
    const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
    const lines = (...rows: string[]): string => [header, ...rows].join('\n');
    const back = 'C1,A,Tea,-1,2026-01-02 09:00:00,5,ada,UK';
    const bought = '1,A,Tea,2,2026-01-01 09:00:00,5,ada,UK';
    const refunds = async () =>
      (await sql<{ n: bigint }>`select count(*) as n from refunds`.execute(shop.folder.database().reader))
        .rows;
    await importText(shop, 'orders', [lines(bought, back, back), lines(back)]);
    expect(await refunds()).toEqual([{ n: 2n }]);
    await importText(shop, 'orders', [lines(back)]);
    expect(await refunds()).toEqual([{ n: 2n }]);
  });
});
