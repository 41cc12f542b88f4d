import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Lang } from '../domain/text.ts';
import type { Actor } from '../features/access/actor.ts';
import type { Visibility } from '../features/access/authorise.ts';
import type { Action } from '../features/access/permissions.ts';

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/**
 * What a route asks of whoever calls it: a right, merely to be signed in, a signature over the body by a source – which the route itself
 * checks, as only then the body is there –, or nothing.
 */
export type Needs = Action | 'signed-in' | 'signature' | 'nothing';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route says it; a route that does not cannot be added. */
    readonly needs?: Needs;
  }
  interface FastifyRequest {
    /** The language of the caller. */
    lang: Lang;
    /** Null: nobody is signed in; only routes that need nothing are reached then. */
    caller: Actor | null;
    /** The session's token when the caller came with the cookie. */
    sessionToken: string | null;
    /** Whose customers the route's right reaches. */
    visibility: Visibility;
  }
}
