import type { Lang } from '../domain/text.ts';

/** Everything a command may touch beside files. */
export interface Surroundings {
  readonly lang: Lang;
  readonly debug: boolean;
  /** When the command was given, milliseconds since 1970. */
  readonly now: number;
  readonly clock: () => number;
  /** Where the key of sealed data lies; undefined: in the data folder. */
  readonly keyFile?: string | undefined;
  /** A PostgreSQL that keeps the data, where no option names one. */
  readonly databaseUrl?: string | undefined;
  /** Webhooks may go to this machine. */
  readonly webhookLoopback?: boolean;
  readonly signal: AbortSignal;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}
