import { describe, expect, it } from 'vitest';
import type { Visibility } from '../../src/features/access/authorise.ts';
import { countCustomers } from '../../src/features/customers/count-customers.ts';
import { listCustomers } from '../../src/features/customers/list-customers.ts';
import { evaluateAll } from '../../src/features/evaluations/evaluate-all.ts';
import { asOf, fill, gradedShop, type Listed, seal } from '../support/listed-shop.ts';
import type { Shop } from '../support/shop-folder.ts';

const customers: Listed[] = [
  { external_id: 'VIP-001', name: '张三', phone: '13800138000', owner: 'Li Lei' },
  { external_id: 'VIP-002', name: '张三丰', phone: '+86 139 0013 9000', email: 'Feng@Example.com' },
  { external_id: 'vip-003', name: '郭伟', phone: '13812349000' },
  { external_id: '9000', name: '王伟' },
  { external_id: '100%', name: 'Ａda  Lovelace_100%' },
  { external_id: 'e', name: '单雄信 "😀"' },
  { external_id: 'l', name: '吕布', phone: '138****7777' },
];

async function finders(shop: Shop) {
  const find = async (search: string, visibility: Visibility = { all: true }): Promise<string[]> => {
    const query = { visibility, search, filter: null, externalId: null };
    const page = await listCustomers(shop.folder, seal, { ...query, sort: null, limit: 200, after: null });
    const found = page.customers.map(({ externalId }) => externalId).sort();
    expect(await countCustomers(shop.folder, seal, query)).toBe(found.length);
    return found;
  };
  return find;
}

describe('R022 a search finds customers', () => {
  it('by a part of the name, whatever its case and width', async () => {
    const find = await finders(await gradedShop(customers, []));
    expect(await find('张')).toEqual(['VIP-001', 'VIP-002']);
    expect(await find('三丰')).toEqual(['VIP-002']);
    expect(await find('ＡＤＡ love')).toEqual(['100%']);
    expect(await find('lace_100%')).toEqual(['100%']);
    expect(await find('%')).toEqual(['100%']);
    expect(await find('_')).toEqual(['100%']);
    expect(await find('😀')).toEqual(['e']);
    expect(await find("' or 1=1 --")).toEqual([]);
    expect(await find(' \0 ')).toHaveLength(customers.length);
  });

  it('by the beginning of what is typed for it, in full and by initials', async () => {
    const find = await finders(await gradedShop(customers, []));
    expect(await find('zhangsan')).toEqual(['VIP-001', 'VIP-002']);
    expect(await find('Zhang San')).toEqual(['VIP-001', 'VIP-002']);
    expect(await find('zs')).toEqual(['VIP-001', 'VIP-002']);
    expect(await find('sanf')).toEqual(['VIP-002']);
    expect(await find('zsf')).toEqual(['VIP-002']);
    // A surname is read as one, and ü is typed as v.
    expect(await find('shanxx')).toEqual([]);
    expect(await find('sxx')).toEqual(['e']);
    expect(await find('lvbu')).toEqual(['l']);
    // Not across syllables: wan-gw-ei.
    expect(await find('gw')).toEqual(['vip-003']);
    expect(await find('ang')).toEqual([]);
  });

  it('by the beginning of the id, in capitals or not', async () => {
    const find = await finders(await gradedShop(customers, []));
    expect(await find('vip-0')).toEqual(['VIP-001', 'VIP-002', 'vip-003']);
    expect(await find('VIP-002')).toEqual(['VIP-002']);
    expect(await find('ip-0')).toEqual([]);
  });

  it('by the last four digits of the phone, the whole number and the e-mail address', async () => {
    const find = await finders(await gradedShop(customers, []));
    expect(await find('9000')).toEqual(['9000', 'VIP-002', 'vip-003']);
    expect(await find('13900139000')).toEqual(['VIP-002']);
    expect(await find('0086-139-0013-9000')).toEqual(['VIP-002']);
    expect(await find('0013900')).toEqual([]);
    expect(await find('feng@example.COM')).toEqual(['VIP-002']);
    expect(await find('feng@')).toEqual([]);
    // What came masked identifies nobody.
    expect(await find('7777')).toEqual([]);
  });

  it('S02 among those somebody may see alone', async () => {
    const find = await finders(await gradedShop(customers, []));
    const rep = { owner: 'Li Lei' };
    for (const search of ['张', 'zs', 'vip', '13800138000', '8000'])
      expect(await find(search, rep)).toEqual(['VIP-001']);
    for (const search of ['13900139000', '9000', 'gw', 'feng@example.com'])
      expect(await find(search, rep)).toEqual([]);
  });

  it('as they are now: renamed, added and graded anew', async () => {
    const shop = await gradedShop(customers, []);
    const find = await finders(shop);
    expect(await find('lisi')).toEqual([]);
    await fill(shop, [{ external_id: 'new', name: '李四' }], []);
    expect(await find('lisi')).toEqual(['new']);
    await evaluateAll(shop.folder, { asOf, clock: () => shop.clock.now, author: 'test' });
    expect(await find('ls')).toEqual(['new']);
  });
});
