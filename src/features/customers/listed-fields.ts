import { sql } from 'kysely';
import type { Subject } from '../../domain/condition.ts';
import { currencyDecimals } from '../../domain/currency.ts';
import { customerFields, type Field, subjectType } from '../../domain/field.ts';
import { QUANTITY_SCALE } from '../../domain/order.ts';
import { text } from '../../domain/text.ts';
import { type Expression, literalText } from '../../sql/expression.ts';
import { comparedContact } from '../contacts/mask.ts';
import type { Seal } from '../contacts/seal.ts';
import { keptFields } from '../evaluations/kept-tables.ts';
import { customValue } from '../register/custom-value.ts';
import { sealedKey } from '../register/merge-custom.ts';
import type { Grid } from './grid.ts';

/** A field by which lists of customers are filtered. */
export interface ListedField {
  readonly field: Field;
  readonly subject: Subject;
  /** Of this business alone. */
  readonly isCustom: boolean;
  /** What is compared: the blind index of a sealed field. */
  readonly value: (grid: Grid) => Expression;
  /** What is empty when the field is; null: the value. What came masked has no blind index. */
  readonly shown: ((grid: Grid) => Expression) | null;
  /** The blind index of a sealed field's value. */
  readonly key: (seal: Seal, written: string) => string;
}

export type ListedFields = ReadonlyMap<string, ListedField>;

/** The tier as a field of filters and orders. */
export const tierField = { id: 'tier', name: text('等级', 'tier') } as const;

const externalId: Field = {
  id: 'external_id',
  type: 'text',
  name: text('客户编号', 'customer id'),
  choices: [],
  sealed: false,
};

/** The fields everybody has and the business's own. */
export function listedFields(custom: readonly Field[], currency: string): ListedFields {
  const decimals = currencyDecimals(currency);
  const own = [externalId, ...customerFields.values()].flatMap((field) => ownField(field, decimals));
  const all = [...own, ...custom.map((field) => customField(field, decimals))];
  return new Map(all.map((listed) => [listed.field.id, listed]));
}

function subjectOf(field: Field, decimals: number): Subject {
  const type = subjectType(field);
  const scale = type === 'money' ? decimals : type === 'number' ? QUANTITY_SCALE : 0;
  return { kind: 'field', id: field.id, type, scale };
}

function ownField(field: Field, decimals: number): ListedField[] {
  const { id, sealed } = field;
  const column = sealed ? `${id}_key` : id === externalId.id ? id : keptFields[id];
  if (column === undefined) return [];
  const shown = id === 'phone' || id === 'email' ? `${id}_masked` : `${id}_sealed`;
  return [
    {
      field,
      subject: subjectOf(field, decimals),
      isCustom: false,
      value: (grid) => grid.column(column),
      shown: sealed ? (grid) => grid.column(shown) : null,
      key: (seal, written) => seal.key(id, comparedContact(id, written)),
    },
  ];
}

/** Values of custom fields stand in a document. */
function customField(field: Field, decimals: number): ListedField {
  const subject = subjectOf(field, decimals);
  const kept = (grid: Grid): Expression => grid.column('custom');
  const id = literalText(field.id);
  return {
    field,
    subject,
    isCustom: true,
    value: (grid) =>
      field.sealed ? sql`((${kept(grid)} -> ${id}) ->> 'key')` : customValue(kept(grid), subject),
    shown: field.sealed ? (grid) => sql`(${kept(grid)} ->> ${id})` : null,
    key: (seal, written) => sealedKey(seal, field, written),
  };
}
