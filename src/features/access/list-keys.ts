import { type Kysely, sql } from 'kysely';
import type { Scope } from './permissions.ts';

export interface KeyListing {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Who made it. */
  readonly author: string;
  /** `YYYY-MM-DD HH:MM:SS`, UTC, as the other two. */
  readonly createdAt: string;
  /** To within five minutes. */
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}

/** All API keys that there are or were, in the order in which they were made; never the keys themselves. */
export async function listKeys(db: Kysely<unknown>): Promise<KeyListing[]> {
  const { rows } = await sql<Omit<KeyListing, 'scopes'> & { readonly scopes: string }>`
    select cast(k.key_id as text) as id, k.name, cast(k.scopes as text) as scopes, u.name as author,
      cast(k.created_at as text) as "createdAt", cast(k.last_used_at as text) as "lastUsedAt",
      cast(k.revoked_at as text) as "revokedAt"
    from api_keys k join users u on u.user_id = k.user_id order by k.key_id`.execute(db);
  return rows.map((row) => ({ ...row, scopes: JSON.parse(row.scopes) as Scope[] }));
}
