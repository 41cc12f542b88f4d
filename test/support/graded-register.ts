import { sql } from 'kysely';
import { currentGeneration } from '../../src/features/evaluations/generation.ts';
import type { Shop } from './shop-folder.ts';

/** What a register keeps of orders and how its customers are graded, by external ids: the same however it came there. */
export async function gradedRegister({ folder }: Shop): Promise<{ orders: unknown[]; grades: unknown[] }> {
  const { reader } = folder.database();
  const orders = await sql`select external_id, orders.*,
      (select string_agg(concat_ws('|', line_no, amount, coalesce(quantity, -1), coalesce(margin, -1), coalesce(category, ''), coalesce(product, '')), ';' order by line_no)
        from several_lines where several_lines.order_id = orders.order_id) as lines
    from orders join customers on customers.customer_id = orders.customer_id order by order_id`.execute(
    reader,
  );
  const generation = await currentGeneration(reader);
  const table = generation?.graded.table ?? 'no_grades';
  const grades = await sql`select * from ${sql.table(table)} order by external_id`.execute(reader);
  return {
    orders: orders.rows.map((row) => without(row, ['customer_id', 'recorded_by'])),
    grades: grades.rows.map((row) => without(row, ['customer_id', 'graded_at'])),
  };
}

/** A row but for some of its columns. */
export function without(row: unknown, names: readonly string[]): unknown {
  return Object.fromEntries(Object.entries(row as object).filter(([name]) => !names.includes(name)));
}
