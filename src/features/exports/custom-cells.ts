import { sql } from 'kysely';
import type { Field } from '../../domain/field.ts';
import { type Expression, literalText } from '../../sql/expression.ts';
import { openValue } from '../contacts/open-value.ts';
import type { Seal } from '../contacts/seal.ts';
import { customValue } from '../register/custom-value.ts';
import type { ReadColumn } from './exported-table.ts';
import { dateColumn, numberColumn, type TableColumn, textColumn } from './table-column.ts';

/** The business's own fields as columns under their ids. Contact data is masked, unless a seal is given to open it. */
export function customCells(fields: readonly Field[], seal: Seal | null): ReadColumn[] {
  return fields.map((field) => {
    const column = { ...columnOf(field), title: field.name };
    if (!field.sealed) return { column, read: cellOf(field) };
    const part = (name: string): Expression =>
      sql`((${custom} -> ${literalText(field.id)}) ->> ${literalText(name)})`;
    if (seal === null) return { column, read: part('masked') };
    return { column, ...opened(seal, part('sealed'), part('masked')) };
  });
}

/** Sealed contact data in full; what came masked has nothing sealed and stays as it is. */
export function opened(seal: Seal, sealed: Expression, masked: Expression): Omit<ReadColumn, 'column'> {
  return {
    read: sql`coalesce('+' || ${sealed}, '=' || ${masked})`,
    write: (cell) => {
      if (typeof cell !== 'string') return null;
      return cell.startsWith('+') ? openValue(seal, cell.slice(1)) : cell.slice(1);
    },
  };
}

function columnOf({ id, type }: Field): TableColumn {
  if (type === 'date') return dateColumn(id);
  return type === 'number' || type === 'money' ? numberColumn(id) : textColumn(id);
}

const custom = sql`customers.custom`;

function cellOf({ id, type }: Field): Expression {
  const written = sql`(${custom} ->> ${literalText(id)})`;
  if (type === 'date') {
    return sql`cast(${customValue(custom, { kind: 'field', id, type: 'date', scale: 0 })} as text)`;
  }
  if (type !== 'number' && type !== 'money') return written;
  return sql`(case when ${written} ~ '^-?[0-9]{1,15}([.][0-9]{1,12})?$' then ${written} end)`;
}
