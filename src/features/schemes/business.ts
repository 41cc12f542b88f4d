import type { Kysely } from 'kysely';
import { countSchemes, currentScheme } from './published-schemes.ts';

/** The business's own money and clock, in which its files are read. */
export interface Business {
  readonly currency: string;
  readonly timeZone: string;
}

/** The same, and how many versions of schemes were published by then: while those are as many, it is the same. */
export interface BusinessThen {
  readonly schemes: bigint;
  readonly business: Business;
}

export async function businessThen(db: Kysely<unknown>): Promise<BusinessThen> {
  const schemes = await countSchemes(db);
  return { schemes, business: await businessOf(db) };
}

/** That of the current scheme; before the first, what schemes have unless they say otherwise. */
export async function businessOf(db: Kysely<unknown>): Promise<Business> {
  const current = await currentScheme(db);
  if (current === null) return { currency: 'CNY', timeZone: 'Asia/Shanghai' };
  const { currency, timeZone } = current.scheme;
  return { currency, timeZone };
}
