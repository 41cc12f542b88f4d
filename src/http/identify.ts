import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../domain/app-error.ts';
import type { Lang } from '../domain/text.ts';
import { type Actor, commandLine } from '../features/access/actor.ts';
import { actorOfKey } from '../features/access/api-keys.ts';
import { authorise } from '../features/access/authorise.ts';
import { sessionOf } from '../features/access/sessions.ts';
import type { App } from './app.ts';
import { checkCsrf, guard, isEqual } from './guard.ts';
import type { ServedShop } from './served-shop.ts';

export const SESSION_COOKIE = 'tierbook_session';

/** Before any handler: the caller's language, where the request comes from, who calls, and whether they may. */
export function identifyCallers(app: App, shop: ServedShop): void {
  app.decorateRequest('lang', 'zh');
  app.decorateRequest('caller', null);
  app.decorateRequest('sessionToken', null);
  app.decorateRequest('visibility', null as never);
  app.addHook('onRoute', ({ url, config }) => {
    if (config?.needs === undefined) throw new Error(`route ${url} does not say what it needs`);
  });
  app.addHook('onRequest', async (request, reply) => {
    const { lang } = request.query as { readonly lang?: unknown };
    request.lang = lang === 'zh' || lang === 'en' ? lang : langOf(request.headers['accept-language']);
    reply.header('cache-control', 'no-store');
    guard(request, shop.hosts);
    const { needs = 'signed-in' } = request.routeOptions.config;
    // Whoever signs is nobody else, whatever cookies and keys come along.
    if (needs === 'signature') return;
    await identify(request, reply, shop);
    if (needs === 'nothing') return;
    checkCsrf(request);
    if (request.caller === null) throw notSignedIn();
    request.visibility = needs === 'signed-in' ? { all: true } : authorise(request.caller, needs);
  });
}

/** Who calls. For routes that somebody signed in reaches. */
export function callerOf({ caller }: FastifyRequest): Actor {
  if (caller === null) throw notSignedIn();
  return caller;
}

async function identify(request: FastifyRequest, reply: FastifyReply, shop: ServedShop): Promise<void> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    request.caller = await bearer(authorization.replace(/^Bearer\s+/i, ''), request, shop);
    if (request.caller === null) throw unknownKey();
    return;
  }
  const token = request.cookies[SESSION_COOKIE];
  if (token === undefined) return;
  request.caller = await sessionOf(shop.folder, token, shop.clock());
  if (request.caller === null) reply.clearCookie(SESSION_COOKIE, { path: '/' });
  else request.sessionToken = token;
}

async function bearer(token: string, { ip }: FastifyRequest, shop: ServedShop): Promise<Actor | null> {
  if (isLoopback(ip) && isEqual(token, shop.localToken)) return commandLine;
  return await actorOfKey(shop.folder, token, shop.clock());
}

export function isLoopback(ip: string): boolean {
  return ip === '::1' || /^(::ffff:)?127\./.test(ip);
}

function unknownKey(): AppError {
  return new AppError('not-signed-in', {
    zh: '这个密钥无效：可能写错了、已撤销，或创建人已停用',
    en: 'this key is not valid: it is mistyped or revoked, or its author was disabled',
  });
}

function notSignedIn(): AppError {
  return new AppError('not-signed-in', { zh: '请先登录', en: 'sign in first' });
}

/** The first language of the list that we speak. */
function langOf(header: string | undefined): Lang {
  const found = (header ?? '').split(',').find((part) => /^\s*(zh|en)\b/i.test(part));
  return found?.trim().toLowerCase().startsWith('en') ? 'en' : 'zh';
}
