import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { encodeText } from '../../src/features/files/encode-text.ts';
import type { ImportResult } from '../../src/features/imports/import-result.ts';
import { errorFilesOf } from '../../src/http/error-files.ts';
import { encodePairs } from '../support/files/encode.ts';
import { type Caller, localCaller, type Served, serveShop, signInAs } from '../support/serve-shop.ts';
import { xlsxFile } from '../support/write-xlsx.ts';

interface Ended {
  readonly state: string;
  readonly result: ImportResult;
  readonly problems: readonly object[];
}

async function run(
  caller: Caller,
  kind: string,
  files: readonly (readonly [name: string, content: Uint8Array])[],
  dryRun = false,
): Promise<Ended & { readonly job: string }> {
  const uploads: string[] = [];
  for (const [name, content] of files) {
    const sent = await caller.send('POST', `/uploads?name=${encodeURIComponent(name)}`, content);
    uploads.push(sent.json<{ id: string }>().id);
  }
  const { job } = (await caller.send('POST', '/imports', { uploads, kind, dryRun })).json<{ job: string }>();
  await caller.get(`/jobs/${job}/events`);
  const ended = (await caller.get(`/jobs/${job}`)).json<Ended>();
  expect([ended.state, ended.problems]).toEqual(['done', []]);
  return { ...ended, job };
}

/** Everything an evaluation could see of orders and customers. */
async function register({ shop }: Served): Promise<unknown> {
  const read = async (statement: ReturnType<typeof sql>): Promise<unknown> =>
    (await statement.execute(shop.folder.database().reader)).rows;
  return [
    await read(sql`select external_id, order_ref, cast(day as text) as day, status, amount, refunded, line_count, product
      from orders join customers on customers.customer_id = orders.customer_id order by 2, 1`),
    await read(sql`select order_id, line_no, amount, product from several_lines order by 1, 2`),
    await read(sql`select external_id, name, cast(birthday as text) as birthday, phone_masked
      from customers order by external_id`),
  ];
}

async function open(): Promise<{ served: Served; owner: Caller }> {
  const served = await serveShop();
  return { served, owner: await signInAs(served, 'ada', 'owner') };
}

const header = '订单编号;买家;付款时间;金额;商品;备注\r\n';
const good = '1;张三;2026-01-02;120;"茶;绿";\r\n5;王五;2026-01-06;8,50;盐;=1+1\r\n';
/** Order 2 has two rows, of which one is bad; 3 has a bad day; the last row has no customer. */
const bad =
  '2;李四;2026-01-03;30;糖;急\r\n2;李四;2026-01-03;五百;米;\r\n3;李四;2026-13-04;80;油;\r\n4;;2026-01-05;9;醋;\r\n';

it.each([
  ['gb18030', encodePairs('gb18030', header + good + bad)],
  ['utf-8', Buffer.from(header + good + bad)],
  ['utf-16le', Buffer.from(`\ufeff${header}${good}${bad}`, 'utf16le')],
] as const)(
  'R006 the error file of a file in %s is mended and imported alone: nothing is missing then',
  async (encoding, content) => {
    const { served, owner } = await open();
    const first = await run(owner, 'orders', [['订单.csv', content]]);
    expect(first.result).toMatchObject({ outcome: { added: 3 }, files: [{ rejected: 3 }] });
    expect(first.result.errorFiles).toEqual([{ position: 0, name: '订单-errors.csv', rows: 4 }]);

    const sent = await owner.get(`/imports/${first.result.importId}/error-files/0`);
    expect(sent.headers['content-disposition']).toContain(encodeURIComponent('订单-errors.csv'));
    const written = new TextDecoder(encoding, { fatal: true }).decode(sent.rawPayload);
    const lines = written.replace('\ufeff', '').split('\r\n');
    expect(lines[0]).toBe('订单编号;买家;付款时间;金额;商品;备注;reason');
    expect(lines[1]).toMatch(/^2;李四;2026-01-03;30;糖;急;"?⚠ nothing is wrong with this row/);
    expect(lines[2]).toMatch(/^2;李四;2026-01-03;五百;米;;"?⚠ 金额: not a number/);
    expect(lines).toHaveLength(6);

    // As it is it comes back as it was, with one column of reasons.
    const unmended = await run(owner, 'orders', [['订单.csv', encodeText(written, encoding, false)]]);
    const back = await owner.get(`/imports/${unmended.result.importId}/error-files/0`);
    expect(back.rawPayload.equals(sent.rawPayload)).toBe(true);

    const mended = written
      .replace('五百', '500')
      .replace('2026-13-04', '2026-12-04')
      .replace('4;;', '4;赵六;');
    const bytes = encodeText(mended, encoding, false);
    const again = await run(owner, 'orders', [['mended.csv', bytes]]);
    expect(again.result).toMatchObject({
      outcome: { added: 2, changed: 1 },
      files: [{ rejected: 0 }],
      errorFiles: [],
    });

    const whole = await open();
    const right =
      header +
      good +
      bad.replace('五百', '500').replace('2026-13-04', '2026-12-04').replace('4;;', '4;赵六;');
    await run(whole.owner, 'orders', [['订单.csv', Buffer.from(right)]]);
    expect(await register(served)).toEqual(await register(whole.served));
    expect(served.faults).toEqual([]);
  },
);

const list =
  '会员号,姓名,手机号,生日,reason\r\n1,艾达,13800138000,1990-01-02,熟客\r\n2,鲍勃,13900139000,昨天,新客\r\n,克莱,,,\r\n';

it('R006 an error file lies sealed, tells who asked for it, and is gone after 30 days', async () => {
  const { served, owner } = await open();
  const { shop } = served;
  const done = await run(owner, 'customers', [['客户.csv', Buffer.from(list)]]);
  expect(done.result.errorFiles).toEqual([{ position: 0, name: '客户-errors.csv', rows: 2 }]);
  expect(done.result.files[0]?.firstRejected).toMatchObject([
    { row: 3, column: '生日', value: '昨天' },
    { row: 4 },
  ]);

  const place = join(shop.path, 'error-files', '1');
  expect(await readdir(place)).toEqual(['0.sealed']);
  const lying = await readFile(join(place, '0.sealed'), 'utf8');
  for (const line of lying.trim().split('\n')) expect(line).toMatch(/^[A-Za-z0-9+/=]+$/);
  expect(Buffer.from(lying, 'base64').includes('13900139000')).toBe(false);

  const url = '/imports/1/error-files/0';
  const sent = await owner.get(url);
  expect(sent.payload.split('\r\n')).toMatchObject([
    '会员号,姓名,手机号,生日,reason,reason',
    expect.stringMatching(/^2,鲍勃,13900139000,昨天,新客,"?⚠ 生日: not a date.*imported as blank/) as string,
    expect.stringMatching(/^,克莱,,,,⚠ 会员号: no customer/) as string,
    '',
  ]);
  expect((await owner.get('/imports')).json()).toMatchObject({
    imports: [{ id: '1', errorFiles: [{ position: 0, rows: 2 }] }],
  });
  const { entries } = (await owner.get('/audit')).json<{ entries: { action: string; subject: string }[] }>();
  expect(entries.filter(({ action }) => action === 'error-file-read')).toMatchObject([
    { subject: '客户-errors.csv' },
  ]);
  const viewer = await signInAs(served, 'vi', 'viewer');
  expect((await viewer.get(url)).statusCode).toBe(403);

  // Mended, it changes the customer whose cell was blank and keeps the column of the list's own.
  const mended = sent.payload.replace('昨天', '1991-02-03').replace('\r\n,克莱', '\r\n3,克莱');
  const again = await run(owner, 'customers', [['mended.csv', Buffer.from(mended)]]);
  expect(again.result).toMatchObject({ outcome: { added: 1, changed: 1, unchanged: 0 }, errorFiles: [] });
  expect((await owner.get('/customers/2')).json()).toMatchObject({
    birthday: '1991-02-03',
    custom: [{ value: '新客' }],
  });

  shop.clock.now += 30 * 86_400_000;
  await errorFilesOf(served.served, false).sweep();
  const gone = await localCaller(served).get(url);
  expect([gone.statusCode, gone.json()]).toMatchObject([404, { problems: [{ code: 'not-found' }] }]);
  expect(served.faults).toEqual([]);
});

it('R006 an error file that was altered or cut short is not given out as whole', async () => {
  const { served, owner } = await open();
  await run(owner, 'customers', [['客户.csv', Buffer.from(list)]]);
  const path = join(served.shop.path, 'error-files', '1', '0.sealed');
  const whole = (await readFile(path, 'utf8')).trim().split('\n');
  const read = async (lines: readonly string[]): Promise<string> => {
    await writeFile(path, `${lines.join('\n')}\n`);
    return await text(errorFilesOf(served.served, false).read('1', 0));
  };
  expect(whole).toHaveLength(3);
  expect(await read(whole)).toContain('克莱');
  await expect(read(whole.slice(0, 2))).rejects.toThrow(/cut short/);
  await expect(read([whole[0] ?? '', whole[1] ?? '', whole[1] ?? '', whole[2] ?? ''])).rejects.toThrow(
    /altered/,
  );
});

it('R006 the error file of a workbook is a workbook, also of a dry run, which keeps nothing', async () => {
  const { served, owner } = await open();
  const book = await xlsxFile([
    ['订单编号', '买家', '付款时间', '金额'],
    ['6920459350123456789', '张三', '2026-01-02', 12],
    ['6920459350123456790', '张三', '哪天', 13],
  ]);
  const tried = await run(owner, 'orders', [['订单.xlsx', Buffer.from(book)]], true);
  expect(tried.result).toMatchObject({ importId: null, errorFiles: [{ name: '订单-errors.xlsx', rows: 1 }] });
  const sent = await owner.get(`/jobs/${tried.job}/error-files/0`);
  expect(sent.headers['content-type']).toContain('spreadsheetml');
  const again = await run(owner, 'orders', [['again.xlsx', sent.rawPayload]]);
  expect(again.result).toMatchObject({ outcome: { added: 0 }, files: [{ rows: 1, rejected: 1 }] });
  expect((await owner.get('/imports/9/error-files/0')).statusCode).toBe(404);
  expect(served.faults).toEqual([]);
});
