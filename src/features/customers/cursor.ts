import { refuse } from '../../domain/problem.ts';
import type { Seal } from '../contacts/seal.ts';

/** After which row a page begins: its value of the order's key, and its number. */
export interface Place {
  readonly value: string | null;
  readonly number: string;
}

/** Where a page ended, as it travels; only the same query takes it again. */
export function writeCursor(place: Place, query: unknown, seal: Seal): string {
  const written = JSON.stringify([place.value, place.number, signature(place, query, seal)]);
  return Buffer.from(written).toString('base64url');
}

/** Throws an InputError when the cursor is of another query or was tampered with. */
export function readCursor(written: string, query: unknown, seal: Seal): Place {
  const read = parse(written);
  if (Array.isArray(read) && read.length === 3) {
    const [value, number, signed] = read as readonly unknown[];
    if ((value === null || typeof value === 'string') && typeof number === 'string') {
      const place = { value, number };
      if (signed === signature(place, query, seal)) return place;
    }
  }
  return refuse(
    'wrong-cursor',
    'after',
    '这个翻页位置不属于这次查询；请从第一页重新开始',
    'this cursor is not one of this query; begin with the first page again',
  );
}

function signature({ value, number }: Place, query: unknown, seal: Seal): string {
  return seal.key('cursor', JSON.stringify([value, number, query]));
}

function parse(written: string): unknown {
  try {
    return JSON.parse(Buffer.from(written, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
