import { unpackAddress } from '../../domain/tidy/packed-address.ts';
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
