import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { rememberedGeneration } from '../../src/features/evaluations/generation.ts';
import type { ImportReport } from '../../src/features/imports/import-request.ts';
import { findingText } from '../../src/features/imports/rejects.ts';
import { keepEvents } from '../../src/features/register/keep-events.ts';
import { importText } from '../support/import-text.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';

const customers = 'customer_id,name\nc1,Ada\nc2,Bob\n手机13800138000,Eve\n';

async function shopOfThree(): Promise<Shop> {
  const shop = await openShop();
  await importText(shop, 'customers', [customers]);
  return shop;
}

async function kept({ folder }: Shop): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<
    Record<string, unknown>
  >`select external_id as customer, events.source, cast(day as text) as day, at_time as time,
      kind, aspect, product, rating, text, measure, quantity, cast(resolved_day as text) as resolved
    from events join customers on customers.customer_id = events.customer_id
    order by events.day, at_time, external_id, measure, events.event_id`.execute(folder.database().reader);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)));
}

const counts = ({ files, outcome }: ImportReport) => ({
  ...outcome,
  rejected: files.reduce((sum, { counts: { rejected } }) => sum + rejected, 0),
});
const reasons = ({ files }: ImportReport) =>
  files.flatMap((file) =>
    file.counts.findings.map((finding) => [
      finding.rows,
      finding.example,
      findingText(finding).en.slice(0, 16),
    ]),
  );

describe('files with events (R006)', () => {
  it('are read by the names and words that shops write, and again without any change', async () => {
    const shop = await shopOfThree();
    const file = `评价人,评价时间,评价,评价内容,商品,维度
c1,2025-12-20 10:20:30,好评,"很好，会再来",龙井,口味
c2,2025/12/21,中评,,龙井,环境
c2,2025年12月22日,4.5分,一般,毛尖,
合计,,3,,,
`;
    const first = await importText(shop, 'reviews', [file]);
    expect(counts(first)).toEqual({ added: 3, changed: 0, unchanged: 0, rejected: 0 });
    expect(await kept(shop)).toEqual([
      {
        ...{ customer: 'c1', source: 'reviews', day: '2025-12-20', time: '10:20:30', aspect: '口味' },
        ...{ product: '龙井', rating: 5_000_000n, text: '很好，会再来' },
      },
      {
        customer: 'c2',
        source: 'reviews',
        day: '2025-12-21',
        aspect: '环境',
        product: '龙井',
        rating: 3_000_000n,
      },
      {
        customer: 'c2',
        source: 'reviews',
        day: '2025-12-22',
        product: '毛尖',
        rating: 4_500_000n,
        text: '一般',
      },
    ]);
    expect(counts(await importText(shop, 'reviews', [file]))).toMatchObject({ added: 0, unchanged: 3 });
  });

  it('take a column 评价 for words where words stand in it', async () => {
    const shop = await shopOfThree();
    await importText(shop, 'reviews', [
      '客户编号,日期,评价\nc1,2025-12-20,好喝\nc2,2025-12-20,一般\nc2,2025-12-21,贵\n',
    ]);
    expect((await kept(shop)).map(({ rating, text }) => [rating, text])).toEqual([
      [undefined, '好喝'],
      [undefined, '一般'],
      [undefined, '贵'],
    ]);
  });

  it('take a column 评价 for words beside one of ratings, and for ratings where a few words are unknown', async () => {
    const shop = await shopOfThree();
    const file = '客户编号,日期,评价\nc1,2025-12-20,好评\nc2,2025-12-20,差评\nc2,2025-12-21,赞\n';
    expect(reasons(await importText(shop, 'reviews', [file], { dryRun: true }))).toEqual([
      [1, '赞', 'unknown rating; '],
    ]);
    await importText(shop, 'reviews', ['客户编号,日期,星级,评价\nc1,2025-12-20,5,好喝\n']);
    expect(await kept(shop)).toMatchObject([{ rating: 5_000_000n, text: '好喝' }]);
  });

  it('leave out rows of nobody who is a customer, and without a time, a rating or a word that is known', async () => {
    const shop = await shopOfThree();
    const file =
      'customer_id,at,rating\nc1,2025-12-20,5\nc9,2025-12-20,5\nc1,,5\nc1,2025-12-20,赞\n,2025-12-20,1\nc1,2025-12-20,-1\n';
    const dry = await importText(shop, 'reviews', [file], { dryRun: true });
    const wrong = [
      [2, '赞', 'unknown rating; '],
      [1, '', 'no customer: the'],
      [1, '', 'no time: the cel'],
      [1, 'c9', 'no such customer'],
    ];
    expect(reasons(dry)).toEqual(wrong);
    expect([dry.outcome, await kept(shop)]).toEqual([null, []]);
    const rejects = join(shop.folder.exchange, 'rejects.csv');
    const done = await importText(shop, 'reviews', [file], { rejects });
    expect(reasons(done)).toEqual(wrong);
    expect(counts(done)).toEqual({ added: 1, changed: 0, unchanged: 0, rejected: 5 });
    expect(await readFile(rejects, 'utf8')).toContain(',3,customer_id,c9,');
    await importText(shop, 'customers', ['customer_id\nc9\n']);
    expect(counts(await importText(shop, 'reviews', [file]))).toMatchObject({ added: 1, unchanged: 1 });
  });

  it('are two events when a row stands twice, and one when two files say the same', async () => {
    const shop = await shopOfThree();
    const row = 'customer_id,at\nc1,2025-12-20\n';
    const done = await importText(shop, 'visits', [`${row}c1,2025-12-20\n`, row]);
    expect(counts(done)).toMatchObject({ added: 2 });
  });

  it('resolve what an earlier file had open, and do not open it again', async () => {
    const shop = await shopOfThree();
    const open = '投诉人,投诉时间,投诉类型,处理时间\nc1,2026-01-02 09:00,物流,\nc2,2026-01-03,质量,\n';
    const resolved = '投诉人,投诉时间,投诉类型,处理时间\nc1,2026-01-02 09:00,物流,2026-01-05 12:00\n';
    await importText(shop, 'complaints', [open]);
    expect(counts(await importText(shop, 'complaints', [resolved]))).toMatchObject({ changed: 1, added: 0 });
    expect(counts(await importText(shop, 'complaints', [open]))).toMatchObject({ unchanged: 2, changed: 0 });
    expect(await kept(shop)).toMatchObject([{ kind: '物流', resolved: '2026-01-05' }, { kind: '质量' }]);
    const both = await openShop();
    await importText(both, 'customers', [customers]);
    await importText(both, 'complaints', [open, resolved]);
    expect(await kept(both)).toEqual(await kept(shop));
  });

  it('say what is measured in a column of its own or in the name of that of the quantities', async () => {
    const shop = await shopOfThree();
    const long = 'customer_id,at,measure,quantity\nc1,2025-12-20,nights,2\nc1,2025-12-20,GB,"1,5"\n';
    await importText(shop, 'usage', [long.replace('"1,5"', '1.5')]);
    await importText(shop, 'usage', ['会员编号,入住日期,间夜数\nc2,2025-12-21,3晚\n']);
    await importText(shop, 'usage', ['会员编号,使用日期,洗车次数\nc2,2025-12-22,1\n'], {
      settled: new Map([['quantity', '洗车次数']]),
    });
    expect((await kept(shop)).map(({ measure, quantity }) => [measure, quantity])).toEqual([
      ['GB', 1_500_000n],
      ['nights', 2_000_000n],
      ['nights', 3_000_000n],
      ['洗车次数', 1_000_000n],
    ]);
  });

  it('say the same as what is sent over the API', async () => {
    const shop = await shopOfThree();
    const sent = [
      { source: 'service', customerId: 'c1', at: '2025-12-20 10:20', kind: '咨询', text: ' 怎么退货？ ' },
      { source: 'service', customerId: 'c2', at: '2025-12-20', rating: 4.5, aspect: '态度', quantity: 2 },
    ];
    const request = { events: sent, visibility: { all: true } as const, author: 'desk', at: shop.clock.now };
    await keepEvents(shop.folder, request, rememberedGeneration());
    const file =
      'customer_id,at,kind,text,rating,aspect,quantity\nc1,2025-12-20 10:20:00,咨询,怎么退货？,,,\nc2,2025-12-20,,,四星半,态度,2.0\n';
    expect(counts(await importText(shop, 'service', [file]))).toMatchObject({ added: 0, unchanged: 2 });
  });

  it('are refused without a column of customers or times, saying what there is', async () => {
    const shop = await shopOfThree();
    await expect(importText(shop, 'visits', ['谁,哪天\nc1,2025-12-20\n'])).rejects.toMatchObject({
      problems: [{ code: 'no-customer-column' }, { code: 'no-date-column' }],
    });
    const { rows } = await sql`select kind, status from imports order by import_id desc limit 1`.execute(
      shop.folder.database().reader,
    );
    expect(rows).toEqual([{ kind: 'visits', status: 'failed' }]);
  });
});
