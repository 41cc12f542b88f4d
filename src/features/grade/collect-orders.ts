import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import { text } from '../../domain/text.ts';
import type { Expression } from '../../sql/expression.ts';
import { type Collapsed, collapseOrders } from '../imports/collapse.ts';
import { noteOrders } from '../imports/join-items.ts';
import { orderRows } from '../imports/load-orders.ts';
import { orderFields } from '../imports/order-fields.ts';
import type { ReadingContext } from '../imports/readers.ts';
import { type ReadDays, readDays } from '../imports/register.ts';
import { stageMended } from '../imports/stage-mended.ts';
import type { StagedFile } from '../imports/staged-file.ts';
import { countAll, countForeign } from './count-files.ts';
import type { OpenedOrders } from './open-files.ts';
import type { FileReport, GradeRequest } from './report.ts';

/** Up to here tables cost nothing and keep the engine's plans small; beyond, views save the copies. */
const FEW_ROWS = 100_000;

/** How the cells of a request's files are understood. */
export function readingContext({
  scheme,
  dayOrder,
}: Pick<GradeRequest, 'scheme' | 'dayOrder'>): ReadingContext {
  const { currency, timeZone } = scheme;
  return { currency, decimals: currencyDecimals(currency), timeZone, dayOrder, sign: 'point' };
}

/** Reads order files into tables; of their columns those that every grading needs and those looked at. */
export async function stageOrderFiles(
  db: EmbeddedDatabase,
  scratch: string,
  orders: readonly OpenedOrders[],
  looked: ReadonlySet<string>,
  request: Pick<GradeRequest, 'scheme' | 'dayOrder' | 'signal'>,
): Promise<StagedFile[]> {
  const { signal } = request;
  const context = readingContext(request);
  const staged: StagedFile[] = [];
  for (const [index, { table, mapping }] of orders.entries()) {
    signal.throwIfAborted();
    const fields = orderFields(mapping, looked);
    const { preset } = mapping;
    const options = { kind: 'orders' as const, fields, context, scratch, signal, preset };
    staged.push(await stageMended(db, table, { ...options, table: `staged_orders${index}` }));
  }
  return staged;
}

export interface CollectedOrders {
  readonly files: readonly FileReport[];
  readonly collapsed: Collapsed;
  readonly days: ReadDays;
  /** What the register's relations are best made as. */
  readonly relation: Expression;
}

/** Makes orders of the files' rows, and counts rows and days. */
export async function collectOrders(
  db: EmbeddedDatabase,
  staged: readonly StagedFile[],
  listed: StagedFile | null,
  { progress, scheme, amounts }: Pick<GradeRequest, 'progress' | 'scheme' | 'amounts'>,
): Promise<CollectedOrders> {
  progress.step(text('整理订单', 'collecting orders'));
  await noteOrders(db, staged);
  const read = await countAll(db, staged, listed);
  const rows = read.reduce(
    (sum, { staged: { kind }, counts }) => sum + (kind === 'orders' ? counts.rows : 0),
    0,
  );
  const relation = rows <= FEW_ROWS ? sql`table` : sql`view`;
  await run(
    db,
    sql`create ${relation} order_rows as ${orderRows(staged, currencyDecimals(scheme.currency))}`,
  );
  const expected = staged.find(({ preset }) => preset)?.preset?.amounts ?? null;
  const collapsed = await collapseOrders(db, amounts, expected);
  return { files: await countForeign(db, read), collapsed, days: await readDays(db), relation };
}
