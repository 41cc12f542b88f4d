import { AppError } from '../../domain/app-error.ts';
import type { Actor, SourceActor } from './actor.ts';
import { type Action, permissions, type Reach } from './permissions.ts';

/** Whose customers somebody sees: everybody's, or those whose `owner` is exactly this name. */
export type Visibility = { readonly all: true } | { readonly owner: string };

/** A customer that an action is about, as it stands; of a hand-over ask for before and after. */
export interface Subject {
  readonly owner: string | null;
}

/**
 * The one way in: whether somebody may do something, and to whose customers. Throws an AppError `forbidden`.
 * Without a subject whoever asks must keep to the visibility.
 */
export function authorise(actor: Actor | SourceActor, action: Action, subject?: Subject): Visibility {
  const reach = reachOf(actor, action);
  if (reach === 'all') return { all: true };
  if (reach === 'none' || actor.kind === 'command-line' || actor.kind === 'source') return forbid();
  const { name } = actor.kind === 'key' ? actor.author : actor;
  return subject === undefined || subject.owner === name ? { owner: name } : forbid();
}

function reachOf(actor: Actor | SourceActor, action: Action): Reach {
  const { roles, scope } = permissions[action];
  switch (actor.kind) {
    case 'command-line':
      return 'all';
    case 'source':
      return action === 'orders:write' || action === 'customers:write' ? 'all' : 'none';
    case 'user':
      return roles[actor.role];
    case 'key':
      return scope !== null && actor.scopes.includes(scope) ? roles[actor.author.role] : 'none';
  }
}

function forbid(): never {
  throw new AppError('forbidden', {
    zh: '没有权限这样做；需要时请让店主调整角色或密钥的范围',
    en: "you are not allowed to do this; if you need to, ask an owner to change your role or the key's scopes",
  });
}
