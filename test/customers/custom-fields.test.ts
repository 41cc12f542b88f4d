import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/domain/field.ts';
import { listCustomers } from '../../src/features/customers/list-customers.ts';
import { readCustomer } from '../../src/features/customers/read-customer.ts';
import { defineFields } from '../../src/features/register/custom-fields.ts';
import { recordCustomers } from '../../src/features/register/record-customers.ts';
import { startRecording } from '../../src/features/register/recording.ts';
import { gradedShop, seal } from '../support/listed-shop.ts';
import type { Shop } from '../support/shop-folder.ts';

function field(id: string, type: Field['type'], sealed = false): Field {
  return { id, type, name: { zh: id, en: id }, choices: [], sealed };
}

const fields = [
  field('income', 'money'),
  field('visits', 'number'),
  field('baby_born', 'date'),
  field('皮肤', 'text'),
  field('wechat', 'text', true),
];
const values = new Map([
  ['ada', { income: '1200.50', visits: '3', baby_born: '2025-02-01', 皮肤: '干性', wechat: 'Ada_W' }],
  ['bob', { income: '99', visits: '2.5', baby_born: null, 皮肤: null, wechat: 'a***w' }],
  ['cleo', {}],
]);

/** Ada, bob and cleo with fields of the business's own. */
async function shop(): Promise<Shop> {
  const opened = await gradedShop([], []);
  const { folder, clock } = opened;
  await folder.writer.write(async (trx) => {
    const id = await startRecording(trx, { at: clock.now, author: 'test', importId: null });
    await defineFields(trx, fields, id);
    const rows = [...values.keys()].map((external_id) => ({ external_id }));
    const incoming = { columns: [], custom: { fields, values }, rows };
    await recordCustomers(trx, folder.database().dialect, seal, incoming, id);
  });
  return opened;
}

describe("R002 the business's own fields", () => {
  it('filter and order customers by their types', async () => {
    const { folder } = await shop();
    const list = async (filter: unknown, sort: string | null = null): Promise<string> => {
      const query = { visibility: { all: true }, search: null, externalId: null } as const;
      const written = filter === null ? null : JSON.stringify(filter);
      const page = await listCustomers(folder, seal, {
        ...query,
        filter: written,
        sort,
        limit: 9,
        after: null,
      });
      return page.customers.map(({ externalId }) => externalId).join(' ');
    };
    expect(await list({ field: 'income', atLeast: 100 })).toBe('ada');
    expect(await list({ field: 'income', is: 1200.5 })).toBe('ada');
    expect(await list({ field: 'visits', under: 2.51 })).toBe('bob');
    expect(await list({ field: 'visits', isEmpty: true })).toBe('cleo');
    expect(await list({ field: 'baby_born', before: '2025-03-01' })).toBe('ada');
    expect(await list({ not: { field: '皮肤', contains: '干' } })).toBe('bob cleo');
    expect(await list({ field: 'wechat', is: 'ada_w' })).toBe('ada');
    expect(await list({ field: 'wechat', isEmpty: false })).toBe('ada bob');
    expect(await list(null, 'visits')).toBe('bob ada cleo');
    expect(await list(null, '-income')).toBe('ada bob cleo');
    await expect(list(null, 'wechat')).rejects.toThrow('cannot be sorted');
  });

  it('stand beside the others, sealed ones masked', async () => {
    const { folder } = await shop();
    const { custom } = await readCustomer(folder, { all: true }, 1n);
    expect(custom.map(({ id, value }) => [id, value])).toEqual([
      ['income', 1200.5],
      ['visits', 3],
      ['baby_born', '2025-02-01'],
      ['皮肤', '干性'],
      ['wechat', '****'],
    ]);
  });
});
