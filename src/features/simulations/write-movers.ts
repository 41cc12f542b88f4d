import { sql } from 'kysely';
import type { ShopDatabase } from '../../db/shop-database.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Lang } from '../../domain/text.ts';
import { bigint, commas, type Expression, or } from '../../sql/expression.ts';
import { gradedCells, type StreamedRow } from '../exports/graded-cells.ts';
import { metricColumn, type TableColumn, textColumn } from '../exports/table-column.ts';
import { inBatches, writeTable } from '../exports/write-table.ts';
import type { Output } from '../files/output.ts';
import type { OutRow } from '../grade/out-table.ts';
import type { GradedTable } from '../tiers/grade-all.ts';

interface Compared {
  readonly draft: Scheme;
  readonly graded: GradedTable;
  readonly current: Scheme;
  readonly before: GradedTable;
  readonly lang: Lang;
  readonly signal: AbortSignal;
}

/** Writes a row for every customer whose tier would be another, by id in code-point order. */
export async function writeMovers(db: ShopDatabase, output: Output, compared: Compared): Promise<void> {
  const { draft, graded, current, before, lang, signal } = compared;
  const person = ['external_id', 'name', 'owner', 'store'].map((name) => sql.ref(`customers.${name}`));
  const at = person.length + 1;
  const then = gradedCells({ alias: 'draft', graded, scheme: draft, lang, at });
  const select = sql`select ${commas([...person, sql`before.tier`, ...then.select])}
    from ${sql.table(graded.table)} as draft
    join ${sql.table(before.table)} as before on before.customer_id = draft.customer_id
    join customers on customers.customer_id = draft.customer_id
    where not ${stays(current, draft)} order by customers.external_id`;
  const outRow = (row: StreamedRow): OutRow => [
    ...row.slice(0, person.length).map((cell) => (cell === null ? null : String(cell))),
    current.tiers[Number(row[person.length])]?.id ?? null,
    draft.tiers[then.tier(row) ?? -1]?.id ?? null,
    then.metric(row, 'spend'),
    ...then.ahead(row),
  ];
  await writeTable(output, moverColumns(draft), inBatches(db.stream(select), outRow, signal));
}

function moverColumns(draft: Scheme): TableColumn[] {
  const spend = draft.metrics.get('spend');
  if (spend === undefined) throw new RangeError('no metric: spend');
  return [
    ...['customer_id', 'name', 'owner', 'store', 'from', 'to'].map(textColumn),
    metricColumn('spend', spend, draft.currency),
    textColumn('next_tier'),
    textColumn('missing'),
  ];
}

/** The tier has the same id before and after. */
function stays(current: Scheme, draft: Scheme): Expression {
  const pairs = current.tiers.flatMap(({ id }, from) => {
    const to = draft.tiers.findIndex((tier) => tier.id === id);
    return to < 0 ? [] : [sql`(before.tier = ${bigint(from)} and draft.tier = ${bigint(to)})`];
  });
  return pairs.length === 0 ? sql`false` : or(pairs);
}
