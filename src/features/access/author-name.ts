import { type Text, text } from '../../domain/text.ts';
import type { Actor, SourceActor } from './actor.ts';

/** How somebody is written beside what they did. */
export function authorName(actor: Actor | SourceActor): string {
  switch (actor.kind) {
    case 'user':
      return actor.name;
    case 'key':
      return `${actor.author.name} (${actor.name})`;
    case 'command-line':
      return 'command line';
    case 'source':
      return `${actor.name} (webhook)`;
  }
}

/** What `authorName` wrote, for people to read. */
export function authorText(name: string): Text {
  return name === 'command line' ? text('命令行', name) : text(name, name);
}
