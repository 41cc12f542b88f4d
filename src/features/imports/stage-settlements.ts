import { join } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import { appendRows, type EmbeddedDatabase } from '../../db/embedded.ts';
import type { Expression } from '../../sql/expression.ts';
import { countAll } from '../grade/count-files.ts';
import type { FileReport } from '../grade/report.ts';
import { refundsUnfit } from '../register/settled-refunds.ts';
import { chosenColumns } from './chosen-columns.ts';
import type { ImportRequest } from './import-request.ts';
import { mapSettlement } from './map-settlements.ts';
import { openMapped } from './open-tables.ts';
import type { ValueKind } from './readers.ts';
import { settledRefunds } from './settled-rows.ts';
import { type SettlementColumn, settlementColumns } from './settlement-names.ts';
import { stageMended } from './stage-mended.ts';
import type { StagedField, StagedFile } from './staged-file.ts';

/** How the values of each column of a settlement are read. */
export const settlementKinds: Readonly<Record<SettlementColumn, ValueKind>> = {
  order_id: 'order-id',
  refund_id: 'text',
  at: 'moment',
  kind: 'settled-kind',
  remark: 'settled-remark',
  direction: 'money-direction',
  refunded: 'amount',
  amount: 'amount',
  status: 'refund-state',
};

/**
 * Reads settlements into a staging database; refunds that fit no order of the folder are among the rows left out, and listed in the
 * table `unfit_refunds`.
 */
export async function stageSettlements(
  db: EmbeddedDatabase,
  folder: DataFolder,
  scratch: string,
  request: ImportRequest,
): Promise<FileReport[]> {
  const { signal, context } = request;
  const opened = await openMapped(scratch, request, settlementColumns, (table, settling) => {
    const { settled, leave, preset, kept } = chosenColumns(table, request);
    return { ...mapSettlement(table, settled, preset, settling, leave), kept };
  });
  const staged: StagedFile[] = [];
  for (const [index, { table, mapping }] of opened.entries()) {
    signal.throwIfAborted();
    const { preset, kept = null } = mapping;
    const fields = stagedFields(mapping.columns);
    const options = { kind: 'settlements' as const, fields, context, scratch, signal, preset, kept };
    staged.push(await stageMended(db, table, { ...options, table: `staged_settlements${index}` }));
  }
  await findUnfit(db, folder, scratch, staged);
  return await countAll(db, staged, null);
}

/** The time of day stands in the same cells as the day. */
function stagedFields(columns: ReadonlyMap<SettlementColumn, number>): StagedField[] {
  const fields = [...columns].map(([name, column]): StagedField => {
    return { name, column, kind: settlementKinds[name] };
  });
  const at = columns.get('at');
  return at === undefined ? fields : [...fields, { name: 'at_time', column: at, kind: 'time' }];
}

/** Both databases see the scratch folder and nothing of each other. */
async function findUnfit(
  db: EmbeddedDatabase,
  folder: DataFolder,
  scratch: string,
  files: readonly StagedFile[],
): Promise<void> {
  const told = join(scratch, 'told.parquet');
  await run(db, sql`create table unfit_refunds (order_ref varchar, reason varchar)`);
  await copyRefunds(db, settledRefunds(files), told);
  const kept = folder.database();
  await kept.withFiles([told], async ([given = sql`nothing`]) => {
    await appendRows(db, 'unfit_refunds', ['text', 'text'], textsOf(kept.stream(refundsUnfit(given))));
  });
}

/** Writes refunds as a Parquet file. */
export async function copyRefunds(db: EmbeddedDatabase, refunds: Expression, path: string): Promise<void> {
  await run(
    db,
    sql`copy (select * from ${refunds}) to ${sql.lit(path)} (format parquet, compression lz4_raw)`,
  );
}

async function* textsOf(rows: AsyncIterable<readonly unknown[]>): AsyncGenerator<readonly string[]> {
  for await (const row of rows) yield row.map(String);
}
