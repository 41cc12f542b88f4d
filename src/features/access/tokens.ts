import { createHash, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** A secret that nobody can guess: 256 bits, safe in URLs and cookies. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** What is kept of a secret. It is too random for a slow hash to add anything. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
