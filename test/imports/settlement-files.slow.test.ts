import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { previewImport } from '../../src/features/imports/preview-import.ts';
import { encodePairs, encodeUtf16 } from '../support/files/encode.ts';
import { refuseFiles } from '../support/grade-files.ts';
import { importText } from '../support/import-text.ts';
import { openShop } from '../support/shop-folder.ts';
import { type Statement, statements, statementText, type ToldMovement } from '../support/statements.ts';
import { shuffledColumns } from '../support/write-csv.ts';
import { xlsxFile } from '../support/write-xlsx.ts';

const order = '260601123456789012';
const movements: readonly ToldMovement[] = [
  { order, at: '2026-01-02 10:00:00', yuan: '100.00', refund: null },
  { order, at: '2026-01-05 10:00:00', yuan: '10.00', refund: '50300001' },
  { order, at: '2026-01-05 10:00:00', yuan: '0.60', refund: null, isFee: true },
];

const spaced = ({ rows: [header = [], ...rows], ...around }: Statement): Statement => ({
  ...around,
  rows: [header.map((name, at) => `${name}${[' ', '\t', '  ', ''][at % 4]}`), ...rows],
});
const variants: Readonly<Record<string, (of: Statement) => Promise<Uint8Array> | Uint8Array>> = {
  'as it is': (of) => Buffer.from(statementText(of)),
  'in GB18030': (of) => encodePairs('gb18030', statementText(of)),
  'with a mark, and lines that end otherwise': (of) => Buffer.from(`\ufeff${statementText(of, '\n')}`),
  'in UTF-16': (of) => encodeUtf16(statementText(of), 'le', true),
  'with shuffled columns': (of) => Buffer.from(statementText({ ...of, rows: shuffledColumns(of.rows) })),
  'with blanks and tabs behind names': (of) => Buffer.from(statementText(spaced(of))),
  'as a workbook': async ({ above, rows, below }) =>
    await xlsxFile([...above.map((line) => [line]), ...rows, ...below.map((line) => line.split(','))]),
};

const reading = {
  ...{ settled: new Map(), preset: undefined, custom: [], lang: 'zh' as const },
  context: { currency: 'CNY', decimals: 2, timeZone: 'Asia/Shanghai', dayOrder: undefined, sign: 'point' },
} as const;

describe.each(Object.entries(statements))('a statement %s (R005–R008)', (id, written) => {
  const statement: Statement = written(...movements);

  it.each(Object.keys(variants))(
    'is told from lists of orders by its names alone %s, and read without complaint',
    async (variant) => {
      const folder = await mkdtemp(join(inject('scratch'), 'statement-'));
      const name = variant === 'as a workbook' ? 'bill.xlsx' : 'bill.csv';
      const path = join(folder, name);
      await writeFile(path, (await variants[variant]?.(statement)) ?? '');
      const preview = async (kind: 'orders' | 'settlements') =>
        await previewImport({
          ...{ ...reading, kind, files: [{ path, name }] },
          scratch: join(folder, kind),
          signal: new AbortController().signal,
        });
      expect(await preview('orders')).toMatchObject([{ preset: id, holds: 'settlements', proven: false }]);
      const [found] = await preview('settlements');
      expect(found).toMatchObject({ preset: id, missing: [] });
      expect(found?.rows.flatMap(({ cells }) => cells.flatMap(({ problem }) => problem ?? []))).toEqual([]);
      expect((await refuseFiles({ files: [path] })).stderr).toContain('--as settlements');
    },
  );

  it('R006 tells of one refund, and says nothing of its payment, its fee and the lines around it', async () => {
    const shop = await openShop();
    await importText(shop, 'orders', [`order_id,customer_id,paid_at,amount\n${order},ada,2026-01-02,100\n`]);
    for (const variant of ['in GB18030', 'as a workbook']) {
      const content = Buffer.from((await variants[variant]?.(statement)) ?? '');
      const { effect, files } = await importText(shop, 'settlements', [content], { dryRun: true });
      const { rows, rejected, findings, passedOver } = files[0]?.counts ?? {};
      expect([variant, rejected, findings, rows, passedOver]).toEqual([variant, 0, [], 3, 2]);
      expect(effect).toMatchObject({
        outcome: { changed: 1, unchanged: 0 },
        money: { refunds: 1000n, after: 9000n },
      });
    }
  });
});
