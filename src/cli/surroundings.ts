import type { Lang } from '../domain/text.ts';

/** Everything a command may touch beside files. */
export interface Surroundings {
  readonly lang: Lang;
  readonly debug: boolean;
  readonly now: number;
  readonly signal: AbortSignal;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}
