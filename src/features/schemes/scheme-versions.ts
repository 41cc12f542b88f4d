import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { parseScheme } from '../../domain/parse/parse-scheme.ts';
import { InputError } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import { timestamp } from '../register/recording.ts';
import type { Holders } from './standing.ts';

/** A version as it is kept. */
export interface SchemeRow {
  readonly scheme_id: string;
  readonly version: number;
  readonly document: string;
  readonly digest: string;
  readonly published_at: string;
  readonly author: string;
  readonly holders: Holders | null;
}

/** Of all schemes, or one, or one version of it; the newest first. */
export async function readSchemes(db: Kysely<unknown>, id?: string, version?: number): Promise<SchemeRow[]> {
  const ofScheme = id === undefined ? sql`true` : sql`scheme_id = ${id}`;
  const ofVersion = version === undefined ? sql`true` : sql`version = cast(${version} as integer)`;
  const { rows } = await sql<SchemeRow>`select scheme_id, version, cast(document as text) as document, digest,
      cast(published_at as text) as published_at, author, holders
    from schemes where ${ofScheme} and ${ofVersion} order by schemes.published_at desc, version desc`.execute(
    db,
  );
  return rows;
}

/** The version of a scheme that has this document; null for none. */
export async function versionOf(trx: Kysely<unknown>, id: string, document: unknown): Promise<number | null> {
  const { rows } = await sql<{ version: number | null }>`select max(version) as version from schemes
    where scheme_id = ${id} and digest = ${digestOf(document)}`.execute(trx);
  return rows[0]?.version ?? null;
}

/** The same for the same document, as it is written. */
export function digestOf(document: unknown): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

interface NewVersion {
  readonly id: string;
  readonly document: unknown;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly holders: Holders;
}

/** Keeps a document as the next version of its scheme, and gives the number. */
export async function keepVersion(
  trx: Kysely<unknown>,
  { id, document, author, at, holders }: NewVersion,
): Promise<number> {
  const { rows } = await sql<{ last: number | null }>`select max(version) as last from schemes
    where scheme_id = ${id}`.execute(trx);
  const version = (rows[0]?.last ?? 0) + 1;
  await sql`insert into schemes values (${id}, cast(${version} as integer), ${JSON.stringify(document)}, ${digestOf(document)},
    cast(${timestamp(at)} as timestamp), ${author}, ${holders})`.execute(trx);
  return version;
}

/** Throws an InputError with everything that is wrong with the document. */
export function schemeOf(document: unknown): Scheme {
  const parsed = parseScheme(document);
  if (parsed.ok) return parsed.scheme;
  throw new InputError(parsed.problems);
}
