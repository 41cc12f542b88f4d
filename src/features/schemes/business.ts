import { type Kysely, sql } from 'kysely';
import { countPublications } from './publications.ts';
import { findScheme } from './published-schemes.ts';

/** The business's own money and clock, in which its files are read. */
export interface Business {
  readonly currency: string;
  readonly timeZone: string;
}

/** The same, and how many publications there were by then: while those are as many, it is the same. */
export interface BusinessThen {
  readonly publications: bigint;
  readonly business: Business;
}

export async function businessThen(db: Kysely<unknown>): Promise<BusinessThen> {
  const publications = await countPublications(db);
  return { publications, business: await businessOf(db) };
}

/**
 * That of the standard published last: one that is planned or has gone by is in the same money and time zone as the one in force.
 * Before the first what schemes have unless they say otherwise.
 */
export async function businessOf(db: Kysely<unknown>): Promise<Business> {
  const { rows } = await sql<{
    scheme: string;
    version: number;
  }>`select scheme_id as scheme, version from publications
    order by publications.publication_id desc limit 1`.execute(db);
  const [last] = rows;
  const found = last === undefined ? null : await findScheme(db, last.scheme, last.version);
  if (found === null) return { currency: 'CNY', timeZone: 'Asia/Shanghai' };
  const { currency, timeZone } = found.scheme;
  return { currency, timeZone };
}
