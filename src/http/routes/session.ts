import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError, decline } from '../../domain/app-error.ts';
import { changePassword } from '../../features/access/change-password.ts';
import { countOwners } from '../../features/access/find-user.ts';
import { type Action, permissions } from '../../features/access/permissions.ts';
import { roles } from '../../features/access/roles.ts';
import { signOut } from '../../features/access/sessions.ts';
import { type SignedIn, signIn } from '../../features/access/sign-in.ts';
import { nameHash } from '../../features/access/sign-in-limits.ts';
import type { App } from '../app.ts';
import { csrfToken } from '../guard.ts';
import { SESSION_COOKIE } from '../identify.ts';
import { noted } from '../noted.ts';
import { problemsSchema } from '../problems.ts';
import type { ServedShop } from '../served-shop.ts';

export const sessionSchema = z
  .object({
    user: z
      .object({ id: z.string(), name: z.string(), role: z.enum(roles) })
      .nullable()
      .describe('null: nobody is signed in'),
    csrf: z.string().nullable().describe('to be sent as x-tierbook-csrf with every change'),
    permissions: z
      .record(z.string(), z.enum(['all', 'own']))
      .describe('what the user may do, and to whose customers'),
    needsOwner: z
      .boolean()
      .describe('the business has no owner yet: the link that the server printed makes one'),
    version: z.string(),
  })
  .meta({ id: 'Session' });

const credentials = z.object({ name: z.string(), password: z.string() });

/** Signing in and out, and what a page needs to know of who is signed in. */
export function sessionRoutes(app: App, shop: ServedShop): void {
  const { folder, clock, passwordCost } = shop;
  const cost = passwordCost === undefined ? {} : { cost: passwordCost };

  app.get(
    '/session',
    { config: { needs: 'nothing' }, schema: { tags: ['session'], response: { 200: sessionSchema } } },
    async (request) => await sessionView(request, shop),
  );

  app.post(
    '/session',
    {
      config: { needs: 'nothing' },
      schema: {
        tags: ['session'],
        body: credentials,
        response: { 200: sessionSchema, '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const attempt = { ...request.body, address: request.ip, now: clock(), ...cost };
      const signedIn = await signIn(folder, attempt).catch(async (error: unknown) => {
        if (error instanceof AppError && error.code === 'wrong-name-or-password') {
          const detail = { name: nameHash(attempt.name), address: request.ip };
          await noted(shop, { caller: null }, { action: 'sign-in-failed', detail });
        }
        throw error;
      });
      return await enter(request, reply, signedIn, shop);
    },
  );

  app.delete(
    '/session',
    { config: { needs: 'signed-in' }, schema: { tags: ['session'], response: { 204: z.null() } } },
    async (request, reply) => {
      if (request.sessionToken !== null) await signOut(folder, request.sessionToken);
      await noted(shop, request, { action: 'signed-out' });
      return await reply.clearCookie(SESSION_COOKIE, { path: '/' }).code(204).send(null);
    },
  );

  app.put(
    '/session/password',
    {
      config: { needs: 'signed-in' },
      schema: {
        tags: ['session'],
        body: z.object({ password: z.string(), newPassword: z.string() }),
        response: { 204: z.null(), '4xx': problemsSchema },
      },
    },
    async (request, reply) => {
      const { caller, sessionToken: token, ip: address } = request;
      if (caller?.kind !== 'user' || token === null) {
        return decline('forbidden', '密钥没有密码', 'a key has no password');
      }
      await changePassword(folder, {
        ...request.body,
        name: caller.name,
        token,
        address,
        now: clock(),
        ...cost,
      });
      await noted(shop, request, { action: 'password-changed', subject: caller.name });
      return await reply.code(204).send(null);
    },
  );
}

/** Gives the caller the session's cookie and says who they are now. */
export async function enter(
  request: FastifyRequest,
  reply: FastifyReply,
  { token, expiresAt, actor }: SignedIn,
  shop: ServedShop,
): Promise<z.infer<typeof sessionSchema>> {
  reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    expires: new Date(expiresAt),
  });
  request.caller = actor;
  request.sessionToken = token;
  await noted(shop, request, { action: 'signed-in', detail: { address: request.ip } });
  return await sessionView(request, shop);
}

async function sessionView(
  { caller, sessionToken }: FastifyRequest,
  { folder, version }: ServedShop,
): Promise<z.infer<typeof sessionSchema>> {
  const user = caller?.kind === 'user' ? caller : null;
  const actions = Object.entries(permissions) as [Action, (typeof permissions)[Action]][];
  const allowed = actions.flatMap(([action, { roles: reach }]) => {
    const to = user === null ? 'none' : reach[user.role];
    return to === 'none' ? [] : [[action, to] as const];
  });
  return {
    user: user === null ? null : { id: String(user.userId), name: user.name, role: user.role },
    csrf: sessionToken === null ? null : csrfToken(sessionToken),
    permissions: Object.fromEntries(allowed),
    needsOwner: (await countOwners(folder.database().reader)) === 0,
    version,
  };
}
