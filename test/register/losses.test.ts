import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { filesOf, lostValues } from '../../src/features/imports/import-result.ts';
import { importText } from '../support/import-text.ts';
import { openShop } from '../support/shop-folder.ts';

const header = 'customer_id,姓名,手机,邮箱,地址,备注,生日';

it('R034 R035 a dry run and an import tell by column what blank cells take away, and other masks replace', async () => {
  const shop = await openShop();
  const first = [
    header,
    'a,Ada,13800138000,ada@example.com,长安街1号,爱茶,1990-01-01',
    'b,Bob,13900139000,bob@example.com,长安街2号,爱酒,1991-01-01',
    'c,Cleo,13700137000,cleo@example.com,长安街3号,,1992-01-01',
  ].join('\n');
  await importText(shop, 'customers', [first]);
  const next = [
    header,
    'a,,138*****000,,长安街****,,',
    'b,Bob,138****9000,bob@example.com,,,',
    'c,Cleo,,cleo@example.com,长安街3号,,',
    'd,,,,,,',
  ].join('\n');
  const dry = await importText(shop, 'customers', [next], { dryRun: true });
  const kept = await importText(shop, 'customers', [next]);
  const lost = [
    { column: '姓名', taken: 1, masked: 0 },
    { column: '手机', taken: 1, masked: 1 },
    { column: '邮箱', taken: 1, masked: 0 },
    { column: '地址', taken: 1, masked: 0 },
  ];
  expect(lostValues(dry, dry.effect?.losses)).toEqual(lost);
  expect(lostValues(kept, kept.losses)).toEqual(lost);
  // A column that says nothing of anybody takes nothing away.
  for (const report of [dry, kept]) {
    expect(filesOf(report, 'en')[0]?.notes).toEqual([
      'columns without any value, which take nothing away: “备注”, “生日”',
    ]);
  }
  const { rows } = await sql<{
    name: string | null;
    custom: string;
  }>`select name, custom ->> '备注' as custom,
    cast(birthday as text) as birthday from customers where external_id = 'a'`.execute(
    shop.folder.database().reader,
  );
  expect(rows).toEqual([{ name: null, custom: '爱茶', birthday: '1990-01-01' }]);
  const again = await importText(shop, 'customers', [next]);
  expect([again.outcome, again.losses?.taken.size]).toEqual([{ added: 0, changed: 0, unchanged: 4 }, 0]);

  const some = await importText(shop, 'customers', ['customer_id,备注\na,\nb,爱茶\n'], { dryRun: true });
  expect(lostValues(some, some.effect?.losses)).toEqual([{ column: '备注', taken: 1, masked: 0 }]);
});

it('R006 rows that only lack who bought are counted, for whom they can be kept', async () => {
  const shop = await openShop();
  const list =
    'order_id,customer_id,paid_at,amount\n1,138****1234,2026-01-02,5\n2,,2026-01-02,5\n3,散客,2026-01-02,5\n4,ada,2026-01-02,x\n5,ada,2026-01-02,5\n';
  const told = await importText(shop, 'orders', [list], { dryRun: true });
  expect(filesOf(told, 'en')[0]).toMatchObject({ rejected: 4, unknownBuyers: 3 });
  const keeping = await importText(shop, 'orders', [list], { dryRun: true, withoutBuyer: 'keep' });
  expect(filesOf(keeping, 'en')[0]).toMatchObject({ rejected: 1, unknownBuyers: 0 });
  expect(keeping.unattributed).toBe(3);
});
