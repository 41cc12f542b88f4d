import type { Text } from './text.ts';

/** What can stand against a request that is itself well formed. */
export type ErrorCode =
  | 'bad-idempotency-key'
  | 'bad-signature'
  | 'changed-meanwhile'
  | 'cross-origin'
  | 'csrf'
  | 'forbidden'
  | 'idempotency-key-reused'
  | 'last-owner'
  | 'not-found'
  | 'not-signed-in'
  | 'outcome-unknown'
  | 'owner-exists'
  | 'owner-link-invalid'
  | 'too-many-attempts'
  | 'too-many-requests'
  | 'unknown-host'
  | 'wrong-name-or-password';

/** What the web makes of each. */
const statusOf: Readonly<Record<ErrorCode, number>> = {
  'bad-idempotency-key': 400,
  'bad-signature': 401,
  'changed-meanwhile': 412,
  'cross-origin': 403,
  csrf: 403,
  forbidden: 403,
  'idempotency-key-reused': 422,
  'last-owner': 409,
  'not-found': 404,
  'not-signed-in': 401,
  'outcome-unknown': 503,
  'owner-exists': 409,
  'owner-link-invalid': 403,
  'too-many-attempts': 429,
  'too-many-requests': 429,
  'unknown-host': 421,
  'wrong-name-or-password': 401,
};

/** A request that was understood and is not carried out. Wrong input is an InputError instead. */
export class AppError extends Error {
  override readonly name = 'AppError';
  /** Of HTTP. */
  readonly status: number;
  constructor(
    readonly code: ErrorCode,
    /** What it is and what to do next. */
    readonly text: Text,
    /** When trying again may help; in seconds. */
    readonly retryAfter: number | null = null,
  ) {
    super(text.en);
    this.status = statusOf[code];
  }
}

/** Throws an AppError. */
export function decline(code: ErrorCode, zh: string, en: string): never {
  throw new AppError(code, { zh, en });
}
