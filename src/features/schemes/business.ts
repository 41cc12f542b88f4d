import type { Kysely } from 'kysely';
import { currentScheme } from './published-schemes.ts';

/** The business's own money and clock, in which its files are read. */
export interface Business {
  readonly currency: string;
  readonly timeZone: string;
}

/** That of the current scheme; before the first, what schemes have unless they say otherwise. */
export async function businessOf(db: Kysely<unknown>): Promise<Business> {
  const current = await currentScheme(db);
  if (current === null) return { currency: 'CNY', timeZone: 'Asia/Shanghai' };
  const { currency, timeZone } = current.scheme;
  return { currency, timeZone };
}
