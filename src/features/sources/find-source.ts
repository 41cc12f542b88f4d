import { type Kysely, sql } from 'kysely';
import { decline } from '../../domain/app-error.ts';
import type { SourceKind } from '../../domain/source-fields.ts';
import { bigint, type Expression } from '../../sql/expression.ts';
import type { SourceActor } from '../access/actor.ts';
import { momentSql } from '../register/recording.ts';
import type { SourceSettings } from './source-settings.ts';

/** A source as it is kept; its secrets sealed. Moments as the database writes them, in UTC. */
export interface Source {
  readonly id: bigint;
  /** What its address ends in: nobody can guess it. */
  readonly address: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly settings: SourceSettings;
  /** The secret, and for a day the one before it. */
  readonly sealed: readonly string[];
  readonly author: string;
  readonly addedAt: string;
  readonly pausedBy: string | null;
  readonly pausedAt: string | null;
  /** How many deliveries came, copies aside. */
  readonly received: bigint;
  readonly receivedAt: string | null;
}

/** All sources, the oldest first; `at` says whether an old secret still holds. */
export async function readSources(db: Kysely<unknown>, at: number): Promise<readonly Source[]> {
  return await select(db, at, sql`true`);
}

/** Null: there is none. */
export async function sourceAt(db: Kysely<unknown>, address: string, at: number): Promise<Source | null> {
  return (await select(db, at, sql`address = ${address}`))[0] ?? null;
}

/** Throws an AppError `not-found`. */
export async function sourceOf(db: Kysely<unknown>, id: bigint): Promise<Source> {
  const [found] = await select(db, 0, sql`source_id = ${bigint(id)}`);
  return found ?? decline('not-found', '没有这个推送来源', 'there is no such source');
}

export function actorOf({ id, name }: Source): SourceActor {
  return { kind: 'source', sourceId: id, name };
}

async function select(db: Kysely<unknown>, at: number, which: Expression): Promise<readonly Source[]> {
  const { rows } = await sql<
    Omit<Source, 'settings' | 'sealed'> & { settings: string; secret: string; previous: string | null }
  >`select source_id as id, address, name, kind, settings, author, cast(added_at as text) as "addedAt", paused_by as "pausedBy",
      cast(paused_at as text) as "pausedAt", received, cast(received_at as text) as "receivedAt", secret_sealed as secret,
      case when previous_until > ${momentSql(at)} then previous_sealed end as previous
    from sources where ${which} order by source_id`.execute(db);
  return rows.map(({ settings, secret, previous, ...row }) => ({
    ...row,
    settings: JSON.parse(settings) as SourceSettings,
    sealed: previous === null ? [secret] : [secret, previous],
  }));
}
