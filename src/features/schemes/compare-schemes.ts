import type { Kysely } from 'kysely';
import type { Change } from '../../domain/describe/difference/change.ts';
import { describeDifference } from '../../domain/describe/difference/describe-difference.ts';
import { refuse } from '../../domain/problem.ts';
import type { Scheme } from '../../domain/scheme.ts';
import type { Text } from '../../domain/text.ts';
import { findScheme, refuseUnknownVersion } from './published-schemes.ts';
import { currentScheme } from './standard-in-force.ts';
import { readWrittenScheme, type WrittenScheme } from './written-scheme.ts';

/** A version that was published; without a number its newest. */
export interface VersionName {
  readonly id: string;
  readonly version?: number | undefined;
}

/** A standard as it is written somewhere, or as it was published. */
export interface AnyScheme extends WrittenScheme {
  readonly published?: VersionName | undefined;
}

export interface Compared {
  readonly id: string;
  /** Null for one that was not published. */
  readonly version: number | null;
  readonly name: Text;
}

export interface Difference {
  readonly from: Compared;
  readonly to: Compared;
  /** Empty where both mean the same. */
  readonly changes: readonly Change[];
}

/** What changes from one standard, or else the one in force, to another, in words. `now` in milliseconds since 1970. */
export async function compareSchemes(
  db: Kysely<unknown>,
  from: AnyScheme | null,
  to: AnyScheme,
  now: number,
): Promise<Difference> {
  const old = from === null ? await inForce(db, now) : await readAny(db, from);
  const next = await readAny(db, to);
  const named = ({ scheme: { id, name }, version }: Read): Compared => ({ id, version, name });
  return { from: named(old), to: named(next), changes: describeDifference(old.scheme, next.scheme) };
}

interface Read {
  readonly scheme: Scheme;
  readonly version: number | null;
}

async function readAny(db: Kysely<unknown>, { published, ...written }: AnyScheme): Promise<Read> {
  if (published === undefined) return { scheme: (await readWrittenScheme(written)).scheme, version: null };
  return (await findScheme(db, published.id, published.version)) ?? refuseUnknownVersion();
}

async function inForce(db: Kysely<unknown>, now: number): Promise<Read> {
  return (
    (await currentScheme(db, now)) ??
    refuse(
      'no-scheme',
      'from',
      '还没有发布等级标准，没有可比较的；请写明与哪个标准比较',
      'no standard is published yet to compare with: say which one to compare with',
    )
  );
}
