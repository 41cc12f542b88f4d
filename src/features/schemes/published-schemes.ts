import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { type Day, dayOf } from '../../domain/calendar.ts';
import { parseScheme } from '../../domain/parse/parse-scheme.ts';
import { InputError, refuse } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Text } from '../../domain/text.ts';
import { refuseUnkeptFields } from '../evaluations/kept-tables.ts';
import { checkGradable } from '../grade/gradable.ts';
import { defineFields, readCustomFields } from '../register/custom-fields.ts';
import { isoMoment, startRecording, timestamp } from '../register/recording.ts';

/** What becomes of those who would lose their tier by a new version: graded anew, kept until the period's end, kept for good. */
export const holderChoices = ['anew', 'until-period-end', 'for-good'] as const;
export type Holders = (typeof holderChoices)[number];

/** A version of a scheme that was published. */
export interface PublishedScheme {
  readonly id: string;
  readonly version: number;
  readonly scheme: Scheme;
  /** The document as parsed JSON. */
  readonly document: unknown;
  /** ISO 8601, UTC. */
  readonly publishedAt: string;
  readonly author: string;
  readonly holders: Holders;
}

export interface SchemeListing {
  readonly id: string;
  readonly version: number;
  readonly name: Text;
  readonly publishedAt: string;
  readonly author: string;
  /** Customers are graded by it. */
  readonly current: boolean;
}

export interface Publication {
  readonly document: unknown;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Without it everybody is graded anew. */
  readonly holders?: Holders;
}

/**
 * Publishes a scheme as its next version; from now on customers are graded by it. The same document again is
 * the same version. Throws an InputError with everything that is wrong with the document.
 */
export async function publishScheme(
  { writer, database }: DataFolder,
  { document, author, at, holders = 'anew' }: Publication,
): Promise<{ readonly id: string; readonly version: number; readonly isNew: boolean }> {
  const scheme = schemeOf(document);
  checkGradable(scheme);
  refuseUnkeptFields(scheme, await readCustomFields(database().reader));
  const { id } = scheme;
  const written = JSON.stringify(document);
  const digest = createHash('sha256').update(written).digest('hex');
  return await writer.write(async (trx) => {
    const [latest] = await readSchemes(trx);
    if (latest !== undefined) await refuseOtherMoney(trx, scheme, schemeOf(JSON.parse(latest.document)));
    if (latest !== undefined && latest.scheme_id === id && latest.digest === digest) {
      return { id, version: latest.version, isNew: false };
    }
    const { rows } = await sql<{ last: number | null }>`select max(version) as last from schemes
      where scheme_id = ${id}`.execute(trx);
    const version = (rows[0]?.last ?? 0) + 1;
    await sql`insert into schemes values (${id}, cast(${version} as integer), ${written}, ${digest},
      cast(${timestamp(at)} as timestamp), ${author}, ${holders})`.execute(trx);
    if (scheme.fields.size > 0) {
      const recordingId = await startRecording(trx, { at, author, importId: null });
      await defineFields(trx, [...scheme.fields.values()], recordingId);
    }
    return { id, version, isNew: true };
  });
}

/** What is kept was read as amounts and days of one currency and time zone, and is nothing in another. */
async function refuseOtherMoney(trx: Kysely<unknown>, next: Scheme, current: Scheme): Promise<void> {
  const { currency, timeZone } = current;
  if (next.currency === currency && next.timeZone === timeZone) return;
  const { rows } = await sql`select 1 from orders limit 1`.execute(trx);
  if (rows.length === 0) return;
  refuse(
    'other-currency',
    next.id,
    `数据文件夹里的订单按 ${currency}、${timeZone} 保存；请用同样的 currency 和 timeZone，或换一个数据文件夹`,
    `the orders in the data folder are kept in ${currency} and ${timeZone}: use the same currency and timeZone, or another data folder`,
  );
}

/** All published versions, the newest first. */
export async function listSchemes(db: Kysely<unknown>): Promise<SchemeListing[]> {
  const rows = await readSchemes(db);
  return rows.map((row, index) => ({
    id: row.scheme_id,
    version: row.version,
    name: schemeOf(JSON.parse(row.document)).name,
    publishedAt: row.published_at,
    author: row.author,
    current: index === 0,
  }));
}

/** The scheme that customers are graded by: the one published last. Null before the first. */
export async function currentScheme(db: Kysely<unknown>): Promise<PublishedScheme | null> {
  const [row] = await readSchemes(db, 1);
  return row === undefined ? null : published(row);
}

/** The scheme that is in force at the end of a day: the one published last by then. Null before the first. */
export async function schemeOn(db: Kysely<unknown>, day: Day): Promise<PublishedScheme | null> {
  for (const row of await readSchemes(db)) {
    const found = published(row);
    if (publicationDay(found) <= day) return found;
  }
  return null;
}

/** The business's day on which it was published. */
export function publicationDay({ publishedAt, scheme }: PublishedScheme): Day {
  return dayOf(Date.parse(isoMoment(publishedAt)), scheme.timeZone);
}

/** When the first scheme of all was published, in milliseconds since 1970; null before. */
export async function firstPublication(db: Kysely<unknown>): Promise<number | null> {
  const { rows } = await sql<{ at: bigint | null }>`select
    cast(round(extract(epoch from min(published_at)) * 1000) as bigint) as at from schemes`.execute(db);
  const at = rows[0]?.at ?? null;
  return at === null ? null : Number(at);
}

/** How many versions were ever published: while it stays the same, so does the current scheme. */
export async function countSchemes(db: Kysely<unknown>): Promise<bigint> {
  const { rows } = await sql<{ n: bigint }>`select count(*) as n from schemes`.execute(db);
  return rows[0]?.n ?? 0n;
}

/** One version of a scheme, without a number its newest. */
export async function findScheme(
  db: Kysely<unknown>,
  id: string,
  version?: number,
): Promise<PublishedScheme | null> {
  const found = (await readSchemes(db)).find(
    (row) => row.scheme_id === id && (version === undefined || row.version === version),
  );
  return found === undefined ? null : published(found);
}

interface SchemeRow {
  readonly scheme_id: string;
  readonly version: number;
  readonly document: string;
  readonly digest: string;
  readonly published_at: string;
  readonly author: string;
  readonly holders: Holders | null;
}

async function readSchemes(db: Kysely<unknown>, limit = 10_000): Promise<SchemeRow[]> {
  const { rows } = await sql<SchemeRow>`select scheme_id, version, cast(document as text) as document, digest,
      cast(published_at as text) as published_at, author, holders
    from schemes order by schemes.published_at desc, version desc limit ${limit}`.execute(db);
  return rows;
}

function published(row: SchemeRow): PublishedScheme {
  const document: unknown = JSON.parse(row.document);
  return {
    id: row.scheme_id,
    version: row.version,
    scheme: schemeOf(document),
    document,
    publishedAt: row.published_at,
    author: row.author,
    holders: row.holders ?? 'anew',
  };
}

function schemeOf(document: unknown): Scheme {
  const parsed = parseScheme(document);
  if (parsed.ok) return parsed.scheme;
  throw new InputError(parsed.problems);
}
