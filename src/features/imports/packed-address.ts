import { unpackAddress } from '../../domain/tidy/packed-address.ts';
import { maskPhone } from '../contacts/mask.ts';
import type { ReadableTable } from '../files/open-table.ts';
import type { PackedKind } from './readers.ts';
import type { StagedField } from './staged-file.ts';

const parts: readonly (readonly [name: string, kind: PackedKind])[] = [
  ['name', 'packed-name'],
  ['phone', 'packed-phone'],
];

/**
 * The fields of a customer list whose addresses are `姓名，86-手机，地址` in most of its first rows: the address without the rest, and a name and
 * a phone out of it where the list has no columns of these.
 */
export function withPacked(fields: readonly StagedField[], { sample }: ReadableTable): StagedField[] {
  const address = fields.find(({ name }) => name === 'address');
  const absent = parts.filter(([part]) => fields.every(({ name }) => name !== part));
  if (address === undefined || absent.length === 0) return [...fields];
  const cells = sample.map((row) => row[address.column]?.trim() ?? '').filter((cell) => cell !== '');
  const packed = cells.filter((cell) => unpackAddress(cell) !== null);
  if (packed.length * 2 <= cells.length) return [...fields];
  const { column } = address;
  return [
    ...fields.map((field) => (field === address ? { ...field, kind: 'packed-address' as const } : field)),
    ...absent.map(([name, kind]) => ({ name, column, kind })),
  ];
}

/** What the address of a customer list gives beside itself, as an import would read it; null where it is an address alone. */
export function packedIn(
  fields: ReadonlyMap<number, string>,
  table: ReadableTable,
): { readonly column: number; readonly gives: readonly string[] } | null {
  const read = [...fields].map(([column, name]): StagedField => ({ name, column, kind: 'text' }));
  const further = withPacked(read, table).slice(read.length);
  const [first] = further;
  return first === undefined ? null : { column: first.column, gives: further.map(({ name }) => name) };
}

/** A packed address in its parts, the phone masked and the rest as `shown` has it; null for one that is none. */
export function shownParts(cell: string, shown: (cell: string) => string): string | null {
  const found = unpackAddress(cell);
  return found === null ? null : [found.name, maskPhone(found.phone), shown(found.address)].join(' · ');
}
