import { join } from 'node:path';
import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { readRecognition } from '../business/recognition.ts';
import { addLosses, noLosses } from '../register/losses.ts';
import { recordCustomers } from '../register/record-customers.ts';
import { withoutTrace } from '../register/whole-transaction.ts';
import type { Effect } from './effect.ts';
import { recordSlices } from './import-customers.ts';
import type { ImportRequest } from './import-request.ts';
import type { StagedCustomers } from './stage-customers.ts';
import { fieldValue, joinedRows } from './staged-file.ts';

/** No recording has this number, and all come before it. */
const NO_RECORDING = 9_000_000_000_000_000_000n;

/**
 * What staged customers would come to. They are recorded as ever, but into temporary tables that go by the names of the
 * register's own: what a later file says of a customer is compared with what an earlier one has made of them.
 */
export async function effectOfCustomers(
  folder: DataFolder,
  db: EmbeddedDatabase,
  scratch: string,
  files: readonly StagedCustomers[],
  request: ImportRequest,
): Promise<Effect> {
  const named = join(scratch, 'listed.parquet');
  const ids = files.map(
    ({ staged }) =>
      sql`select ${fieldValue(staged, 'customer_id')} as external_id from ${joinedRows(staged)}`,
  );
  const distinct = sql`select distinct external_id from (${sql.join(ids, sql` union all `)}) as ids
    where external_id is not null`;
  await run(db, sql`copy (${distinct}) to ${sql.lit(named)} (format parquet)`);
  const kept = folder.database();
  let losses = noLosses;
  const outcome = await kept.withFiles([named], async ([given = sql`nothing`]) => {
    return await withoutTrace(folder, async (own) => {
      await run(
        own,
        sql`create temporary table customers_history as select * from customers_history where false`,
      );
      // Anybody may be recognised.
      const recognises = (await readRecognition(own.kysely)).length > 0;
      const only = recognises
        ? sql``
        : sql` where external_id in (select external_id from ${given} as named)`;
      await run(own, sql`create temporary table customers as select * from customers${only}`);
      await run(own, sql`create temporary table merged_names as select * from merged_names`);
      return await recordSlices(db, files, request, async (incoming) => {
        const { kysely, dialect } = own;
        return await recordCustomers(
          kysely,
          dialect,
          request.seal,
          incoming,
          NO_RECORDING,
          async (_, lost) => {
            losses = addLosses(losses, lost);
          },
        );
      });
    });
  });
  return { outcome, newCustomers: outcome.added, unattributed: 0, losses, days: null, money: null };
}
