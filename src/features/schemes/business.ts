import type { Kysely } from 'kysely';
import { countSchemes, currentScheme } from './published-schemes.ts';

/** The business's own money and clock, in which its files are read. */
export interface Business {
  readonly currency: string;
  readonly timeZone: string;
}

/** The same, read anew only when another scheme is published; for one database. */
export function rememberedBusiness(): (db: Kysely<unknown>) => Promise<Business> {
  let last: { readonly published: bigint; readonly business: Business } | null = null;
  return async (db) => {
    const published = await countSchemes(db);
    if (last?.published !== published) last = { published, business: await businessOf(db) };
    return last.business;
  };
}

/** That of the current scheme; before the first, what schemes have unless they say otherwise. */
export async function businessOf(db: Kysely<unknown>): Promise<Business> {
  const current = await currentScheme(db);
  if (current === null) return { currency: 'CNY', timeZone: 'Asia/Shanghai' };
  const { currency, timeZone } = current.scheme;
  return { currency, timeZone };
}
