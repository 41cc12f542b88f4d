import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { recordedSources } from '../../src/domain/event.ts';
import { rememberedGeneration } from '../../src/features/evaluations/generation.ts';
import { keepEvents } from '../../src/features/register/keep-events.ts';
import { without } from '../support/graded-register.ts';
import { importText } from '../support/import-text.ts';
import { openShop, type Shop } from '../support/shop-folder.ts';
import { csvText } from '../support/write-csv.ts';

const columns = [
  'customerId',
  'at',
  'kind',
  'aspect',
  'product',
  'rating',
  'text',
  'measure',
  'quantity',
  'resolvedAt',
] as const;
const header = [
  'customer_id',
  'at',
  'kind',
  'aspect',
  'product',
  'rating',
  'text',
  'measure',
  'quantity',
  'resolved_at',
];

const words = fc.constantFrom(
  ...[
    '',
    '物流',
    ' 物流 ',
    'a,b',
    '"quoted"',
    "O'Neil",
    '😀',
    'two\nlines',
    '="x"',
    '-',
    '0',
    '无',
    'İ',
    '1E5',
    '007',
  ],
  ...['x'.repeat(300), '\u3000宽\u3000', 'tab\there', '总计'],
);
const times = fc.constantFrom(
  ...['2026-01-05', '2026-01-05 10:20', '2026-01-05 10:20:30', '2026/1/5', '2026年1月5日 9:05', '2024-02-29'],
  ...['2026-01-05T10:20:00+09:00', '2026-01-05 00:00', '20260105'],
);
const events = fc.array(
  fc.record({
    customerId: fc.constantFrom('c1', 'c2', ' c1', '客户'),
    at: times,
    kind: fc.oneof(words, fc.constantFrom('获得', 'spent', '过期', 'adjusted')),
    aspect: words,
    product: words,
    rating: fc.constantFrom('', '5', '4.5', '五星', '好评', '差评', '3星', '0.3333333', '赞', '-1', '★★★'),
    text: words,
    measure: words,
    quantity: fc.constantFrom('', '1', '2晚', '-3', '0.0000004', '1,234', 'x'),
    resolvedAt: fc.oneof(fc.constant(''), times),
  }),
  { minLength: 1, maxLength: 12 },
);
/** Some of them said again. */
const repeated = fc
  .tuple(events, fc.array(fc.nat(11), { maxLength: 4 }))
  .map(([told, again]) => [...told, ...again.flatMap((index) => told[index] ?? [])]);

async function kept({ folder }: Shop): Promise<unknown[]> {
  const { rows } = await sql`select external_id, events.*
    from events join customers on customers.customer_id = events.customer_id order by event_id`.execute(
    folder.database().reader,
  );
  return rows.map((row) => without(row, ['customer_id', 'recorded_by']));
}

it('events come to the same whether they are sent or imported, and again change nothing (R032)', async () => {
  const [sent, read] = [await openShop(), await openShop()];
  for (const shop of [sent, read]) await importText(shop, 'customers', ['customer_id\nc1\nc2\n客户\n']);
  const generations = rememberedGeneration();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...recordedSources), repeated, async (source, told) => {
      for (const { folder } of [sent, read]) {
        await folder.writer.write(async (trx) => void (await sql`delete from events`.execute(trx)));
      }
      const post = async () =>
        await keepEvents(
          sent.folder,
          {
            events: told.map((event) => ({ source, ...event })),
            ...{ visibility: { all: true }, author: 'desk', at: sent.clock.now },
          },
          generations,
        );
      const rows = told.map((event) => columns.map((name) => event[name]));
      const file = csvText([header, ...rows]);
      const { results } = await post();
      const { outcome, files } = await importText(read, source, [file]);
      const [added, refused] = [
        results.filter((each) => 'id' in each),
        results.filter((each) => 'problems' in each),
      ];
      expect(files[0]?.counts.rejected).toBe(refused.length);
      expect(outcome?.added).toBe(added.length);
      expect(await kept(read)).toEqual(await kept(sent));
      const again = (await post()).results.filter((each) => 'status' in each && each.status !== 'unchanged');
      expect(again).toEqual([]);
      expect((await importText(read, source, [file])).outcome).toMatchObject({ added: 0, changed: 0 });
    }),
    { numRuns: 12 },
  );
}, 180_000);
