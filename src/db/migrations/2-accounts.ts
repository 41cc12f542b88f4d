import { type Migration, sql } from 'kysely';

/** Who may sign in, and with what: of passwords, tokens and keys only their hashes. Users are never deleted. */
export function accounts(): Migration {
  const tables: readonly string[] = [
    `create table users (user_id bigint primary key, name_key text not null unique, name text not null, password_hash text not null,
      role text not null, created_at timestamp not null, disabled_at timestamp)`,
    `create table sessions (token_hash text primary key, user_id bigint not null, created_at timestamp not null,
      last_seen_at timestamp not null, expires_at timestamp not null)`,
    `create table api_keys (key_id bigint primary key, key_hash text not null unique, name text not null, scopes json not null,
      user_id bigint not null, created_at timestamp not null, last_used_at timestamp, revoked_at timestamp)`,
    `create table owner_links (token_hash text primary key, created_at timestamp not null, expires_at timestamp not null,
      used_at timestamp)`,
    `create table sign_in_attempts (attempt_id text primary key, name_hash text not null, address text not null,
      tried_at timestamp not null)`,
  ];
  return {
    up: async (db) => {
      for (const statement of tables) await sql.raw(statement).execute(db);
    },
  };
}
