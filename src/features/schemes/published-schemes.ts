import { type Kysely, sql } from 'kysely';
import type { DataFolder } from '../../db/data-folder.ts';
import { decline } from '../../domain/app-error.ts';
import { type Day, dayOf } from '../../domain/calendar.ts';
import { InputError } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Text } from '../../domain/text.ts';
import { refuseUnkeptFields } from '../evaluations/kept-tables.ts';
import { defineFields, readCustomFields } from '../register/custom-fields.ts';
import { startRecording } from '../register/recording.ts';
import { publicationProblems, refuseOtherMoney } from './publication-problems.ts';
import { addPublication, readPublications } from './publications.ts';
import { keepVersion, readSchemes, type SchemeRow, schemeOf, versionOf } from './scheme-versions.ts';
import { comesYet, type Holders, inForceFrom, lastingOn, type Publication, standingAt } from './standing.ts';

/** A version of a scheme that was published. */
export interface PublishedScheme {
  readonly id: string;
  readonly version: number;
  readonly scheme: Scheme;
  /** The document as parsed JSON. */
  readonly document: unknown;
  /** When it was published first, as databases write moments, in UTC. */
  readonly publishedAt: string;
  readonly author: string;
  /** What was chosen for holders then. */
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

/** A standard to be put in force: a document, or a version that was published before. */
export interface PublicationRequest {
  readonly document?: unknown;
  readonly version?: { readonly id: string; readonly version: number };
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Without it everybody is graded anew. */
  readonly holders?: Holders;
  /** The first day on which it holds; null: today. */
  readonly startsOn?: Day | null;
  /** The last day of a season; null: until another standard is published. */
  readonly endsOn?: Day | null;
  /** What becomes of holders after a season. Without it everybody is graded anew. */
  readonly returnHolders?: Holders;
}

export interface Published {
  readonly id: string;
  readonly version: number;
  /** Whether anything has changed by it. */
  readonly isNew: boolean;
  /** Its number; null where nothing has changed. */
  readonly publication: bigint | null;
  readonly startsOn: Day;
  readonly endsOn: Day | null;
  /** The first day on which customers are graded by it: one that begins within a season waits for its end. */
  readonly inForceFrom: Day;
}

/**
 * Publishes a scheme as its next version: from its first day on customers are graded by it. The same document again is the same
 * version. Throws an InputError with everything that is wrong with the document and the days.
 */
export async function publishScheme(
  { writer, database }: DataFolder,
  request: PublicationRequest,
): Promise<Published> {
  const { reader } = database();
  const { author, at, holders = 'anew', endsOn = null, returnHolders } = request;
  const document = await documentOf(reader, request);
  const scheme = schemeOf(document);
  const { id, timeZone } = scheme;
  const today = dayOf(at, timeZone);
  const startsOn = request.startsOn ?? today;
  refuseUnkeptFields(scheme, await readCustomFields(reader));
  return await writer.write(async (trx) => {
    const before = await readPublications(trx);
    const problems = publicationProblems(before, { startsOn, endsOn, returnHolders }, today);
    if (problems.length > 0) throw new InputError(problems);
    const isPlanned = startsOn > today || endsOn !== null || before.some((one) => comesYet(one, today));
    await refuseOtherMoney(trx, scheme, await moneyBefore(trx, before), isPlanned);
    const version = request.version?.version ?? (await versionOf(trx, id, document));
    const term = { startsOn, endsOn, inForceFrom: inForceFrom(before, { startsOn, endsOn }) };
    const holding = endsOn === null ? lastingOn(before, startsOn) : null;
    if (version !== null && holding?.scheme === id && holding.version === version) {
      return { id, version, isNew: false, publication: null, ...term };
    }
    const kept = version ?? (await keepVersion(trx, { id, document, author, at, holders }));
    const publication = await addPublication(trx, {
      ...{ scheme: id, version: kept, timeZone, startsOn, endsOn, holders },
      ...{ returnHolders: endsOn === null ? null : (returnHolders ?? 'anew'), publishedAt: at, author },
    });
    if (scheme.fields.size > 0) {
      const recordingId = await startRecording(trx, { at, author, importId: null });
      await defineFields(trx, [...scheme.fields.values()], recordingId);
    }
    return { id, version: kept, isNew: true, publication, ...term };
  });
}

async function documentOf(
  db: Kysely<unknown>,
  { document, version }: Pick<PublicationRequest, 'document' | 'version'>,
): Promise<unknown> {
  if (version === undefined) return document;
  const found = await findScheme(db, version.id, version.version);
  return found === null ? refuseUnknownVersion() : found.document;
}

export function refuseUnknownVersion(): never {
  return decline('not-found', '没有发布过这个等级标准', 'no such standard was published');
}

/** The standard published last, in whose money and time zone all before and planned are too once there are orders. */
async function moneyBefore(trx: Kysely<unknown>, before: readonly Publication[]): Promise<Scheme | null> {
  const last = before.at(-1);
  return last === undefined ? null : ((await findScheme(trx, last.scheme, last.version))?.scheme ?? null);
}

/** All published versions, the newest first. `now` in milliseconds since 1970. */
export async function listSchemes(db: Kysely<unknown>, now: number): Promise<SchemeListing[]> {
  const current = standingAt(await readPublications(db), now)?.publication;
  return (await readSchemes(db)).map((row) => ({
    id: row.scheme_id,
    version: row.version,
    name: schemeOf(JSON.parse(row.document)).name,
    publishedAt: row.published_at,
    author: row.author,
    current: current?.scheme === row.scheme_id && current.version === row.version,
  }));
}

/** When the first scheme of all was published, in milliseconds since 1970; null before. */
export async function firstPublication(db: Kysely<unknown>): Promise<number | null> {
  const { rows } = await sql<{ at: bigint | null }>`select
    cast(round(extract(epoch from min(published_at)) * 1000) as bigint) as at from schemes`.execute(db);
  const at = rows[0]?.at ?? null;
  return at === null ? null : Number(at);
}

/** One version of a scheme, without a number its newest. */
export async function findScheme(
  db: Kysely<unknown>,
  id: string,
  version?: number,
): Promise<PublishedScheme | null> {
  const [found] = await readSchemes(db, id, version);
  return found === undefined ? null : published(found);
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
