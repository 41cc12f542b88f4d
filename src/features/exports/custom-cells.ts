import { sql } from 'kysely';
import type { Field } from '../../domain/field.ts';
import { type Expression, literalText } from '../../sql/expression.ts';
import { customValue } from '../register/custom-value.ts';
import { dateColumn, type TableColumn, textColumn } from './table-column.ts';

/** A custom field as a column of an export. */
export interface CustomCell {
  readonly column: TableColumn;
  readonly read: Expression;
}

/** The business's own fields as columns under their ids. Contact data is masked. */
export function customCells(fields: readonly Field[]): CustomCell[] {
  return fields.map((field) => ({ column: columnOf(field), read: cellOf(field) }));
}

function columnOf({ id, type }: Field): TableColumn {
  if (type === 'date') return dateColumn(id);
  return type === 'number' || type === 'money'
    ? { name: id, type: 'number', stored: 'double' }
    : textColumn(id);
}

const custom = sql`customers.custom`;

function cellOf({ id, type, sealed }: Field): Expression {
  if (sealed) return sql`((${custom} -> ${literalText(id)}) ->> 'masked')`;
  const written = sql`(${custom} ->> ${literalText(id)})`;
  if (type === 'date') {
    return sql`cast(${customValue(custom, { kind: 'field', id, type: 'date', scale: 0 })} as text)`;
  }
  if (type !== 'number' && type !== 'money') return written;
  return sql`(case when ${written} ~ '^-?[0-9]{1,15}([.][0-9]{1,12})?$' then ${written} end)`;
}
