import { sql } from 'kysely';
import { closest } from '../../domain/parse/closest.ts';
import { listed, shown } from '../../domain/parse/node.ts';
import { refuse } from '../../domain/problem.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import type { Place } from './cursor.ts';
import type { Filtered } from './customer-filter.ts';
import type { Grid } from './grid.ts';
import { type ListedFields, tierField } from './listed-fields.ts';

/** In which order customers are listed: by this, empty values last, then by number. */
export interface CustomerOrder {
  readonly by: string;
  readonly descending: boolean;
  /** How values of the key are written: in cursors and in casts. */
  readonly type: 'bigint' | 'double precision' | 'date' | 'text';
  readonly key: (grid: Grid) => Expression;
}

/** `-spend`, `name`, `registeredAt`: a field, metric or `tier`, descending after a minus. Null: by number alone. */
export function parseOrder(written: string | null, filtered: Filtered): CustomerOrder | null {
  if (written === null || written === '') return null;
  const descending = written.startsWith('-');
  const by = written.replace(/^[-+]/, '');
  const id = aliases[by] ?? by;
  const found = fieldKey(id, filtered.fields) ?? metricKey(id, filtered);
  return found === null ? unknownOrder(by, filtered) : { by: id, descending, ...found };
}

const aliases: Readonly<Record<string, string>> = {
  registeredAt: 'registered_at',
  externalId: 'external_id',
};

type Key = Pick<CustomerOrder, 'type' | 'key'>;

function fieldKey(id: string, fields: ListedFields): Key | null {
  if (id === tierField.id) return { type: 'bigint', key: (grid) => grid.column('tier') };
  const field = fields.get(id);
  if (field === undefined || field.field.sealed) return null;
  const { type } = field.subject;
  return { type: type === 'date' || type === 'text' ? type : 'bigint', key: field.value };
}

/** Fractions are put in order as floating point: only what differs by less than a billionth of a millionth ties. */
function metricKey(id: string, { generation }: Filtered): Key | null {
  const stored = generation?.graded.metrics.find(({ metric }) => metric.id === id);
  if (stored === undefined) return null;
  const { value, den } = stored;
  if (den === null) {
    const type = value.type === 'date' || value.type === 'text' ? value.type : 'bigint';
    return { type, key: (grid) => grid.column(value.name) };
  }
  const float = (grid: Grid, name: string): Expression => sql`cast(${grid.column(name)} as double precision)`;
  return {
    type: 'double precision',
    key: (grid) => sql`(${float(grid, value.name)} / nullif(${float(grid, den.name)}, 0))`,
  };
}

function unknownOrder(by: string, { generation, fields }: Filtered): never {
  const open = [...fields.values()].filter(({ field }) => !field.sealed).map(({ field }) => field.id);
  const metrics = generation?.graded.metrics.map(({ metric }) => metric.id) ?? [];
  const known = [tierField.id, ...metrics, ...open];
  const guess = closest(by, known);
  return refuse(
    'unknown-order',
    'sort',
    `不能按${shown(by)}排序${guess ? `，是不是“${guess}”？` : `。可用：${listed(known)}`}`,
    `customers cannot be sorted by ${shown(by)}${guess ? `; did you mean “${guess}”?` : `. Known: ${listed(known)}`}`,
  );
}

export function orderSql(order: CustomerOrder | null, grid: Grid): Expression {
  const number = grid.column('customer_id');
  if (order === null) return number;
  const direction = order.descending ? sql`desc` : sql`asc`;
  return sql`${order.key(grid)} ${direction} nulls last, ${number}`;
}

/** True for whoever comes after the place. */
export function afterSql(order: CustomerOrder | null, { value, number }: Place, grid: Grid): Expression {
  const later = sql`${grid.column('customer_id')} > ${bigint(BigInt(number))}`;
  if (order === null) return later;
  const key = order.key(grid);
  if (value === null) return sql`(${key} is null and ${later})`;
  const at = sql`cast(${value} as ${sql.raw(order.type)})`;
  const [beyond, atOrBeyond] = order.descending ? [sql`<`, sql`<=`] : [sql`>`, sql`>=`];
  return sql`(((${key} ${atOrBeyond} ${at}) and (${key} ${beyond} ${at} or ${later})) is true or ${key} is null)`;
}
