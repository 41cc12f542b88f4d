import { join } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { detailsOf } from './file-details.ts';
import type { ImportRequest, Prepared } from './import-request.ts';
import { acceptedOf, listRejects } from './list-rejects.ts';
import { settledRefunds } from './settled-rows.ts';
import { copyRefunds, stageSettlements } from './stage-settlements.ts';

/** Reads settlements in a staging database: of all their rows the refunds of orders that the folder knows. */
export async function prepareSettlements(
  folder: DataFolder,
  db: EmbeddedDatabase,
  scratch: string,
  request: ImportRequest,
): Promise<Prepared> {
  const files = await stageSettlements(db, folder, scratch, request);
  const errorFiles = await listRejects(db, files, request);
  const details = await detailsOf(db, files, { lang: request.lang, decimals: request.context.decimals });
  const path = join(scratch, 'settled.parquet');
  const told = settledRefunds(files.map(({ staged }) => staged));
  const fitting = sql`(select * from ${told} where order_ref not in (select order_ref from unfit_refunds)) as fitting`;
  await copyRefunds(db, fitting, path);
  request.signal.throwIfAborted();
  const [{ n } = {}] = await run(db, sql`select count(*) as n from read_parquet(${sql.lit(path)})`);
  const passedOver = files.reduce((sum, { counts }) => sum + (counts.passedOver ?? 0), 0);
  const repeated = acceptedOf(files) - passedOver - Number(n);
  return { files, details, errorFiles, collapsed: null, incoming: { settled: path }, repeated };
}
