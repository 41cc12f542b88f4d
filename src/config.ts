import type { Lang } from './domain/text.ts';

/** What the environment settles. Read once, at the start. */
export interface Config {
  readonly lang: Lang;
  /** Show the stack of a fault of ours. */
  readonly debug: boolean;
  /** Where the key of sealed data lies; undefined: in the data folder. */
  readonly keyFile: string | undefined;
  /** A PostgreSQL that keeps the data; undefined: in the data folder. */
  readonly databaseUrl: string | undefined;
  /** Webhooks may go to this machine, for trying them out; else to public addresses alone. */
  readonly webhookLoopback: boolean;
}

export function readConfig(env: NodeJS.ProcessEnv, systemLocale: string): Config {
  const posix = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  const named =
    posix === '' || posix === 'C' || posix.startsWith('C.') || posix === 'POSIX' ? systemLocale : posix;
  return {
    lang: named.toLowerCase().startsWith('zh') ? 'zh' : 'en',
    debug: Boolean(env.TIERBOOK_DEBUG),
    keyFile: env.TIERBOOK_KEY_FILE || undefined,
    databaseUrl: env.TIERBOOK_DATABASE_URL || undefined,
    webhookLoopback: env.TIERBOOK_WEBHOOK_LOOPBACK === '1',
  };
}
