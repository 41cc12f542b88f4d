import type { Scope } from './permissions.ts';
import type { Role } from './roles.ts';

/** Somebody who is signed in. */
export interface UserActor {
  readonly kind: 'user';
  readonly userId: bigint;
  /** As written on the customers that a rep is responsible for. */
  readonly name: string;
  readonly role: Role;
}

/** Another system, by an API key. It may do no more than the user who made the key may do now. */
export interface KeyActor {
  readonly kind: 'key';
  readonly keyId: bigint;
  /** What the key is called. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly author: UserActor;
}

/** Whoever runs commands on the data folder: the files are theirs anyhow. */
export interface CommandLineActor {
  readonly kind: 'command-line';
}

/** Another system that pushes what happens there, known by its signature: it writes orders and customers, and asks for nothing. */
export interface SourceActor {
  readonly kind: 'source';
  readonly sourceId: bigint;
  /** What the source is called. */
  readonly name: string;
}

export type Actor = UserActor | KeyActor | CommandLineActor;

export const commandLine: CommandLineActor = { kind: 'command-line' };
