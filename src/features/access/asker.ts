import { type Kysely, sql } from 'kysely';
import { AppError } from '../../domain/app-error.ts';
import { refuse } from '../../domain/problem.ts';
import { type Actor, commandLine } from './actor.ts';
import { authorise } from './authorise.ts';
import { userWith } from './find-user.ts';
import type { Action, Scope } from './permissions.ts';

/** Who asked for something that is done later, to be looked up again then. */
export type Asker =
  | { readonly kind: 'user' | 'key'; readonly id: string }
  | { readonly kind: 'command-line' };

export function askerOf(actor: Actor): Asker {
  switch (actor.kind) {
    case 'user':
      return { kind: 'user', id: String(actor.userId) };
    case 'key':
      return { kind: 'key', id: String(actor.keyId) };
    case 'command-line':
      return actor;
  }
}

/** Throws an InputError where an asker, by now, may not do something to everybody's customers; `author` is what they are called. */
export async function refuseUnlessAllowed(
  db: Kysely<unknown>,
  asker: Asker,
  action: Action,
  author: string,
): Promise<void> {
  const actor = await actorOf(db, asker);
  try {
    if (actor !== null && 'all' in authorise(actor, action)) return;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  refuse(
    'no-longer-allowed',
    '',
    `${author} 现在没有权限这样做，所以没有做完；需要时请由有权限的人重新开始`,
    `${author} is not allowed to do this any more, so it was not done; if it is needed, somebody who may has to start it again`,
  );
}

/** Null where nobody can sign in, or come with the key, any more. */
async function actorOf(db: Kysely<unknown>, asker: Asker): Promise<Actor | null> {
  if (asker.kind === 'command-line') return commandLine;
  if (asker.kind === 'user') return await userNow(db, BigInt(asker.id));
  const { rows } = await sql<{ name: string; scopes: string; user_id: bigint }>`select name,
    cast(scopes as text) as scopes, user_id from api_keys where key_id = ${BigInt(asker.id)} and revoked_at is null`.execute(
    db,
  );
  const [key] = rows;
  const author = key === undefined ? null : await userNow(db, key.user_id);
  if (key === undefined || author === null) return null;
  return {
    kind: 'key',
    keyId: BigInt(asker.id),
    name: key.name,
    scopes: JSON.parse(key.scopes) as Scope[],
    author,
  };
}

async function userNow(db: Kysely<unknown>, id: bigint): Promise<(Actor & { readonly kind: 'user' }) | null> {
  const { userId, name, role, disabled } = await userWith(db, id);
  return disabled ? null : { kind: 'user', userId, name, role };
}
