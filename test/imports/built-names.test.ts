import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { importText } from '../support/import-text.ts';
import { referencePath } from '../support/reference-data.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

async function names({ folder }: Shop): Promise<readonly (string | null)[]> {
  const { rows } = await sql<{
    name: string | null;
  }>`select name from customers order by external_id`.execute(folder.database().reader);
  return rows.map(({ name }) => name);
}

it('R001 R007 given and family names make the name of a list that has none, as people write it', async () => {
  const shop = await openShop();
  const list =
    '编号,姓,名\n1,王,小明\n2,Lovelace, Ada \n3,,Cher\n4,欧阳,\n5,,\n6,王,Ada\n7,买买提,·阿里\n合计,,\n';
  const dry = await importText(shop, 'customers', [list], {
    settled: new Map([['customer_id', '编号']]),
    dryRun: true,
  });
  expect(dry.effect?.outcome).toEqual({ added: 7, changed: 0, unchanged: 0 });
  const settled = new Map([['customer_id', '编号']]);
  await importText(shop, 'customers', [list], { settled });
  expect(await names(shop)).toEqual([
    '王小明',
    'Ada Lovelace',
    'Cher',
    '欧阳',
    null,
    'Ada 王',
    '买买提·阿里',
  ]);
  expect((await importText(shop, 'customers', [list])).outcome).toMatchObject({ changed: 0, unchanged: 7 });
  // A list with whole names says them itself, as our own exports do.
  const exported = 'customer_id,name,姓,名\n1,王明,王,小明\n2,,Lovelace,Ada\n';
  await importText(shop, 'customers', [exported]);
  expect((await names(shop)).slice(0, 2)).toEqual(['王明', null]);
  // Neither does one whose parts are not read, or blank throughout.
  await importText(shop, 'customers', ['customer_id,姓,名,地区\n3,,,杭州\n4,,,北京\n']);
  await importText(shop, 'customers', ['customer_id,姓,名,地区\n4,王,明,北京\n9,李,雷,北京\n'], {
    leave: ['名'],
  });
  expect((await names(shop)).slice(2, 4)).toEqual(['Cher', '欧阳']);
});

it('R007 customers of Shopify have names', async ({ skip }) => {
  const path = referencePath('layouts', 'shopify_customers_20col_fixture.csv') ?? skip('no layouts');
  const shop = await openShop();
  await importText(shop, 'customers', [await readFile(path)]);
  expect(await names(shop)).toContain('Teodoro Villaseñor');
});
