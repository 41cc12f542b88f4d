import { createHmac } from 'node:crypto';

/** As standardwebhooks.com has it. */
const PREFIX = 'whsec_';

/** A secret for an endpoint, from 32 random bytes. */
export function secretOf(random: Uint8Array): string {
  return `${PREFIX}${Buffer.from(random).toString('base64')}`;
}

export interface Message {
  /** The same at every try. */
  readonly id: string;
  readonly body: string;
}

/** The headers that sign a message, once with each secret, so that receivers may change from one to the other. `at` is in milliseconds since 1970. */
export function signedHeaders(
  { id, body }: Message,
  secrets: readonly string[],
  at: number,
): Readonly<Record<string, string>> {
  const seconds = Math.floor(at / 1000);
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  return {
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatures.join(' '),
  };
}
