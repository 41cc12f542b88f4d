import { sql } from 'kysely';
import type { Metric } from '../../domain/metric.ts';
import { type Lang, text } from '../../domain/text.ts';
import { commas, type Expression } from '../../sql/expression.ts';
import { shownMetrics } from '../../sql/needed.ts';
import type { Seal } from '../contacts/seal.ts';
import { type CustomerQuery, chosenSql, visibleTo } from '../customers/chosen-customers.ts';
import { parseOrder } from '../customers/customer-order.ts';
import { openGrid } from '../customers/grid.ts';
import type { Reading } from '../customers/reading.ts';
import type { Generation } from '../evaluations/generation.ts';
import type { OutRow } from '../grade/out-table.ts';
import { importFields } from '../imports/import-fields.ts';
import { readCustomFields } from '../register/custom-fields.ts';
import { customCells, opened } from './custom-cells.ts';
import { type ExportedTable, type ReadColumn, rowWriter } from './exported-table.ts';
import { gradedCells, type StreamedRow } from './graded-cells.ts';
import { dateColumn, metricColumn, type TableColumn, textColumn } from './table-column.ts';

export interface CustomersWanted extends Omit<CustomerQuery, 'externalId'> {
  /** `-spend`: descending by spend. Null: by id in code-point order. */
  readonly sort: string | null;
  /** Contact data in full. */
  readonly contact: boolean;
  /** With tier, metrics and what is missing to the next tier. */
  readonly graded: boolean;
  readonly lang: Lang;
}

const words = {
  tier: text('等级', 'tier'),
  next: text('下一等级', 'next tier'),
  missing: text('还差', 'missing'),
};

/** Customers as they stand, a row each: their fields as the importer takes them back, then what was computed of them. */
export async function customersTable(
  reading: Reading,
  seal: Seal,
  wanted: CustomersWanted,
): Promise<ExportedTable> {
  const { db, generation } = reading;
  const known = [
    ...registered(seal, wanted.contact),
    ...customCells(await readCustomFields(db), wanted.contact ? seal : null),
  ];
  const read = known.map((column) => column.read);
  const computed = wanted.graded ? computedOf(generation, wanted.lang, known) : null;
  const { select = [], columns = [], outRow = () => [], from = sql`customers` } = computed ?? {};
  const write = rowWriter(known);
  return {
    columns: [...known.map(({ column }) => column), ...columns],
    select: sql`select ${commas([...read, ...select])} from ${from}${await choice(reading, seal, wanted)}`,
    outRow: (row) => [...write(row), ...outRow(row)],
  };
}

function registered(seal: Seal, contact: boolean): ReadColumn[] {
  const column = (name: string): Expression => sql.ref(`customers.${name}`);
  return importFields('customers', []).flatMap(({ id, name }) => {
    const titled = { ...textColumn(id), title: name };
    switch (id) {
      case 'customer_id':
        return { column: titled, read: column('external_id') };
      case 'registered_at':
      case 'birthday': {
        const day = column(id === 'birthday' ? id : 'registered_day');
        return { column: { ...dateColumn(id), title: name }, read: sql`cast(${day} as text)` };
      }
      case 'phone':
      case 'email':
        return contact
          ? { column: titled, ...opened(seal, column(`${id}_sealed`), column(`${id}_masked`)) }
          : { column: titled, read: column(`${id}_masked`) };
      case 'address':
      case 'id_number':
        // Nothing of them is shown otherwise.
        return contact
          ? { column: titled, ...opened(seal, column(`${id}_sealed`), sql`cast(null as text)`) }
          : [];
      default:
        return { column: titled, read: column(id) };
    }
  });
}

/** Who is chosen, and in which order. */
async function choice(reading: Reading, seal: Seal, wanted: CustomersWanted): Promise<Expression> {
  const { visibility, filter, search, sort } = wanted;
  const order = parseOrder(sort, reading);
  if (filter === null && search === null && order === null) {
    const visible = visibleTo(visibility, sql`customers.owner`) ?? sql`true`;
    return sql` where ${visible} order by customers.external_id`;
  }
  const grid = openGrid(reading);
  const chosen = await chosenSql({ visibility, filter, search, externalId: null }, grid, seal, reading);
  const number = grid.column('customer_id');
  const place = order === null ? sql`null` : order.key(grid);
  const listed = sql`select ${number} as chosen_id, ${place} as place from `;
  const direction = order?.descending ? sql`desc` : sql`asc`;
  const by =
    order === null
      ? sql`customers.external_id`
      : sql`chosen.place ${direction} nulls last, customers.customer_id`;
  return sql` join (${listed}${grid.from()} where ${chosen}) as chosen on chosen.chosen_id = customers.customer_id
    order by ${by}`;
}

interface Computed {
  readonly select: readonly Expression[];
  readonly columns: readonly TableColumn[];
  readonly outRow: (row: StreamedRow) => OutRow;
  readonly from: Expression;
}

function computedOf(generation: Generation | null, lang: Lang, known: readonly ReadColumn[]): Computed {
  const ended = (columns: readonly TableColumn[]): TableColumn[] => [
    { ...textColumn('tier'), title: words.tier },
    ...columns,
    { ...textColumn('next_tier'), title: words.next },
    { ...textColumn('missing'), title: words.missing },
  ];
  if (generation === null) {
    return { select: [], columns: ended([]), outRow: () => [null, null, null], from: sql`customers` };
  }
  const { scheme, graded } = generation;
  const now = gradedCells({ alias: 'graded', graded, scheme, lang, at: known.length });
  const metrics = exportedMetrics(generation);
  const taken = new Set([...known.map(({ column }) => column), ...ended([])].map(({ name }) => name));
  const named = metrics.map((metric): TableColumn => {
    const { id, name } = metric;
    const column = metricColumn(taken.has(id) ? `metric_${id}` : id, metric, scheme.currency);
    return name === null ? column : { ...column, title: name };
  });
  return {
    select: now.select,
    columns: ended(named),
    outRow: (row) => [
      scheme.tiers[now.tier(row) ?? -1]?.id ?? null,
      ...metrics.map(({ id }) => now.metric(row, id)),
      ...now.ahead(row),
    ],
    from: sql`customers left join ${sql.table(graded.table)} as graded on graded.customer_id = customers.customer_id`,
  };
}

/** The scheme's own metrics and those of its rules in their order, then whatever else was stored. */
function exportedMetrics({ scheme, graded }: Generation): Metric[] {
  const stored = new Map(graded.metrics.map(({ metric }) => [metric.id, metric]));
  const order = new Set([...shownMetrics(scheme), ...stored.keys()]);
  return [...order].flatMap((id) => stored.get(id) ?? []);
}
