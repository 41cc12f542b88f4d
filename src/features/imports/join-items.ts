import { sql } from 'kysely';
import { run } from '../../db/database.ts';
import type { EmbeddedDatabase } from '../../db/embedded.ts';
import type { Problem } from '../../domain/problem.ts';
import type { Expression } from '../../sql/expression.ts';
import type { ReadableTable } from '../files/open-table.ts';
import { itemsAlone, type Mapping } from './map-columns.ts';
import { orderId } from './order-id.ts';
import { joinedRows, type StagedFile } from './staged-file.ts';

/** Whether the rows of a file are items of orders that stand in another file. */
export function holdsItems({ preset }: Pick<Mapping, 'preset'> | StagedFile): boolean {
  return preset?.holds === 'items';
}

/** What is wrong with lists of items that no list of orders was given with. */
export function lonelyItems(
  opened: readonly { readonly table: ReadableTable; readonly mapping: Mapping }[],
): Problem[] {
  if (opened.some(({ mapping }) => !holdsItems(mapping))) return [];
  return opened.flatMap(({ table, mapping: { preset } }) =>
    preset === null ? [] : [itemsAlone(table, preset)],
  );
}

/** Lists the ids of all orders in the table `known_orders`, if any file holds items. */
export async function noteOrders(db: EmbeddedDatabase, files: readonly StagedFile[]): Promise<void> {
  if (!files.some(holdsItems)) return;
  const ids = files
    .filter((staged) => !holdsItems(staged))
    .map((staged) => sql`select ${orderRef(staged)} as ref from ${joinedRows(staged)}`);
  await run(
    db,
    sql`create table known_orders as select distinct ref from (${sql.join(ids, sql` union all `)}) as ids
      where ref is not null`,
  );
}

/** A row's order id as text; null where it has none. */
export function orderRef(staged: StagedFile): Expression {
  const [number, text] = orderId(staged);
  return sql`coalesce(cast(${number} as text), ${text})`;
}

/**
 * The rows of orders, those of whose orders there are items once for each item, which says what was bought. An order
 * whose own rows have different amounts is left as it is: its rows are its lines.
 */
export function withItems(orders: Expression, items: Expression): Expression {
  const id = sql`partition by order_number, order_text`;
  const same = (a: string, b: string): Expression =>
    sql`${sql.ref(`${a}.order_number`)} = ${sql.ref(`${b}.order_number`)} and ${sql.ref(`${a}.order_text`)} = ${sql.ref(`${b}.order_text`)}`;
  const counted = sql`coalesce(items.quantity, case when items.item_no = 1 then firsts.quantity end)`;
  return sql`with given as materialized (${orders}),
      items as materialized (select *, row_number() over (${id} order by row_id) as item_no from (${items}) as listed),
      firsts as materialized (select * from given where order_number > 0 or order_text <> ''
        qualify row_number() over (${id} order by row_id) = 1
          and min(amount) over (${id}) = max(amount) over (${id}))
    select * from given where not exists (
      select 1 from firsts where ${same('firsts', 'given')} and exists (select 1 from items where ${same('items', 'firsts')}))
    union all
    select firsts.* replace (items.row_id as row_id, coalesce(items.product, firsts.product) as product,
      coalesce(items.category, firsts.category) as category, ${counted} as quantity)
    from firsts join items on ${same('items', 'firsts')}`;
}
