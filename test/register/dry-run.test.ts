import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { FileKind } from '../../src/features/imports/column-names.ts';
import type { ImportReport } from '../../src/features/imports/import-request.ts';
import type { WithoutBuyer } from '../../src/features/imports/without-buyer.ts';
import { fewOrMany } from '../support/few-or-many.ts';
import { importText } from '../support/import-text.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const { constantFrom, array, tuple, integer } = fc;

/** Few of each, so that rows meet: the same order again, other values of it, lines of one order, nobody known. */
const customer = constantFrom('ada', 'bob', 'cleo', 'dan', '', '散客');
const day = constantFrom('2026-01-02', '2026-01-03', '2026/1/4', '昨天');
const orderRow = tuple(
  constantFrom('1', '2', '3', '4', 'A-5', '', ''),
  customer,
  day,
  constantFrom('10', '20.50', '1.2万', '五百', '0'),
  constantFrom('completed', '交易成功', 'refunded', 'cancelled', 'unpaid', 'completed', '不明'),
  constantFrom('', '', '5'),
);
const customerRow = tuple(
  customer,
  constantFrom('艾达', '鲍勃', ''),
  constantFrom('13800001234', '138 0000 1234', '', '138****1234'),
  constantFrom('干性', '油性', ''),
);
const eventRow = tuple(
  constantFrom('ada', 'bob', 'nobody'),
  day,
  constantFrom('太慢', '破损'),
  constantFrom('', '2026-01-09', '2026-01-10'),
);

const invoiceRow = tuple(
  constantFrom('1', '2', 'C3', 'C4'),
  constantFrom('1', '-1', '-2'),
  day,
  integer({ min: 1, max: 3 }).map(String),
  customer,
).map((cells): string[] => [...cells, 'A1', '茶']);

const files = <T>(row: fc.Arbitrary<T>): fc.Arbitrary<T[][]> =>
  array(array(row, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 2 });

function written(header: string, rows: readonly (readonly string[])[]): string {
  return [header, ...rows.map((row) => row.join(','))].map((line) => `${line}\n`).join('');
}

/** What is in the register, recordings included. */
async function state({ folder }: Shop): Promise<Record<string, bigint>> {
  const { rows } = await sql<Record<string, bigint>>`select
    (select count(*) from customers) as customers, (select count(*) from recordings) as recordings,
    (select count(*) from imports) as imports, (select count(*) from events) as events,
    (select count(*) from orders_history) + (select count(*) from customers_history) as versions,
    cast((select coalesce(sum(amount - coalesce(refunded, 0)), 0) from orders
      where status in ('paid', 'shipped', 'completed', 'refunded')) as bigint)
      - cast((select coalesce(sum(amount), 0) from refunds) as bigint) as net`.execute(
    folder.database().reader,
  );
  return rows[0] ?? {};
}

const counts = ({ files: read, repeated, unattributed }: ImportReport) => ({
  ...{ repeated, unattributed },
  read: read.map(({ counts: { rows, rejected, findings } }) => ({ rows, rejected, kinds: findings.length })),
});

/** Imports files, first as a dry run, which has to leave all as it was and to say what the import then does. */
async function agree(
  shop: Shop,
  kind: FileKind,
  header: string,
  batch: string[][][],
  withoutBuyer: WithoutBuyer | null = null,
): Promise<void> {
  const contents = batch.map((rows) => written(header, rows));
  const before = await state(shop);
  const tried = await importText(shop, kind, contents, { dryRun: true, withoutBuyer });
  expect(await state(shop)).toEqual(before);
  const done = await importText(shop, kind, contents, { withoutBuyer });
  const after = await state(shop);
  expect(tried.outcome).toBeNull();
  expect(tried.effect?.outcome).toEqual(done.outcome);
  expect(counts(tried)).toEqual(counts(done));
  expect(done.repeated).toBeGreaterThanOrEqual(0);
  expect(tried.effect?.newCustomers).toBe(Number((after.customers ?? 0n) - (before.customers ?? 0n)));
  if (kind === 'orders') expect(tried.effect?.money).toMatchObject({ before: before.net, after: after.net });
}

/** One shop for all: what one batch leaves is what the next is compared with. */
async function allAgree(
  kind: FileKind,
  header: string,
  row: fc.Arbitrary<string[]>,
  shop: Shop,
  withoutBuyer: WithoutBuyer | null = null,
): Promise<void> {
  const property = fc.asyncProperty(files(row), async (batch) => {
    await agree(shop, kind, header, batch, withoutBuyer);
  });
  await fc.assert(property, { numRuns: fewOrMany(2, 4), endOnFailure: true });
}

it('R006 a dry run of orders says what the import then does, to the cent', async () => {
  await allAgree('orders', '订单编号,客户编号,下单时间,金额,订单状态,退款金额', orderRow, await openShop());
});

it('R006 a dry run of orders, some of nobody, says what the import then does', async () => {
  const header = '订单编号,客户编号,下单时间,金额,订单状态,退款金额';
  await allAgree('orders', header, orderRow, await openShop(), 'keep');
});

it('R006 a dry run of refunds without orders says what the import then does', async () => {
  const header = 'InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID,StockCode,Description';
  await allAgree('orders', header, invoiceRow, await openShop());
});

it('R006 a dry run of customers says what the import then does, one file after the other', async () => {
  await allAgree('customers', '客户编号,姓名,手机号,肤质', customerRow, await openShop());
});

it('R006 a dry run of events says what the import then does', async () => {
  const shop = await openShop();
  await importText(shop, 'customers', ['客户编号\nada\nbob\n']);
  await allAgree('complaints', '客户编号,投诉时间,投诉原因,解决时间', eventRow, shop);
});

it('R006 a dry run tells the days, what the files sell and give back, and whom nobody knows', async () => {
  const shop = await openShop();
  const header = '订单编号,客户编号,下单时间,金额,订单状态,退款金额\n';
  await importText(shop, 'orders', [`${header}1,ada,2026-01-02,100,completed,\n`]);
  const { effect, repeated } = await importText(
    shop,
    'orders',
    [
      `${header}1,ada,2026-01-02,100,completed,30\n2,bob,2026-01-05,50,completed,\n3,bob,2026-01-06,70,cancelled,\n`,
      `${header},cleo,2026-01-04,8,completed,\n`,
      `${header},cleo,2026-01-04,8,completed,\n`,
    ],
    { dryRun: true },
  );
  expect({ ...effect, repeated }).toEqual({
    outcome: { added: 3, changed: 1, unchanged: 0 },
    newCustomers: 2,
    unattributed: 0,
    days: { first: '2026-01-02', last: '2026-01-06' },
    money: { orders: 15_800n, refunds: 3000n, before: 10_000n, after: 12_800n },
    repeated: 1,
  });
});
