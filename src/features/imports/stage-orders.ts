import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { InputError } from '../../domain/problem.ts';
import { text } from '../../domain/text.ts';
import { countAll, countForeign } from '../grade/count-files.ts';
import type { FileReport } from '../grade/report.ts';
import { chosenColumns } from './chosen-columns.ts';
import { type Collapsed, collapseOrders } from './collapse.ts';
import { orderColumns } from './column-names.ts';
import { type ImportRequest, todayOf } from './import-request.ts';
import { lonelyItems, noteOrders } from './join-items.ts';
import { orderRows } from './load-orders.ts';
import { mapOrders } from './map-columns.ts';
import { openMapped } from './open-tables.ts';
import { orderFields, timeFields } from './order-fields.ts';
import { stageMended } from './stage-mended.ts';
import type { StagedFile } from './staged-file.ts';

/** Reads order files into a staging database and makes orders of their rows. */
export async function stageOrders(
  db: EmbeddedDatabase,
  scratch: string,
  request: ImportRequest,
): Promise<{ readonly files: FileReport[]; readonly collapsed: Collapsed }> {
  const { signal, context, progress, amounts } = request;
  const opened = await openMapped(scratch, request, orderColumns, (table, settling) => {
    const { settled, leave, preset, withoutBuyer, kept } = chosenColumns(table, request);
    return { ...mapOrders(table, settled, preset, settling, leave, withoutBuyer), kept };
  });
  const lonely = lonelyItems(opened);
  if (lonely.length > 0) throw new InputError(lonely);
  const staged: StagedFile[] = [];
  for (const [index, { table, mapping }] of opened.entries()) {
    signal.throwIfAborted();
    const fields = [...orderFields(mapping, new Set(orderColumns)), ...timeFields(mapping)];
    const { preset, keepsNobody = false, kept = null } = mapping;
    const options = {
      ...{ kind: 'orders' as const, fields, context, scratch, signal },
      preset,
      keepsNobody,
      kept,
    };
    staged.push(await stageMended(db, table, { ...options, table: `staged_orders${index}` }));
  }
  progress.step(text('整理订单', 'collecting orders'));
  await noteOrders(db, staged);
  const counted = await countAll(db, staged, null);
  await run(db, sql`create view order_rows as ${orderRows(staged, context.decimals)}`);
  const expected = staged.find((file) => file.preset)?.preset?.amounts ?? null;
  const collapsed = await collapseOrders(db, amounts, expected, true, todayOf(request));
  return { files: await countForeign(db, counted), collapsed };
}
