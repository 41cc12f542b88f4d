import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDataFolder } from '../../src/db/data-folder.ts';
import { isRecordedSource } from '../../src/domain/event.ts';
import { openSeal } from '../../src/features/contacts/open-seal.ts';
import type { FileKind } from '../../src/features/imports/column-names.ts';
import type { KeptValues } from '../../src/features/register/merge-custom.ts';
import { runHere } from '../support/grade-files.ts';
import { importText } from '../support/import-text.ts';

const customers = `customer_id,name,phone,email,gender,birthday,region,address,id_number,occupation,company,source,channel,store,owner,referred_by,registered_at,肤质,备用手机,收入
eve,"=HYPERLINK(""x"")",13800138000,eve@example.com,女,1990-02-03,上海,"中山路 1 号, 3 楼",110101199002031234,会计,某公司,抖音,线上,总店,李雷,ada,2025-12-31,油性,13900139000,1.5万
ada,'-5,138****1234,,男,,,,,,,,,,,,,,,
007,"两
行;=1+1",,,,,北京,,,,,,,,,,2024-02-29,干性,,
`;
const orders = `order_id,customer_id,ordered_at,paid_at,amount,refunded,refunded_at,status,category,product,quantity,margin,channel,store,shipping,tax
1,eve,2026-01-02 09:05:00,2026-01-02 23:59:59,100.50,,,completed,茶,"+86 茶;=1",1.5,20,天猫,总店,6,1.2
1,eve,2026-01-02 09:05:00,2026-01-02 23:59:59,100.50,,,completed,杯,杯,2,,天猫,总店,,
2,ada,2026-01-04,2026-01-05 00:00:00,150,20.25,2026-01-09,shipped,,,,,,,,
3,007,,2026-01-04,80,,,refunded,,,,,,,,
3,007,,2026-01-04,80,,,refunded,,,,,,,,
,007,2026-01-06 10:00:00,,12,,,paid,,,,,,,,
,007,2026-01-06 10:00:00,,12,,,paid,,,,,,,,
`;
const refunds = `loose_refund,customer_id,ordered_at,amount,store
1,ada,2026-02-01,-33.30,总店
2,ada,2026-02-01,-33.30,总店
`;
const reviews = `customer_id,at,rating,text,product
eve,2026-01-07 08:09:10,4.5,"=好""评""",茶
ada,2026-01-08,3,,
`;
const points = `customer_id,at,kind,quantity,text
eve,2026-01-07,earned,120,买茶
eve,2026-01-09,spent,-20.5,
`;

async function written(place: string, kind: string, content: string | Buffer = ''): Promise<string> {
  const path = join(place, `${kind}.csv`);
  await writeFile(path, content);
  return path;
}

type Row = Readonly<Record<string, unknown>>;

/** All that the register holds, opened, without what tells one installation from another. */
async function opened(path: string): Promise<Record<string, readonly Row[]>> {
  const folder = await openDataFolder({ path, now: 0, create: false });
  try {
    const seal = await openSeal(folder, undefined);
    const read = async (select: string): Promise<readonly Row[]> =>
      (await sql.raw<Row>(select).execute(folder.database().reader)).rows;
    const open = (sealed: unknown): string | null => (typeof sealed === 'string' ? seal.open(sealed) : null);
    const kept =
      await read(`select external_id, cast(registered_day as text) as registered, name, gender, cast(birthday as text) as birthday,
      region, occupation, company, source, channel, store, owner, referred_by, phone_masked, phone_sealed, email_masked, email_sealed,
      address_sealed, id_number_sealed, cast(custom as text) as custom from customers order by external_id`);
    return {
      customers: kept.map(
        ({ phone_sealed, email_sealed, address_sealed, id_number_sealed, custom, ...rest }) => ({
          ...rest,
          contact: [phone_sealed, email_sealed, address_sealed, id_number_sealed].map(open),
          custom: Object.entries(JSON.parse(String(custom ?? '{}')) as KeptValues).map(([id, value]) => [
            id,
            typeof value === 'string' ? value : [value.masked, open(value.sealed)],
          ]),
        }),
      ),
      orders:
        await read(`select external_id, order_id, order_ref, o.channel, digest, line_count from orders as o
        join customers as c on c.customer_id = o.customer_id order by order_id`),
      lines: await read(
        `select order_id, line_no, amount, quantity, margin, category, product from several_lines order by 1, 2`,
      ),
      refunds:
        await read(`select external_id, refund_id, cast(day as text) as day, amount, r.store from refunds as r
        join customers as c on c.customer_id = r.customer_id order by refund_id`),
      events:
        await read(`select external_id, event_id, e.source, cast(day as text) as day, at_time, kind, aspect, product, rating, text,
        measure, quantity, cast(resolved_day as text) as resolved from events as e join customers as c on c.customer_id = e.customer_id order by event_id`),
    };
  } finally {
    await folder.close();
  }
}

const importOrder = ['customers', 'orders', 'refunds', 'reviews', 'points'];

describe('everything exported and imported into an empty installation (R040)', () => {
  it.each([[[]], [['--encoding', 'gb18030', '--lang', 'zh']]])(
    'is the same again with %j',
    async (flags) => {
      const place = await mkdtemp(join(tmpdir(), 'tierbook-all-'));
      onTestFinished(async () => await rm(place, { recursive: true }));
      const call = async (...args: string[]): Promise<string> => {
        const { code, stderr } = await runHere(args);
        expect(code, stderr).toBe(0);
        return stderr;
      };
      const fill = async (data: string, files: Readonly<Record<string, string | Buffer>>): Promise<void> => {
        await call(
          'import',
          ...['--data', data, '--as', 'customers'],
          await written(place, 'customers', files.customers),
        );
        const folder = await openDataFolder({ path: data, now: 0, create: false });
        const seal = await openSeal(folder, undefined);
        for (const kind of importOrder.slice(1)) {
          const as: FileKind = isRecordedSource(kind) ? kind : 'orders';
          const report = await importText({ folder, clock: { now: 0 } }, as, [files[kind] ?? ''], { seal });
          expect(report.files.map(({ counts }) => counts.rejected)).toEqual([0]);
        }
        await folder.close();
      };
      const [first, second] = [join(place, 'first'), join(place, 'second')];
      await fill(first, { customers, orders, refunds, reviews, points });
      const out = join(place, 'all');
      const said = await call('export', 'all', ...['--data', first, '--out', out], ...flags);
      const names = [...importOrder.map((kind) => `${kind}.csv`), 'fields.jsonl'];
      expect((await readdir(out)).sort()).toEqual([...names].sort());
      for (const name of names) expect(said).toContain(name);
      await call('import', out, '--as', 'all', '--data', second, ...flags.slice(2));
      const kept = await opened(first);
      expect(Object.values(kept).map((rows) => rows.length)).toEqual([3, 5, 4, 2, 4]);
      expect(await opened(second)).toEqual(kept);
      expect((await readdir(place)).filter((name) => name.includes('.part'))).toEqual([]);
    },
    180_000,
  );
});
