import type { Actor } from './actor.ts';

/** How somebody is written beside what they did. */
export function authorName(actor: Actor): string {
  switch (actor.kind) {
    case 'user':
      return actor.name;
    case 'key':
      return `${actor.author.name} (${actor.name})`;
    case 'command-line':
      return 'command line';
  }
}
