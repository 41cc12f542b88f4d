import { day } from '../../src/domain/calendar.ts';
import type { Register } from '../../src/domain/evaluate/evaluate.ts';
import type { Order } from '../../src/domain/order.ts';
import { createSeal, KEY_BYTES } from '../../src/features/contacts/seal.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { type IncomingCustomer, recordCustomers } from '../../src/features/register/record-customers.ts';
import { startRecording } from '../../src/features/register/recording.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { order } from './cast.ts';
import { type Bought, recordBought } from './record-bought.ts';
import { openShop, type Shop } from './shop-folder.ts';

export const seal = createSeal(Buffer.alloc(KEY_BYTES, 7));
export const asOf = day('2026-01-15');

export const standard = {
  tierbook: 1,
  id: 'mine',
  name: 'Mine',
  metrics: {
    year: { of: 'orders', take: 'sum', window: { last: 12, unit: 'month' } },
    big: { of: 'orders', take: 'share', where: { field: 'amount', atLeast: 100 } },
    latest: { of: 'orders', take: 'last-date' },
  },
  tiers: [
    { id: 'base', name: '普通' },
    { id: 'silver', name: '银卡', when: { metric: 'year', atLeast: 100 } },
    { id: 'gold', name: '金卡', when: { metric: 'year', over: 300 } },
  ],
};

/** A customer of the tests: fields as they are imported; contact data in full. */
export type Listed = IncomingCustomer;

const columns = [
  'name',
  'region',
  'store',
  'owner',
  'source',
  'gender',
  'registered_day',
  'phone',
  'email',
] as const;

/** Records customers and what they bought, in one recording each. */
export async function fill(
  { folder, clock }: Shop,
  customers: readonly Listed[],
  bought: readonly Bought[],
): Promise<void> {
  await folder.writer.write(async (trx) => {
    const id = await startRecording(trx, { at: clock.now, author: 'test', importId: null });
    await recordCustomers(trx, folder.database().dialect, seal, { columns, rows: customers }, id);
    if (bought.length > 0) await recordBought(trx, clock.now, bought);
  });
}

/** A shop with these customers, graded by the standard. */
export async function gradedShop(customers: readonly Listed[], bought: readonly Bought[]): Promise<Shop> {
  const shop = await openShop();
  await fill(shop, customers, bought);
  await publishScheme(shop.folder, { document: standard, author: 'test', at: shop.clock.now });
  await evaluateAll(shop.folder, { asOf, clock: () => shop.clock.now });
  return shop;
}

/** The same as the reference sees it. Everybody who bought must be among the customers. */
export function registerOf(customers: readonly Listed[], bought: readonly Bought[]): Register {
  return {
    customers: customers.map(({ external_id, registered_day, ...fields }) => ({
      id: external_id,
      registeredDay: registered_day ? day(registered_day) : null,
      fields: { ...fields, external_id },
    })),
    orders: bought.map(
      ({ customer, day: on, amount }): Order => order(customer, on, amount / 100, { paidDay: null }),
    ),
    refunds: [],
    events: [],
  };
}
