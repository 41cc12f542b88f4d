import { statusName } from '../../domain/describe/column-words.ts';
import { decimalText, fraction, fractionText } from '../../domain/exact.ts';
import { customerFields, type Field } from '../../domain/field.ts';
import { type OrderStatus, QUANTITY_SCALE } from '../../domain/order.ts';
import type { Lang } from '../../domain/text.ts';
import { nationalPhone } from '../../domain/tidy/read-phone.ts';
import { maskEmail, maskPhone } from '../contacts/mask.ts';
import { foldName } from './column-names.ts';
import { contactOf } from './custom-columns.ts';
import type { ValueKind } from './readers.ts';

const millionths: ReadonlySet<ValueKind> = new Set(['price', 'quantity', 'rating', 'number']);

/** A staged value as people write it, in their language: amounts, staged in minor units, and numbers, staged in millionths, as decimals, phones as in their country. */
export function shownValue(
  kind: ValueKind,
  value: string | bigint,
  { decimals, lang }: { readonly decimals: number; readonly lang: Lang },
): string {
  if (kind === 'status') return statusName(value as OrderStatus)[lang];
  if (kind === 'phone') return nationalPhone(String(value));
  if (kind === 'amount') return decimalText({ units: BigInt(value), scale: decimals });
  if (millionths.has(kind)) {
    return fractionText(fraction(BigInt(value), 10n ** BigInt(QUANTITY_SCALE)), QUANTITY_SCALE);
  }
  return String(value);
}

/** How the cells of a column are shown: as they are, or masked where they are contact data by their column's name or field. */
export function shownCells(
  column: string,
  field: string | null,
  custom: readonly Field[],
): (cell: string) => string {
  const known = customerFields.get(field ?? '') ?? custom.find(({ id }) => id === field);
  const contact = known?.sealed ? known : contactOf(foldName(column));
  if (contact === undefined || !contact.sealed) return (cell) => cell;
  if (contact.type === 'phone') return (cell) => (cell.trim() === '' ? cell : maskPhone(cell));
  if (contact.type === 'email') return (cell) => (cell.trim() === '' ? cell : maskEmail(cell.trim()));
  return maskText;
}

/** The first characters of an address or a number of papers, at most three and a third of it. */
function maskText(cell: string): string {
  const characters = [...cell.trim()];
  if (characters.length === 0) return cell;
  return `${characters.slice(0, Math.min(3, Math.floor(characters.length / 3))).join('')}***`;
}
