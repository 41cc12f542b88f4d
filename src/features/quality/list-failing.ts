import { sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { and, type Expression } from '../../sql/expression.ts';
import type { Visibility } from '../access/authorise.ts';
import type { Seal } from '../contacts/seal.ts';
import { visibleTo } from '../customers/chosen-customers.ts';
import { readCursor, writeCursor } from '../customers/cursor.ts';
import { afterSql, orderSql, parseOrder } from '../customers/customer-order.ts';
import { type CustomerRow, readRows } from '../customers/customer-row.ts';
import { openGrid } from '../customers/grid.ts';
import { readCustomers } from '../customers/reading.ts';
import type { Check, Norms } from './check.ts';
import { findCheck } from './checks.ts';
import { judgedSql, verdictColumn } from './judged.ts';
import { readNorms } from './norms.ts';

export interface FailingRequest {
  /** A check's id. */
  readonly check: string;
  readonly visibility: Visibility;
  readonly limit: number;
  /** The cursor that the page before gave. */
  readonly after: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface FailingCustomers {
  readonly customers: readonly CustomerRow[];
  /** The cursor of the next page; null on the last. */
  readonly next: string | null;
}

/** A page of the customers who fail a check, those who spent most first. Throws an AppError where there is no such check. */
export async function listFailing(
  folder: DataFolder,
  seal: Seal,
  { check: id, visibility, limit, after, now }: FailingRequest,
): Promise<FailingCustomers> {
  const check = findCheck(id);
  return await readCustomers(folder, async (reading) => {
    const norms = await readNorms(folder, reading, now);
    const order = parseOrder(reading.generation === null ? null : '-spend', reading);
    const paged = ['failing', id, norms.today, visibility, order?.by];
    const place = after === null ? null : readCursor(after, paged, seal);
    return await reading.remember([...paged, String(norms.highestUsual), limit, after], async () => {
      const grid = openGrid(reading);
      const number = grid.column('customer_id');
      const key = order === null ? sql`cast(null as bigint)` : order.key(grid);
      const where = and([
        visibleTo(visibility, grid.column('owner')) ?? sql`true`,
        sql`${number} in (${failingSql(check, norms)})`,
        ...(place === null ? [] : [afterSql(order, place, grid)]),
      ]);
      const ordered = orderSql(order, grid);
      const { rows } = await sql<{
        number: bigint;
        key: bigint | null;
      }>`select ${number} as number, ${key} as "key"
        from ${grid.from()} where ${where} order by ${ordered} limit ${sql.lit(limit + 1)}`.execute(
        reading.db,
      );
      const listed = rows.slice(0, limit);
      const last = rows.length > limit ? listed.at(-1) : undefined;
      return {
        customers: await readRows(
          reading,
          listed.map((row) => row.number),
        ),
        next:
          last === undefined
            ? null
            : writeCursor(
                { value: last.key === null ? null : String(last.key), number: String(last.number) },
                paged,
                seal,
              ),
      };
    });
  });
}

/** The numbers of the customers who fail a check, whoever may see them. */
export function failingSql(check: Check, norms: Norms): Expression {
  if (!check.isAsked(norms)) return sql`select customer_id from customers where false`;
  return sql`select customer_id from (${judgedSql({ checks: [check], norms })}) as judged
    where ${sql.ref(verdictColumn(check))} = 1`;
}
