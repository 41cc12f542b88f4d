import { expect, it } from 'vitest';
import type { Visibility } from '../../src/features/access/authorise.ts';
import { countCustomers } from '../../src/features/customers/count-customers.ts';
import { listCustomers } from '../../src/features/customers/list-customers.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { publishScheme } from '../../src/features/schemes/published-schemes.ts';
import { importText, testSeal } from '../support/import-text.ts';
import { openShop } from '../support/shop-folder.ts';

const scheme = { tierbook: 1, id: 'mine', name: 'Mine', tiers: [{ id: 'base', name: 'Base' }] };
const list = (owner: string): string => `customer_id,name,owner\nada,Ada,${owner}\nbob,Bob,王雪\n`;

it('S02 a customer whom a file hands over is seen by the new owner alone, before everybody is graded again', async () => {
  const shop = await openShop();
  const { folder, clock } = shop;
  const seenBy = async (owner: string): Promise<string[]> => {
    const visibility: Visibility = { owner };
    const query = { visibility, filter: null, search: null, externalId: null };
    const page = await listCustomers(folder, testSeal, { ...query, sort: null, limit: 10, after: null });
    expect(await countCustomers(folder, testSeal, query)).toBe(page.customers.length);
    return page.customers.map(({ externalId }) => externalId);
  };
  await importText(shop, 'customers', [list('李雷')]);
  await publishScheme(folder, { document: scheme, author: 'test', at: clock.now });
  await evaluateAll(folder, { asOf: null, clock: () => clock.now });
  expect([await seenBy('李雷'), await seenBy('王雪')]).toEqual([['ada'], ['bob']]);
  await importText(shop, 'customers', [list('王雪')]);
  expect([await seenBy('李雷'), await seenBy('王雪')]).toEqual([[], ['ada', 'bob']]);
});
