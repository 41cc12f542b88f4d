import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { decline } from '../domain/app-error.ts';
import { type KeyedRequest, keyedRequest } from '../features/requests/answer-once.ts';
import { callerOf } from './identify.ts';
import { senderOf } from './sender.ts';

/** Of routes whose requests may be sent again. */
export const keyedHeaders = z.object({
  'idempotency-key': z
    .string()
    .optional()
    .describe(
      'a text of your own, up to 255 characters, in quotes or not: copies of the request have one effect and get the same answer, for at least 24 hours',
    ),
});

/** The request as its sender's key names it; null without one. Throws an AppError where the key cannot be read. */
export function keyedOf(request: FastifyRequest): KeyedRequest | null {
  const { 'idempotency-key': written } = request.headers;
  if (written === undefined) return null;
  const key = readKey(String(written));
  const [path] = request.url.split('?', 1);
  const asked = `${request.method} ${path}\n${JSON.stringify(request.body ?? null)}`;
  return keyedRequest(senderOf(callerOf(request)), key, asked);
}

const LONGEST = 255;

/** A string of structured fields (RFC 9651, 3.3.3): `"8e03978e-40d5"`; many senders leave the quotes out. */
function readKey(written: string): string {
  const quoted = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/.exec(written)?.[1]?.replace(/\\(.)/g, '$1');
  const key = quoted ?? /^[!#-+\--:<-[\]-~]+$/.exec(written)?.[0] ?? '';
  if (key !== '' && key.length <= LONGEST) return key;
  return decline(
    'bad-idempotency-key',
    `看不懂 Idempotency-Key：请写 1 到 ${LONGEST} 个 ASCII 字符，可以加双引号，例如 "order-20260115-0001"`,
    `the Idempotency-Key cannot be read: write 1 to ${LONGEST} ASCII characters, in double quotes or not, such as "order-20260115-0001"`,
  );
}
