import { type Kysely, sql } from 'kysely';
import { decline } from '../../domain/app-error.ts';
import type { Role } from './roles.ts';
import { nameKey } from './user-name.ts';

export interface User {
  readonly userId: bigint;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly passwordHash: string;
}

interface UserRow {
  readonly user_id: bigint;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly password_hash: string;
}

const columns = sql`user_id, name, role, disabled_at is not null as disabled, password_hash`;

/** A user by name, however it is written. */
export async function findUser(db: Kysely<unknown>, name: string): Promise<User | null> {
  const { rows } = await sql<UserRow>`select ${columns} from users where name_key = ${nameKey(name)}`.execute(
    db,
  );
  return rows[0] === undefined ? null : userOf(rows[0]);
}

/** A user by id. Throws an AppError `not-found`. */
export async function userWith(db: Kysely<unknown>, userId: bigint): Promise<User> {
  const { rows } = await sql<UserRow>`select ${columns} from users where user_id = ${userId}`.execute(db);
  return rows[0] === undefined ? noSuchUser() : userOf(rows[0]);
}

/** How many may sign in as owner. */
export async function countOwners(db: Kysely<unknown>): Promise<number> {
  const { rows } = await sql<{ owners: bigint }>`select count(*) as owners from users
    where role = 'owner' and disabled_at is null`.execute(db);
  return Number(rows[0]?.owners ?? 0);
}

function userOf({ user_id, name, role, disabled, password_hash }: UserRow): User {
  return { userId: user_id, name, role, disabled, passwordHash: password_hash };
}

export function noSuchUser(): never {
  return decline('not-found', '没有这个用户', 'there is no such user');
}
