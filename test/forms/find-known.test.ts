import { expect, it } from 'vitest';
import { findKnown } from '../../src/features/forms/find-known.ts';
import { localCaller, serveShop } from '../support/serve-shop.ts';

it('knows whose id is a mobile number by it, however it is written', async () => {
  const all = await serveShop();
  const customers = ['13800138002', '13800138009'].map((externalId) => ({ externalId }));
  expect((await localCaller(all).send('POST', '/customers', { customers })).statusCode).toBe(200);
  const { reader } = all.shop.folder.database();
  const found = async (phone: string) =>
    await findKnown(reader, all.served.seal, { columns: { phone }, custom: {} });
  for (const phone of ['13800138002', '+86 138-0013-8002']) {
    expect(await found(phone)).toMatchObject({ customers: [expect.anything()], isCertain: true });
  }
  expect(await found('13800138003')).toMatchObject({ customers: [] });
});

it('knows nobody by an extension, which many may have', async () => {
  const all = await serveShop();
  const customers = ['800123', '8001234'].map((phone) => ({ externalId: phone, phone }));
  expect((await localCaller(all).send('POST', '/customers', { customers })).statusCode).toBe(200);
  const { reader } = all.shop.folder.database();
  const known = async (phone: string) => {
    const found = await findKnown(reader, all.served.seal, { columns: { phone }, custom: {} });
    return found.customers.length;
  };
  expect([await known('800123'), await known('800-1234')]).toEqual([0, 1]);
});
