import type { Actor } from '../features/access/actor.ts';

/** Whose an upload is: nobody else may use it. */
export function senderOf(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return `user ${actor.userId}`;
    case 'key':
      return `key ${actor.keyId}`;
    case 'command-line':
      return 'command line';
  }
}
