import { type Kysely, sql } from 'kysely';
import type { Role } from './roles.ts';

export interface UserListing {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** `YYYY-MM-DD HH:MM:SS`, UTC. */
  readonly createdAt: string;
  /** Null: may sign in. */
  readonly disabledAt: string | null;
}

/** Everybody who has or had an account, in the order in which they came. */
export async function listUsers(db: Kysely<unknown>): Promise<UserListing[]> {
  const { rows } = await sql<UserListing>`select cast(user_id as text) as id, name, role,
      cast(created_at as text) as "createdAt", cast(disabled_at as text) as "disabledAt"
    from users order by user_id`.execute(db);
  return rows;
}
